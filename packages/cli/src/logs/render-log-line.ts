import { printable } from "../printable.ts";
import type { LogLine } from "./log-line.ts";

const shown = (value: unknown): string => {
  if (typeof value === "string") return /^[\w./:@+-]+$/.test(value) ? value : JSON.stringify(value);
  if (typeof value === "object" && value !== null && "message" in value) {
    const { message, code } = value as { message?: unknown; code?: unknown };
    return JSON.stringify(typeof code === "string" && !String(message).startsWith(code) ? `${code}: ${String(message)}` : String(message));
  }
  return JSON.stringify(value);
};

const timeOf = (at: number) => {
  if (at === 0) return "";
  const time = new Date(at);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
};

/** A line for people: local time, how serious, whose, what, and what varies. */
export function renderLogLine({ at, level, text, plugin, fields }: LogLine): string {
  const rest = Object.entries(fields).flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${shown(value)}`]));
  const head = at === 0 ? [] : [timeOf(at), level.toUpperCase().padEnd(5), (plugin ?? "instar").padEnd(13)];
  return printable([...head, text, ...rest].join(" "));
}
