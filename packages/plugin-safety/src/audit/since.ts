import { SafetyError } from "../errors.ts";

const unitMs = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/** `30m`, `2h`, `7d`, `4w` before `now`, a date (from its midnight on this machine), or epoch ms; in epoch ms. Throws SAFETY_BAD_SINCE. */
export function parseSince(text: string, now: number): number {
  const match = /^(\d{1,6})\s*([mhdw])$/.exec(text.trim());
  if (match !== null) return now - Number(match[1]) * unitMs[match[2] as keyof typeof unitMs];
  // A date by itself would be read as one in UTC.
  const at = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text.length === 10 ? `${text}T00:00` : text) : /^\d{9,15}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(at)) throw SafetyError.BAD_SINCE(text);
  return at;
}
