import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Logger } from "@instar/kernel";
import type { Store } from "@instar/kernel/contracts";
import { openStore } from "@instar/plugin-store";
import { createManualClock } from "@instar/testing";
import { expect, test } from "vitest";
import { namedBudgets } from "../../src/budgets/budget.ts";
import { createBudgetWords } from "../../src/budgets/budget-words.ts";
import { createBudgets } from "../../src/budgets/budgets.ts";
import { alertShape, createBurn, hourShape } from "../../src/budgets/burn.ts";
import { judgeJob } from "../../src/budgets/job-gate.ts";
import { createCalendar } from "../../src/ledger/calendar.ts";
import { createLedger } from "../../src/ledger/ledger.ts";
import { quotaHealth } from "../../src/quota-health.ts";

const log: Logger = { error: () => undefined, warn: () => undefined, info: () => undefined, debug: () => undefined };

/** The real store, one of whose lists can't be read to its end once: of the entries with that prefix. */
function stumbling(store: Store, prefix: string): Store {
  let stumbles = 1;
  return {
    ...store,
    records: (name, shape) => {
      const records = store.records(name, shape);
      return {
        ...records,
        async *entries(asked) {
          yield* records.entries(asked);
          if (asked?.startsWith(prefix) && stumbles-- > 0) throw new Error("The disk did not answer.");
        },
      };
    },
  };
}

test("what could not be read to its end counts once when it is read again", async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "instar-budgets-"));
  try {
    const clock = createManualClock("2026-05-05T10:30:00Z");
    const calendar = createCalendar("UTC");
    await using file = await openStore({ file: path.join(folder, "instar.db"), clock });
    const open = (store: Store) => createLedger({ store, calendar, keepDays: 35, clock, log });
    const used = { source: "records", cause: "message", inputTokens: 10, outputTokens: 1, costUsd: 1 } as const;
    const hours = ["2026-05-04T10:00:00Z", "2026-05-05T09:00:00Z", "2026-05-05T10:00:00Z"];
    await open(file.store("quota")).book(hours.map((at) => ({ id: at, at: Date.parse(at), ...used })));

    const all = namedBudgets([
      { per: "week", usd: 10 },
      { per: "5h", usd: 10 },
    ]);
    const budgets = createBudgets({ budgets: all, ledger: open(stumbling(file.store("quota"), "2026-05-05/")), calendar, clock });
    await expect(budgets.load()).rejects.toThrow("did not answer");
    await budgets.load();
    expect(budgets.all().map(({ state }) => state.spent.usd)).toEqual([3, 2]);

    const store = file.store("quota");
    const records = { hours: store.records("hours", hourShape), alerts: store.records("alerts", alertShape) };
    const burn = createBurn({ ledger: open(stumbling(store, "2026-05-05T09")), store, ...records, notices: undefined, budgets: all, clock, log });
    await expect(burn.load()).rejects.toThrow("did not answer");
    await burn.load();
    expect(burn.figures()).toEqual({ lastHourUsd: 1, usualUsd: 1 });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test("of two budgets the one that is used up is the fuller, also while a little of it is free again", async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "instar-budgets-"));
  try {
    const clock = createManualClock("2026-05-05T10:00:00Z");
    const calendar = createCalendar("UTC");
    await using file = await openStore({ file: path.join(folder, "instar.db"), clock });
    const ledger = createLedger({ store: file.store("quota"), calendar, keepDays: 35, clock, log });
    const used = (at: string, costUsd: number) =>
      ({ id: at, at: Date.parse(at), source: "records", cause: "message", inputTokens: 10, outputTokens: 1, costUsd }) as const;
    await ledger.book([used("2026-05-05T06:00:00Z", 0.8), used("2026-05-05T10:00:00Z", 9.2)]);
    const all = namedBudgets([
      { per: "5h", usd: 10 },
      { per: "day", usd: 10.8 },
    ]);
    const budgets = createBudgets({ budgets: all, ledger, calendar, clock });
    await budgets.load();
    await clock.advance(3_600_001);
    expect(budgets.all().map(({ state }) => [state.share, state.level])).toEqual([
      [0.92, 100],
      [expect.closeTo(0.926, 3), 85],
    ]);
    const run = { id: "urgent", job: "urgent", dueAt: 0, attempt: 1, priority: "critical", uses: "agent" } as const;
    expect(judgeJob(run, budgets, createBudgetWords(clock.now, "UTC"))).toMatchObject({
      reason: expect.stringContaining("jobs of priority critical begin again at 15:00"),
    });
    expect(await quotaHealth({ ledger, budgets, words: createBudgetWords(clock.now, "UTC") }).run(new AbortController().signal)).toMatchObject({
      summary: "The budget of five hours (10.00 USD) is used up; there is room again at 15:00.",
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
