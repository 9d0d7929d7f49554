import type { Finding } from "@instar/kernel/contracts";

/** One finding of one check. `by`: the plugin that it belongs to, `instar` for the command line's own. */
export interface Checked extends Finding {
  readonly id: string;
  readonly by: string;
  /** `instar doctor --fix` can mend it. */
  readonly fixable: boolean;
  readonly elapsedMs: number;
}

/** How many of each. */
export const countOf = (checked: readonly Checked[], status: Checked["status"]): number => checked.filter((one) => one.status === status).length;
