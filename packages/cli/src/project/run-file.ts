import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import type { ProjectPaths } from "./project-paths.ts";

/** What the running daemon tells about itself; may be left over from one that died. `startedAt` in epoch ms. */
export interface RunFile {
  readonly pid: number;
  readonly startedAt: number;
  readonly socket: string;
  readonly version: string;
  readonly name: string;
}

export function readRunFile(paths: ProjectPaths): RunFile | undefined {
  try {
    const value = JSON.parse(readFileSync(paths.run, "utf8")) as RunFile;
    return Number.isSafeInteger(value.pid) && value.pid > 0 ? value : undefined;
  } catch {
    // None, or cut off by a crash: then nothing is known.
    return undefined;
  }
}

export function writeRunFile(paths: ProjectPaths, run: RunFile): void {
  const draft = `${paths.run}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(run, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, paths.run);
}

export const removeRunFile = (paths: ProjectPaths): void => rmSync(paths.run, { force: true });
