import type { UsageDimension, UsageRow, UsageTotals } from "../contract.ts";
import { drawRows } from "./draw-rows.ts";
import { countText, moneyText } from "./figure-text.ts";

export interface Used {
  readonly rows: readonly UsageRow[];
  readonly total: UsageTotals;
  readonly more: boolean;
}

const dayMs = 86_400_000;
const mostDays = 62;

const nothing: UsageTotals = { inputTokens: 0, outputTokens: 0, costUsd: 0, entries: 0 };

/** Days on which nothing was used stand between the others, unless there would be no end of them. */
function withQuietDays(rows: readonly UsageRow[]): readonly UsageRow[] {
  const [first, last] = [rows[0]?.key, rows.at(-1)?.key];
  if (first === undefined || last === undefined) return rows;
  const [from, until] = [Date.parse(first), Date.parse(last)];
  if ((until - from) / dayMs > mostDays) return rows;
  const known = new Map(rows.map((row) => [row.key, row]));
  return Array.from({ length: Math.round((until - from) / dayMs) + 1 }, (_, index) => {
    const key = new Date(from + index * dayMs).toISOString().slice(0, 10);
    return known.get(key) ?? { key, ...nothing };
  });
}

const weekday = new Intl.DateTimeFormat("en", { weekday: "short", timeZone: "UTC" });
const dayLabel = ({ key }: UsageRow) => (key === undefined ? "" : `${weekday.format(Date.parse(key))} ${key}`);
const nobody: Readonly<Record<string, string>> = { job: "(no job)", conversation: "(no conversation)", person: "(nobody)", session: "(no session)" };

export function drawUsed(used: Used, by: UsageDimension, width: number): readonly string[] {
  if (by === "day") return drawRows(withQuietDays(used.rows), dayLabel, width);
  return drawRows(used.rows, ({ key }) => key ?? nobody[by] ?? "(not said)", width);
}

export function totalLine({ inputTokens, outputTokens, costUsd, entries }: UsageTotals): string {
  const price = costUsd === 0 ? "no price known" : moneyText(costUsd);
  return `  Together ${price}, ${countText(inputTokens)} tokens in and ${countText(outputTokens)} out, booked in ${entries} ${entries === 1 ? "entry" : "entries"}.`;
}
