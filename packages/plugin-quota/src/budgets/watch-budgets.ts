import type { Clock } from "@instar/kernel";
import type { Budgets } from "./budgets.ts";
import type { Burn } from "./burn.ts";
import type { HeldMessages } from "./held-messages.ts";
import type { createLevelNotices } from "./level-notices.ts";
import type { WorkStop } from "./stop-work.ts";
import type { Wake } from "./wake.ts";

const lookMs = 60_000;
/** While something is stopped: what still works is ended. */
const stoppedLookMs = 1_000;

export interface WatchParts {
  readonly budgets: Budgets;
  readonly burn: Burn;
  readonly stop: WorkStop;
  readonly notices: ReturnType<typeof createLevelNotices>;
  readonly held: HeldMessages;
  /** A level may have changed, or a turn has ended. */
  readonly wake: Wake;
  readonly clock: Clock;
}

/** Acts on what the budgets say: ends work, tells the owner, and takes up what waited. */
export async function watchBudgets({ budgets, burn, stop, notices, held, wake, clock }: WatchParts, signal: AbortSignal): Promise<void> {
  await budgets.load();
  await burn.load();
  let former: readonly string[] | undefined;
  while (!signal.aborted) {
    const spent = budgets.spent();
    const names = spent.map(({ budget }) => budget.name);
    await stop.enforce(spent);
    await notices.look(budgets.all());
    await burn.look();
    const isLifted = former === undefined || former.some((name) => !names.includes(name));
    if (isLifted || (names.length === 0 && held.isLeft)) await held.takeUp(budgets.spent());
    former = names;
    const reset = budgets.nextReset();
    const ms = reset === undefined ? lookMs : Math.max(1, Math.min(stoppedLookMs, reset - clock.now()));
    await wake.wait(clock, ms, signal);
  }
}
