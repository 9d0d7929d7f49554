import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { listCode, listSources } from "./list-sources.ts";

/** By absolute path; "" for what is not there. */
export type Hashes = ReadonlyMap<string, string>;

function hashOf(file: string): string {
  try {
    return createHash("sha256").update(readFileSync(file)).digest("hex");
  } catch {
    // It is not there, or not yet: that it comes is a change.
    return "";
  }
}

/** What an agent is made from, as it lies there now. Undefined while there is no config. */
export function readHashes(project: string): Hashes | undefined {
  const sources = listSources(project);
  return sources && new Map([...sources.files, ...sources.packages.flatMap(listCode)].map((file) => [file, hashOf(file)]));
}

/** What was there and has gone; not what merely nobody imports any more. */
export const goneSince = (known: Hashes, now: Hashes): readonly string[] =>
  [...known].flatMap(([file, hash]) => (hash !== "" && (now.get(file) ?? hashOf(file)) === "" ? [file] : []));

/** What has come, has another text, or has gone. */
export const differing = (known: Hashes, now: Hashes): readonly string[] => [
  ...[...now].flatMap(([file, hash]) => (hash !== "" && known.get(file) !== hash ? [file] : [])),
  ...goneSince(known, now),
];
