import type { SessionEvent } from "@instar/kernel/contracts";
import type { RecordChanges } from "./record-keeper.ts";
import type { StoredSession } from "./session-record.ts";

export interface EventChanges {
  readonly changes: RecordChanges;
  /** `now`: before anybody hears of the event. `soon`: within a second. `end`: with the session's end, which follows. */
  readonly durable: "now" | "soon" | "end";
}

/** A correction of an estimate may be negative; what was used in all never is. */
const add = (sum: number, more: number) => Math.max(0, sum + more);

/** What an event changes in its session's record. `busy`: it still works after the event. */
export function planEventChanges(event: SessionEvent, record: StoredSession, now: number, busy: boolean): EventChanges | undefined {
  if (event.type === "process") return { changes: { process: event.mark }, durable: "now" };
  if (event.type === "snapshot") {
    const isKnown = JSON.stringify(event.snapshot) === JSON.stringify(record.snapshot);
    return isKnown ? undefined : { changes: { snapshot: event.snapshot }, durable: "now" };
  }
  if (event.type === "usage") {
    const changes = {
      inputTokens: add(record.inputTokens, event.inputTokens),
      outputTokens: add(record.outputTokens, event.outputTokens),
      costUsd: add(record.costUsd, event.costUsd ?? 0),
      calls: add(record.calls, event.calls ?? 1),
    };
    // What counts against a limit is not forgotten, however soon the house dies.
    return { changes, durable: record.limits === undefined ? "soon" : "now" };
  }
  if (event.type === "turn-end") return { changes: { turns: record.turns + 1, usedAt: now, state: busy ? "working" : "idle" }, durable: "soon" };
  if (event.type !== "exit") return undefined;
  const text = event.error?.text;
  const exit = { code: event.code, at: now, ...(text !== undefined && { text }) };
  return { changes: { state: event.expected ? "parked" : "failed", exit }, durable: "end" };
}
