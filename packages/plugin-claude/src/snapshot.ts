import type { Json } from "@instar/kernel";
import type { Snapshot } from "@instar/kernel/contracts";
import { ClaudeError } from "./errors.ts";
import { isObject, objectAt, textAt } from "./protocol.ts";

export const driverId = "claude";
const snapshotVersion = 1;

/** A place in a session: the record `at`, or its end. */
export interface Branch {
  readonly session: string;
  readonly at?: string;
}

export interface ClaudeSnapshot {
  /** The program's own session id. */
  readonly session: string;
  readonly cwd: string;
  /** The program's settings folder, where the transcript is. */
  readonly configFolder: string;
  readonly version: string;
  /** Set when the next process shall branch off and leave `session` as it is. */
  readonly fork?: boolean;
  /** With `fork`: nothing after the record with this id; empty: nothing at all. */
  readonly at?: string;
  /** Where `session` itself branched off, for as long as it has written nothing. */
  readonly branched?: Branch;
}

export const writeSnapshot = (data: ClaudeSnapshot): Snapshot => ({ driver: driverId, version: snapshotVersion, data: { ...data } as unknown as Json });

/** Throws CLAUDE_FOREIGN_SNAPSHOT. */
export function readSnapshot(snapshot: Snapshot): ClaudeSnapshot {
  const { driver, version, data } = snapshot;
  const session = textAt(data, "session");
  const cwd = textAt(data, "cwd");
  const configFolder = textAt(data, "configFolder");
  if (driver !== driverId || version !== snapshotVersion || session === undefined || cwd === undefined || configFolder === undefined)
    throw ClaudeError.FOREIGN_SNAPSHOT(driver, version);
  const branched = objectAt(data, "branched");
  return {
    ...{ session, cwd, configFolder, version: textAt(data, "version") ?? "unknown" },
    ...(isObject(data) && data.fork === true && { fork: true, ...place(data) }),
    ...(typeof branched.session === "string" && { branched: { session: branched.session, ...place(branched) } }),
  };
}

const place = (value: Json): { readonly at?: string } => {
  const at = textAt(value, "at");
  return at === undefined ? {} : { at };
};

/** The same place, for a new session that leaves this one as it is. */
export const forkOf = (snapshot: ClaudeSnapshot): ClaudeSnapshot => ({ ...snapshot, fork: true });
