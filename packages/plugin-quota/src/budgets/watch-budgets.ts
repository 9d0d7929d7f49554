import type { Clock, Logger } from "@instar/kernel";
import type { Conversations } from "@instar/plugin-conversations/contract";
import type { Budgets } from "./budgets.ts";
import type { Burn } from "./burn.ts";
import { takeUpHeld } from "./held-messages.ts";
import type { createLevelNotices } from "./level-notices.ts";
import type { WorkStop } from "./stop-work.ts";
import type { Wake } from "./wake.ts";

const lookMs = 60_000;
/** While something is stopped: what still works is ended. */
const stoppedLookMs = 1_000;

export interface WatchParts {
  readonly plugin: string;
  readonly budgets: Budgets;
  readonly burn: Burn;
  readonly stop: WorkStop;
  readonly notices: ReturnType<typeof createLevelNotices>;
  readonly conversations: Conversations | undefined;
  /** A level may have changed, or a turn has ended. */
  readonly wake: Wake;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Acts on what the budgets say: ends work, tells the owner, and takes up what waited. */
export async function watchBudgets({ plugin, budgets, burn, stop, notices, conversations, wake, clock, log }: WatchParts, signal: AbortSignal): Promise<void> {
  await budgets.load();
  await burn.load();
  let former: readonly string[] | undefined;
  while (!signal.aborted) {
    const spent = budgets.spent();
    const names = spent.map(({ budget }) => budget.name);
    await stop.enforce(spent);
    await notices.look(budgets.all());
    await burn.look();
    if (conversations && (former === undefined || former.some((name) => !names.includes(name)))) {
      const taken = await takeUpHeld(conversations, plugin, budgets.spent(), log);
      if (taken > 0) log.info("Took up messages that had waited for a budget.", { messages: taken });
    }
    former = names;
    const reset = budgets.nextReset();
    const ms = reset === undefined ? lookMs : Math.max(1, Math.min(stoppedLookMs, reset - clock.now()));
    await wake.wait(clock, ms, signal);
  }
}
