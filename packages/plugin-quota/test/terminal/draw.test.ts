import { expect, test } from "vitest";
import type { QuotaState } from "../../src/contract.ts";
import { bar, gauge } from "../../src/terminal/bar.ts";
import { drawRows } from "../../src/terminal/draw-rows.ts";
import { drawState } from "../../src/terminal/draw-state.ts";
import { drawUsed, totalLine } from "../../src/terminal/draw-usage.ts";
import { countText, moneyText } from "../../src/terminal/figure-text.ts";

const row = (key: string | undefined, costUsd: number, inputTokens = 1_000, outputTokens = 100) => ({
  ...(key !== undefined && { key }),
  ...{ costUsd, inputTokens, outputTokens, entries: 1 },
});

test("bars are as long as their share, a little is seen, and all of it fills the width", () => {
  expect([0, 0.001, 0.5, 0.53, 1, 3].map((share) => bar(share, 4))).toEqual(["", "▏", "██", "██▏", "████", "████"]);
  expect([0, 0.01, 0.99, 1, 2].map((share) => gauge(share, 4))).toEqual(["░░░░", "█░░░", "███░", "████", "████"]);
});

test("figures are short and never say more than there is", () => {
  expect([0, 950, 999.6, 9_949, 12_345, 1_000_000, 2_340_000_000].map(countText)).toEqual(["0", "950", "1.0k", "9.9k", "12k", "1.0M", "2.3G"]);
  expect([0, 0.0012, 0.01, 12.345].map(moneyText)).toEqual(["0.00 USD", "0.0012 USD", "0.01 USD", "12.35 USD"]);
});

test("days stand under each other with the quiet ones between, in 80 columns", () => {
  const rows = [row("2026-11-18", 1.5, 120_000, 4_000), row("2026-11-20", 3, 900_000, 12_000)];
  expect(drawUsed({ rows, total: row(undefined, 4.5), more: false }, "day", 80)).toEqual([
    "  Wed 2026-11-18  ████████████████▌                  1.50 USD  120k in  4.0k out",
    "  Thu 2026-11-19",
    "  Fri 2026-11-20  █████████████████████████████████  3.00 USD  900k in   12k out",
  ]);
});

test("without a price the bars are tokens, long names are cut, and what has no name says so", () => {
  const lines = drawRows([row("x".repeat(80), 0, 900), row(undefined, 0, 0, 500)], ({ key }) => key ?? "(nobody)", 60);
  expect(lines.every((line) => line.length <= 60)).toBe(true);
  expect(lines[0]).toMatch(/^ {2}x{15}… {2}█+ {2}0\.00 USD/);
  expect(totalLine(row(undefined, 0))).toBe("  Together no price known, 1.0k tokens in and 100 out, booked in 1 entry.");
});

const now = new Date(2026, 10, 21, 15, 0).getTime();
const state: QuotaState = {
  status: "critical",
  level: 85,
  budgets: [
    { name: "day", per: "day", spent: { usd: 4.3, tokens: 1 }, limit: { usd: 5 }, share: 0.86, level: 85, resetsAt: new Date(2026, 10, 22).getTime() },
    { name: "5h", per: "5h", spent: { usd: 0, tokens: 1_200_000 }, limit: { usd: 9, tokens: 4e6 }, share: 0.3, level: 0, resetsAt: now + 3_600_000 },
    {
      name: "a very long name of one",
      per: "month",
      spent: { usd: 0, tokens: 0 },
      limit: { tokens: 5 },
      share: 0,
      level: 0,
      resetsAt: new Date(2026, 11, 1).getTime(),
    },
  ],
  mayRun: ["critical"],
  stopped: false,
  limited: { until: now + 60_000, text: "The usage limit is reached." },
  burn: { lastHourUsd: 1.25, usualUsd: 0.2 },
};

test("budgets say how full they are, when they begin anew, and what may run", () => {
  expect(drawState(state, now)).toEqual([
    "Budgets are critical: of the jobs, only critical ones begin.",
    "  day                   █████████████░░░  86 %  4.30 of 5.00 USD     anew 00:00",
    "  5h                    ████░░░░░░░░░░░░  30 %  1.2M of 4.0M tokens  room from 16:00",
    "  a very long name of…  ░░░░░░░░░░░░░░░░   0 %  0 of 5 tokens        anew 2026-12-01",
    "  To go on at once, raise a budget in instar.config.ts and run `instar reload`.",
    "The model's service waits until 15:01: The usage limit is reached.",
    "The last hour took 1.25 USD; an hour of work usually takes 0.20 USD.",
  ]);
});

test("no budget and a stopped house are said in plain words", () => {
  const { limited: _, ...rest } = state;
  expect(drawState({ ...rest, status: "open", budgets: [] }, now)[0]).toBe("No budget is configured: everything is counted, and nothing is denied.");
  expect(drawState({ ...rest, stopped: true, mayRun: [] }, now)[0]).toMatch(/^STOPPED/);
  expect(drawState({ ...rest, burn: { lastHourUsd: 1, usualUsd: 0 } }, now).at(-1)).toBe("The last hour took 1.00 USD.");
});
