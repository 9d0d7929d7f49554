import { createReadStream } from "node:fs";
import { readLines } from "@instar/process";
import { parseLine, textAt } from "./protocol.ts";
import { findTranscript, messagesOf } from "./transcript.ts";

/** One record of the conversation, as the next process would load it. */
export interface Link {
  readonly uuid: string;
  readonly parent?: string;
  /** Ids of the messages that it took up. */
  readonly messages: readonly string[];
}

/** A conversation that ends before its first record. */
export const beginning = "";

/**
 * The records that a process would go on from, oldest first: from the last one, or from `at`, back to the beginning or the last compaction.
 * Undefined when there is no transcript, or no such record in it.
 */
export async function readChain(configFolder: string, cwd: string, session: string, at?: string): Promise<readonly Link[] | undefined> {
  if (at === beginning) return [];
  const file = await findTranscript(configFolder, cwd, session);
  if (file === undefined) return undefined;
  const links = new Map<string, Link>();
  let last: string | undefined;
  for await (const text of readLines(createReadStream(file))) {
    const record = parseLine(text);
    const uuid = record === undefined ? undefined : textAt(record, "uuid");
    if (record === undefined || uuid === undefined || record.isSidechain === true) continue;
    const parent = textAt(record, "parentUuid");
    links.set(uuid, { uuid, ...(parent !== undefined && { parent }), messages: messagesOf(record) });
    last = uuid;
  }
  const chain: Link[] = [];
  for (let link = links.get(at ?? last ?? ""); link !== undefined; link = link.parent === undefined ? undefined : links.get(link.parent)) {
    chain.push(link);
    links.delete(link.uuid);
  }
  return chain.length === 0 && at !== undefined ? undefined : chain.reverse();
}
