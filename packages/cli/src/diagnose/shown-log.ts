import type { LogLine } from "../logs/log-line.ts";

/** Prose in a field may be what somebody said; a plugin's author decides what is put there. */
const withoutProse = (value: unknown): unknown => {
  if (typeof value === "string") return /\s/.test(value.trim()) ? `[${value.length} characters]` : value;
  if (Array.isArray(value)) return value.map(withoutProse);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutProse(inner)]));
};

interface LoggedError {
  readonly type?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly stack?: unknown;
}

/** An error stays: it is what a report is about. */
const shownError = (error: unknown) => {
  const { type, code, message, stack } = (error ?? {}) as LoggedError;
  return { type, code, message, stack };
};

/** A line of the log as it goes into a report: its constant sentence, its figures and names, its error; no prose, and nothing from `debug`. */
export function shownLog({ at, level, plugin, text, fields }: LogLine): string | undefined {
  if (at === 0 || level === "debug") return undefined;
  const rest = Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, key === "error" ? shownError(value) : withoutProse(value)]));
  return JSON.stringify({
    time: new Date(at).toISOString(),
    level,
    ...(plugin === undefined ? {} : { plugin }),
    text,
    ...(Object.keys(rest).length === 0 ? {} : { fields: rest }),
  });
}
