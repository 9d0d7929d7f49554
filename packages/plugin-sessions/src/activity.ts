import type { SessionEvent } from "@instar/kernel/contracts";

/** Whether an agent has work, told from what was sent and what it reports: from `send` until every input's turn has ended. */
export interface Activity {
  readonly busy: boolean;
  sent(input: string): void;
  /** The input was not taken. */
  unsent(input: string): void;
  saw(event: SessionEvent): void;
  /** Nothing is awaited any more. */
  clear(): void;
}

/** `bindsInputs`: the driver says exactly which inputs a turn answers; without it, a turn that names none answers the oldest. */
export function createActivity(bindsInputs: boolean): Activity {
  const outstanding = new Set<string>();
  let stirring = false;
  return {
    get busy() {
      return stirring || outstanding.size > 0;
    },
    sent: (input) => void outstanding.add(input),
    unsent: (input) => void outstanding.delete(input),
    saw(event) {
      if (event.type === "text" || event.type === "tool-start" || event.type === "compaction-start") stirring = true;
      if (event.type === "compaction-end") stirring = false;
      if (event.type !== "turn-end") return;
      stirring = false;
      const known = event.inputs.filter((input) => outstanding.delete(input));
      const [oldest] = outstanding;
      if (!bindsInputs && known.length === 0 && oldest !== undefined) outstanding.delete(oldest);
    },
    clear() {
      outstanding.clear();
      stirring = false;
    },
  };
}
