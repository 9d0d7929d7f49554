import type { AuditEntry } from "../contract.ts";

/** One line for people. */
export function describeEntry({ number, at, what, by, about }: AuditEntry): string {
  const ids = Object.entries(about).map(([key, id]) => `${key} ${id}`);
  const end = [...(by === "" ? [] : [by]), ...(ids.length === 0 ? [] : [`[${ids.join(", ")}]`])].join("  ");
  return `${String(number).padStart(6)}  ${new Date(at).toLocaleString("sv-SE")}  ${what.padEnd(16)}  ${end}`.trimEnd();
}
