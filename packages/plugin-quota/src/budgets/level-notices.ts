import type { Logger } from "@instar/kernel";
import type { Events, Notice, Notices, Records, Store, Versioned } from "@instar/kernel/contracts";
import { z } from "zod";
import type { QuotaLevel } from "../contract.ts";
import { percentText } from "../terminal/figure-text.ts";
import type { BudgetWords } from "./budget-words.ts";
import type { Full } from "./budgets.ts";
import { mayRunAt } from "./level.ts";

/** What the owner was last told of a budget. */
export interface ToldLevel {
  readonly level: QuotaLevel;
  /** Which time of it: when it begins anew; 0 for rolling hours. */
  readonly period: number;
  /** What its limit was. */
  readonly limit: string;
}

const level = z.literal([0, 50, 70, 85, 95, 100]);
export const toldShape: Versioned<ToldLevel> = { version: 1, schema: z.object({ level, period: z.number(), limit: z.string() }) };

const leastShare = 0.25;

/** What is to be remembered, and whether it is to be told. Falling back tells nothing; a new time, or another limit, begins anew. */
export function planLevel({ budget, state }: Full, told: ToldLevel | undefined): { readonly next: ToldLevel; readonly tell: boolean } | undefined {
  const period = budget.per === "5h" ? 0 : state.resetsAt;
  const limit = JSON.stringify(state.limit);
  const next = { level: state.level, period, limit };
  if (told === undefined || told.period !== period) return state.level === 0 && told === undefined ? undefined : { next, tell: state.level > 0 };
  if (told.limit !== limit) return { next, tell: state.level > told.level };
  if (state.level > told.level) return { next, tell: true };
  // Hours that roll have no end: they begin anew when little of what filled them is left.
  return budget.per === "5h" && state.share < leastShare && told.level > 0 ? { next, tell: false } : undefined;
}

const levelOfNotice = (reached: QuotaLevel): Notice["level"] => (reached >= 95 ? "urgent" : reached >= 70 ? "attention" : "info");

function consequence(reached: QuotaLevel, until: string): string {
  if (reached === 100) return `Nothing that uses a model begins any more until ${until}, and what worked was interrupted.`;
  const may = mayRunAt(reached);
  return may.length === 0
    ? `No job that uses a model begins any more until ${until}; people are still answered.`
    : `Of the jobs, only ${may.join(" and ")} ones begin until ${until}.`;
}

const keyOf = (budget: string): string => `quota:${budget}`;

/** Tells the owner once of each level that a budget reaches. */
export function createLevelNotices(parts: {
  readonly store: Store;
  readonly records: Records<ToldLevel>;
  readonly notices: Notices | undefined;
  readonly events: Events | undefined;
  readonly words: BudgetWords;
  readonly log: Logger;
}): { look(all: readonly Full[]): Promise<void> } {
  const { store, records, notices, events, words, log } = parts;
  const known = new Map<string, ToldLevel | undefined>();

  async function toldOf(name: string): Promise<ToldLevel | undefined> {
    if (!known.has(name)) known.set(name, (await records.get(name))?.value);
    return known.get(name);
  }

  async function tell(full: Full): Promise<void> {
    const { level: reached, share, resetsAt } = full.state;
    const title = reached === 100 ? `${words.name(full)} is used up` : `${words.name(full)} is ${percentText(share)} used`;
    const concerned =
      full.budget.of === undefined
        ? consequence(reached, words.time(resetsAt))
        : `It concerns what the budget is for. ${consequence(reached, words.time(resetsAt))}`;
    const raise = reached >= 95 ? " To go on at once, raise it in instar.config.ts and run `instar reload`." : "";
    const text = `${concerned} \`instar usage\` shows what it went to.${raise}`;
    if (notices) await notices.notify({ key: keyOf(full.budget.name), level: levelOfNotice(reached), title, text });
    else log.warn("A budget has reached a level.", { budget: full.budget.name, level: reached });
  }

  /** What was told of a budget is over when it begins anew or was raised: then it waits for nobody's attention. */
  async function settle(budget: string): Promise<void> {
    const item = (await notices?.attention())?.find(({ key }) => key === keyOf(budget));
    if (item) await notices?.change(item.id, "done");
  }

  return {
    async look(all) {
      for (const full of all) {
        const { name } = full.budget;
        const told = await toldOf(name);
        const plan = planLevel(full, told);
        if (plan === undefined) continue;
        // The owner is told first: a crash between repeats a notice, which merges with the first, rather than loses it.
        if (plan.tell) await tell(full);
        else if (told !== undefined && plan.next.level < told.level) await settle(name);
        const data = { budget: name, level: plan.next.level, was: told?.level ?? 0, share: full.state.share, resetsAt: full.state.resetsAt };
        const recorded =
          plan.tell && events ? [events.op({ type: "quota.level", about: {}, text: `The budget ${name} has reached ${plan.next.level} %.`, data })] : [];
        const stopped =
          plan.tell && plan.next.level === 100 && events
            ? [events.op({ type: "quota.stopped", about: {}, text: `The budget ${name} is used up: what it pays for is stopped.`, data })]
            : [];
        await store.commit([records.put(name, plan.next), ...recorded, ...stopped]);
        known.set(name, plan.next);
      }
    },
  };
}
