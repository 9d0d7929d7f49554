import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Logger } from "@instar/kernel";
import { openStore } from "@instar/plugin-store";
import { createManualClock } from "@instar/testing";
import { expect, test } from "vitest";
import { createCalendar } from "../../src/ledger/calendar.ts";
import { createLedger } from "../../src/ledger/ledger.ts";
import { queryUsage } from "../../src/ledger/query-usage.ts";
import type { StoredEntry } from "../../src/ledger/stored-entry.ts";

const dayMs = 86_400_000;
const silent: Logger = { error: () => undefined, warn: () => undefined, info: () => undefined, debug: () => undefined };

test("days whose entries are gone keep their sums and lose their sessions, once", async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "instar-old-days-"));
  try {
    const clock = createManualClock("2026-05-05T12:00:00Z");
    await using file = await openStore({ file: path.join(folder, "instar.db"), clock });
    const calendar = createCalendar("UTC");
    const open = () => createLedger({ store: file.store("quota"), calendar, keepDays: 2, clock, log: silent });
    const ledger = open();
    const entry = (id: string, session: string, costUsd: number): StoredEntry => ({
      id,
      at: clock.now(),
      source: "records",
      cause: "job nightly",
      job: "nightly",
      session,
      inputTokens: 10,
      outputTokens: 1,
      costUsd,
    });
    await ledger.book([entry("1", "a", 1), entry("2", "b", 2), entry("3", "c", 4)]);
    await clock.advance(3 * dayMs);
    await ledger.book([entry("4", "d", 8)]);
    expect(await ledger.fold()).toBe(0);
    await clock.advance(3 * dayMs);
    const asked = async (of = ledger) =>
      (await queryUsage(of, calendar, clock.now(), { by: "session" })).rows.map(({ key, costUsd, entries }) => [key, costUsd, entries]);
    expect(await asked()).toHaveLength(4);
    expect(await ledger.fold()).toBe(2);
    const folded = [
      ["d", 8, 1],
      [undefined, 7, 3],
    ];
    expect(await asked()).toEqual(folded);
    expect(await ledger.fold()).toBe(0);
    expect(await asked(open())).toEqual(folded);
    expect((await queryUsage(open(), calendar, clock.now(), { by: "job" })).rows).toEqual([
      { key: "nightly", inputTokens: 40, outputTokens: 4, costUsd: 15, entries: 4 },
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
