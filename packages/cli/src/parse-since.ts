import { CliError } from "./errors.ts";

const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/** `90s`, `30m`, `2h`, `1d`, `1w` before `now`, or a date; in epoch ms. Throws CLI_BAD_SINCE. */
export function parseSince(text: string, now: number): number {
  const match = /^(\d{1,6})\s*([smhdw])$/.exec(text.trim());
  if (match !== null) return now - Number(match[1]) * unitMs[match[2] as keyof typeof unitMs];
  const at = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw CliError.BAD_SINCE(text);
  return at;
}
