import type { InboxRow } from "../contract.ts";
import type { House } from "../house.ts";
import { resumedNote } from "../turn-sentence.ts";
import { planRecovery } from "./plan-recovery.ts";

export interface Recovered {
  /** Answers that exist, each with all messages of its turn. */
  readonly answered: ReadonlyMap<string, readonly InboxRow[]>;
  readonly givenUp: readonly InboxRow[];
  /** To be given to the agent (again), with what it must know. */
  readonly again: readonly { readonly row: InboxRow; readonly notes: readonly string[] }[];
}

/** Finds out what became of the messages that an agent had when it ended. One text for several is one answer: they were folded into one turn. */
export async function recoverRows(house: House, key: string, rows: readonly InboxRow[]): Promise<Recovered> {
  const answered = new Map<string, InboxRow[]>();
  const givenUp: InboxRow[] = [];
  const again: { row: InboxRow; notes: readonly string[] }[] = [];
  const found = await Promise.all(
    rows.map(async ({ input }) => (input === undefined ? ("absent" as const) : house.sessions.inspect(key, input).catch(() => "unknown" as const))),
  );
  rows.forEach((row, index) => {
    const plan = planRecovery(found[index] ?? "unknown", row.attempt, house.options.attempts);
    if (plan.step === "use") answered.set(plan.text, [...(answered.get(plan.text) ?? []), row]);
    else if (plan.step === "give up") givenUp.push(row);
    else again.push({ row, notes: plan.step === "resume" ? [resumedNote(plan.found)] : [] });
  });
  return { answered, givenUp, again };
}
