import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** `.instar/http.json`: the port stays remembered; the rest is there while somebody listens, or after a crash. `startedAt` in epoch ms. */
export interface HttpFile {
  readonly port: number;
  readonly pid?: number;
  readonly startedAt?: number;
  readonly url?: string;
}

const fileIn = (home: string) => join(home, "http.json");

/** Undefined when nothing is remembered. */
export function readHttpFile(home: string): HttpFile | undefined {
  try {
    const read = JSON.parse(readFileSync(fileIn(home), "utf8")) as HttpFile;
    return Number.isInteger(read.port) && read.port > 0 && read.port <= 65_535 ? read : undefined;
  } catch {
    // None yet, or cut off by a crash: then a free port is looked for.
    return undefined;
  }
}

export function writeHttpFile(home: string, file: HttpFile): void {
  const draft = `${fileIn(home)}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(file)}\n`, { mode: 0o600 });
  renameSync(draft, fileIn(home));
}
