import { instantOf, type Zone } from "./zones.ts";

const shape = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3})\d*)?)?\s*(Z|[+-]\d\d:?\d\d)?$/i;

/** `2026-12-01 09:00`, `2026-12-01T09:00:30+01:00` and the like; without an offset it is what the zone's clocks show. Undefined: not a moment. */
export function parseMoment(text: string, zone: () => Zone): number | undefined {
  const match = shape.exec(text.trim());
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map((part) => Number(part ?? 0));
  const local = Date.UTC(year, month - 1, day, hour, minute, second, Number((match[7] ?? "0").padEnd(3, "0")));
  const date = new Date(local);
  // A 31 November would roll over into December.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59) return undefined;
  const offset = match[8];
  if (offset === undefined) return instantOf(zone(), local);
  if (/z/i.test(offset)) return local;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return local - (offset.startsWith("-") ? -minutes : minutes) * 60_000;
}

/** Whether it was to be a moment, so that what is wrong with it can be said. */
export const looksLikeMoment = (text: string): boolean => /^\d{4}-\d/.test(text.trim());
