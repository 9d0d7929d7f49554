import type { ToolCall } from "@instar/kernel";
import type { Turn } from "./turns.ts";

/** From the third time on it is a circle. */
const often = 3;
const mostCalls = 200;

/** What makes two calls the same: a shell line without what is said about it; of any other tool, its whole input. */
function nameOf({ tool, input, action }: ToolCall): string {
  const what = action.kind === "shell" ? action.command.replace(/\s+/g, " ").trim() : JSON.stringify(input);
  return `${tool} ${what}`.slice(0, 2_000);
}

const raise = (counts: Map<string, number>, name: string): number => {
  const count = (counts.get(name) ?? 0) + 1;
  if (counts.size < mostCalls || counts.has(name)) counts.set(name, count);
  return count;
};

/** Counts a call that is about to be made; true when it goes round in a circle: the third without a change in between, or after three failures. */
export function repeats(turn: Turn, call: ToolCall): boolean {
  const name = nameOf(call);
  // A file that is changed may change what the others tell, but not what the same change does.
  if (call.action.kind === "write") for (const other of turn.calls.keys()) if (other !== name) turn.calls.delete(other);
  return raise(turn.calls, name) >= often || (turn.failures.get(name) ?? 0) >= often;
}

/** Counts how a call ended. */
export function countFailure(turn: Turn, call: ToolCall, ok: boolean): void {
  if (ok) turn.failures.delete(nameOf(call));
  else raise(turn.failures, nameOf(call));
}
