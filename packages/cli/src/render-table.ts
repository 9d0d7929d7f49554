import { printable } from "./printable.ts";
import { shownTime } from "./shown-message.ts";

/** As JSON says when something was. */
const anInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/;

const cell = (value: unknown): string => {
  if (value === undefined || value === null) return "";
  // For people, as in the lists of messages: on their own clock
  if (typeof value === "string" && anInstant.test(value)) return shownTime(Date.parse(value));
  if (Array.isArray(value)) return value.map(cell).join(", ");
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return printable(text.replace(/\s+/g, " "));
};

const cut = (text: string, width: number) => (text.length > width ? `${text.slice(0, Math.max(1, width - 1))}…` : text);

/** Rows in aligned columns under their names. `width` (default: the terminal's) shortens the last column only; without a terminal nothing is cut. */
export function renderTable(rows: readonly Readonly<Record<string, unknown>>[], width: number | undefined = process.stdout.columns): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [names.map((name) => name.toUpperCase()), ...rows.map((row) => names.map((name) => cell(row[name])))];
  const widths = names.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const before = widths.slice(0, -1).reduce((sum, columnWidth) => sum + columnWidth + 2, 0);
  const last = width === undefined ? Number.POSITIVE_INFINITY : Math.max(10, width - before);
  return lines
    .map((line) =>
      line
        .map((text, column) => (column === names.length - 1 ? cut(text, last) : text.padEnd(widths[column] ?? 0)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
