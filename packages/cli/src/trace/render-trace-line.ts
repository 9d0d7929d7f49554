import { printable } from "../printable.ts";
import type { TraceLine } from "./trace-line.ts";

const stages: Readonly<Record<number, string>> = { [-200]: "first", [-100]: "guard", 100: "enrich", 200: "last" };

const two = (value: number) => String(value).padStart(2, "0");
const timeOf = (at: number) => {
  const time = new Date(at);
  return `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}.${String(time.getMilliseconds()).padStart(3, "0")}`;
};

function verdictText({ verdict, said, changed = [], error, outcome }: TraceLine): string {
  if (error !== undefined) return `failed (${outcome}): ${error.code}: ${error.message}`;
  if (verdict === "away") return `not run (${outcome}): it ${said}`;
  if (verdict === "replaced") return `replaced ${changed.join(", ")}`;
  return said === undefined ? verdict : `${verdict}: ${said}`;
}

/** A line for people: local time, hook, whose tap and what for, what it answered, how long it took, and what it was about. */
export function renderTraceLine(line: TraceLine): string {
  const { at, hook, plugin, reason, stage, about, ms, error, hint = error?.hint } = line;
  const place = stage === 0 ? "" : ` (${stages[stage] ?? stage})`;
  const ids = Object.entries(about).map(([kind, id]) => `${kind} ${id}`);
  const first = `${timeOf(at)}  ${hook.padEnd(15)}  ${plugin}: ${reason}${place}  ${verdictText(line)}  ${ms} ms${ids.length === 0 ? "" : `  [${ids.join(", ")}]`}`;
  const shown = printable(first.replace(/\s*\n\s*/g, " "));
  return hint === undefined ? shown : `${shown}\n${" ".repeat(14)}${printable(hint.replace(/\s*\n\s*/g, " "))}`;
}
