import type { Snapshot } from "@instar/kernel/contracts";
import type { Ending } from "./living.ts";
import { withChanges } from "./record-keeper.ts";
import type { StoredSession } from "./session-record.ts";

export interface EndOfLife {
  readonly state: Ending["state"];
  readonly text: string | undefined;
  readonly crashed: boolean;
  /** Nothing of it is left running. */
  readonly clean: boolean;
  readonly snapshot: Snapshot | undefined;
  readonly movedAt: number;
  readonly now: number;
}

/** What stands in the record once a life has ended. A crash is never the rest of a parked session. */
export function lastRecord(record: StoredSession, { state, text, crashed, clean, snapshot, movedAt, now }: EndOfLife): StoredSession {
  return withChanges(record, {
    state: state === "parked" && crashed ? "failed" : state,
    usedAt: Math.max(record.usedAt, movedAt),
    ...(snapshot && { snapshot }),
    ...(clean && { process: undefined }),
    ...(text !== undefined && { exit: { code: record.exit?.code ?? null, at: now, text } }),
  });
}
