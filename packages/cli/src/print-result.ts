import { printable, printableJson } from "./printable.ts";
import { renderTable } from "./render-table.ts";

const isRow = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null && !Array.isArray(value);

/** A value as people read it: rows as a table, a record as lines, anything else as it is. */
export function renderValue(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return printable(value);
  if (Array.isArray(value)) return value.length > 0 && value.every(isRow) ? renderTable(value) : value.map(renderValue).join("\n");
  if (isRow(value)) {
    const width = Math.max(...Object.keys(value).map((key) => key.length));
    return Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .map(([key, entry]) => `${key.padEnd(width)}  ${printable(typeof entry === "object" ? JSON.stringify(entry) : String(entry))}`)
      .join("\n");
  }
  return printable(String(value));
}

/** The one thing that a command writes to stdout. */
export function printResult(value: unknown, how: { readonly json: boolean; readonly text?: string }): void {
  const text = how.json ? printableJson(JSON.stringify(value ?? null, null, 2)) : how.text === undefined ? renderValue(value) : printable(how.text);
  if (text !== "") process.stdout.write(`${text}\n`);
}
