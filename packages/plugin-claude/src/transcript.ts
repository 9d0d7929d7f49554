import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { readLines } from "@instar/process";
import { type JsonObject, objectAt, parseLine, textAt, textsAt } from "./protocol.ts";

/** What the program wrote down of a session, as far as it says what became of a message. */
export interface Transcript {
  /** Every message id that the program took up: as a turn, folded into one, or merged with others. */
  readonly taken: ReadonlySet<string>;
  /** The record goes on from one place in two ways: two processes have written it. */
  readonly forked: boolean;
}

/** The name of a project's folder in the program's settings folder. */
export const projectFolder = (cwd: string): string => cwd.replace(/[^a-zA-Z0-9]/g, "-");

/** Undefined when there is no transcript of this session; rejects when there is one that can't be read. */
export async function readTranscript(configFolder: string, cwd: string, session: string): Promise<Transcript | undefined> {
  const file = await findTranscript(configFolder, cwd, session);
  if (file === undefined) return undefined;
  const taken = new Set<string>();
  const children = new Map<string, number>();
  for await (const text of readLines(createReadStream(file))) {
    const record = parseLine(text);
    if (record === undefined) continue;
    for (const message of messagesOf(record)) taken.add(message);
    // Tool results of one answer and its blocks are siblings by design; only two answers or two prompts after the same record are a fork.
    const parent = textAt(record, "parentUuid");
    if (parent !== undefined && record.isSidechain !== true && (record.type === "assistant" || isPrompt(record))) {
      const key = record.type === "assistant" ? `${parent} ${textAt(objectAt(record, "message"), "id") ?? ""}` : parent;
      if (record.type === "user") children.set(key, (children.get(key) ?? 0) + 1);
    }
  }
  return { taken, forked: [...children.values()].some((count) => count > 1) };
}

function isPrompt(record: JsonObject): boolean {
  return record.type === "user" && typeof record.promptSource === "string";
}

/** Ids of the messages that this record took up: as a turn, folded into one, or merged with others. */
export function messagesOf(record: JsonObject): readonly string[] {
  const uuid = textAt(record, "uuid");
  if (record.type === "user" && uuid !== undefined) return [uuid, ...textsAt(record, "mergedSendUuids")];
  const source = record.type === "attachment" ? objectAt(record, "attachment") : {};
  return source.type === "queued_command" ? [textAt(source, "source_uuid") ?? []].flat() : [];
}

/** The file of a session, wherever its folder was. */
export async function findTranscript(configFolder: string, cwd: string, session: string): Promise<string | undefined> {
  const projects = join(configFolder, "projects");
  const name = `${session}.jsonl`;
  const expected = projectFolder(cwd);
  for (const folder of [expected, ...(await list(projects)).filter((entry) => entry !== expected)]) {
    if ((await list(join(projects, folder))).includes(name)) return join(projects, folder, name);
  }
  return undefined;
}

async function list(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return [];
    throw error;
  }
}
