import { createHash } from "node:crypto";
import type { Clock, ToolCall } from "@instar/kernel";

/** When what was denied with a checklist may be given again: not by somebody who could not have read it yet, as beside others in one answer. */
const soonestMs = 500;
const validMs = 600_000;
const most = { perSession: 100, sessions: 1_000 };

/** Which calls were denied once, so that exactly the same may run when it is given again. */
export interface SecondTries {
  /** Whether this call was denied before, for the same reason, in an earlier answer of the agent: then it passes, once. If not, it is remembered. */
  passes(call: Pick<ToolCall, "id" | "session" | "tool" | "input">, rule: string): boolean;
  forget(session: string): void;
}

/** Words behind a `#` that are neither quoted nor anything else to a shell. */
const withoutComment = (command: string): string => command.replace(/(^|\s+)#[^\n'"`$;|&<>(){}\\]*$/, "").trimEnd();

/** What counts of a call: everything but its description and a comment at the end of its command. */
function digestOf({ session, tool, input }: Pick<ToolCall, "session" | "tool" | "input">, rule: string): string {
  const { description: _, ...rest } = input;
  const counting = typeof rest["command"] === "string" ? { ...rest, command: withoutComment(rest["command"]) } : rest;
  const ordered = Object.entries(counting).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash("sha256")
    .update(JSON.stringify([session.id, tool, ordered, rule]))
    .digest("hex");
}

export function createSecondTries(clock: Pick<Clock, "now">): SecondTries {
  const denied = new Map<string, Map<string, { readonly call: string; readonly at: number }>>();
  const dropOldest = (map: Map<string, unknown>, room: number) => {
    for (const key of map.keys()) {
      if (map.size <= room) return;
      map.delete(key);
    }
  };
  return {
    passes(call, rule) {
      const digest = digestOf(call, rule);
      const ofSession = denied.get(call.session.id) ?? new Map();
      const before = ofSession.get(digest);
      const age = clock.now() - (before?.at ?? 0);
      const counts = before !== undefined && age >= 0 && age <= validMs;
      ofSession.delete(digest);
      if (counts && before.call !== call.id && age >= soonestMs) return true;
      // The same call asked about twice is no second try, nor is one beside it.
      ofSession.set(digest, counts ? before : { call: call.id, at: clock.now() });
      dropOldest(ofSession, most.perSession);
      denied.delete(call.session.id);
      denied.set(call.session.id, ofSession);
      dropOldest(denied, most.sessions);
      return false;
    },
    forget: (session) => void denied.delete(session),
  };
}
