import { randomUUID } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

interface Entry {
  readonly type: string;
  readonly uuid?: string;
  readonly isCompactSummary?: boolean;
  readonly message?: { readonly role: string; readonly content: unknown };
  readonly attachment?: { readonly type: string; readonly prompt?: string };
}

/** The session's file, one record per line, chained by `parentUuid`. */
export interface Transcript {
  readonly path: string;
  /** Adds a record to the chain and gives its id. */
  append(record: Readonly<Record<string, unknown>>): string;
  /** Adds a record beside the chain. */
  note(record: Readonly<Record<string, unknown>>): void;
  /** What a person has said in this session, oldest first. */
  said(): readonly string[];
}

export function transcriptPath(configDir: string, cwd: string, sessionId: string): string {
  return join(configDir, "projects", cwd.replace(/[^a-zA-Z0-9]/g, "-"), `${sessionId}.jsonl`);
}

/** Whether the record with this id is there. */
export function hasRecord(path: string, uuid: string): boolean {
  return readFileSync(path, "utf8").includes(`"uuid":${JSON.stringify(uuid)}`);
}

/** Up to the record with the id `last`, if given. */
export function copyTranscript(from: string, to: string, last?: string): void {
  mkdirSync(dirname(to), { recursive: true });
  const lines = readFileSync(from, "utf8").split("\n");
  const end = last === undefined ? lines.length : lines.findIndex((line) => (line === "" ? {} : (JSON.parse(line) as Entry)).uuid === last) + 1;
  writeFileSync(
    to,
    lines
      .slice(0, end)
      .map((line) => (line === "" ? "" : `${line}\n`))
      .join(""),
    { mode: 0o600 },
  );
}

/** `kept`: false holds it in memory only. */
export function openTranscript(path: string, cwd: string, sessionId: string, version: string, kept = true): Transcript {
  if (kept) mkdirSync(dirname(path), { recursive: true });
  const entries: Entry[] = existsSync(path)
    ? readFileSync(path, "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Entry)
    : [];
  let parent = entries.findLast((entry) => entry.uuid !== undefined)?.uuid ?? null;
  const put = (record: Entry) => {
    entries.push(record);
    if (kept) appendFileSync(path, `${JSON.stringify(record)}\n`, { mode: 0o600 });
  };
  return {
    path,
    append(record) {
      const uuid = typeof record.uuid === "string" ? record.uuid : randomUUID();
      const fixed = {
        isSidechain: false,
        userType: "external",
        entrypoint: "sdk-cli",
        cwd,
        sessionId,
        version,
        gitBranch: "HEAD",
        timestamp: new Date().toISOString(),
      };
      put({ parentUuid: parent, ...record, ...fixed, uuid } as unknown as Entry);
      parent = uuid;
      return uuid;
    },
    note: (record) => put({ ...record, timestamp: new Date().toISOString(), sessionId } as unknown as Entry),
    said: () => entries.flatMap(words),
  };
}

function words(entry: Entry): string[] {
  if (entry.attachment?.type === "queued_command") return [entry.attachment.prompt ?? ""];
  const content = entry.type === "user" && !entry.isCompactSummary ? entry.message?.content : undefined;
  return typeof content === "string" && !content.startsWith("<") ? [content] : [];
}
