import type { Snapshot } from "@instar/kernel/contracts";
import { ClaudeError } from "./errors.ts";
import { isObject, textAt } from "./protocol.ts";

export const driverId = "claude";
const snapshotVersion = 1;

export interface ClaudeSnapshot {
  /** The program's own session id. */
  readonly session: string;
  readonly cwd: string;
  /** The program's settings folder, where the transcript is. */
  readonly configFolder: string;
  readonly version: string;
  /** Set when the next process shall branch off and leave `session` as it is. */
  readonly fork?: boolean;
}

export const writeSnapshot = (data: ClaudeSnapshot): Snapshot => ({ driver: driverId, version: snapshotVersion, data: { ...data } });

/** Throws CLAUDE_FOREIGN_SNAPSHOT. */
export function readSnapshot(snapshot: Snapshot): ClaudeSnapshot {
  const { driver, version, data } = snapshot;
  const session = textAt(data, "session");
  const cwd = textAt(data, "cwd");
  const configFolder = textAt(data, "configFolder");
  if (driver !== driverId || version !== snapshotVersion || session === undefined || cwd === undefined || configFolder === undefined)
    throw ClaudeError.FOREIGN_SNAPSHOT(driver, version);
  return { session, cwd, configFolder, version: textAt(data, "version") ?? "unknown", ...(isObject(data) && data.fork === true && { fork: true }) };
}
