import { type CronRule, parseCron } from "./cron-rule.ts";
import type { Plan } from "./plan.ts";

const dayMs = 86_400_000;

/** A stretch of real time in which a zone's offset does not change. It may end without a change: at the turn of a year. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  /** Local = UTC + offset. */
  readonly offsetMs: number;
  /** The offset just before `start`. */
  readonly beforeMs: number;
}

export interface Zone {
  readonly name: string;
  stretchAt(instant: number): Stretch;
}

/** What is known of time zones and expressions, and the plans that jobs share. One for a scheduler; it only ever remembers. */
export interface Zones {
  /** Throws a RangeError for a name that the platform does not know. */
  zone(name: string): Zone;
  /** The name as the platform writes it; undefined for one that it does not know. */
  platformName(name: string): string | undefined;
  /** What `parseCron` makes of it. */
  rule(expression: string): ReturnType<typeof parseCron>;
  /** The plan of that key, made once. */
  plan(key: string, make: () => Plan): Plan;
}

function offsetReader(name: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat("en-US", { timeZone: name, timeZoneName: "longOffset" });
  return (instant) => {
    const match = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(format.format(instant));
    const [, sign, hours = 0, minutes = 0, seconds = 0] = match ?? [];
    const ms = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000;
    return sign === "-" ? -ms : ms;
  };
}

function stretchesOf(offsetAt: (instant: number) => number, year: number): readonly Stretch[] {
  const end = Date.UTC(year + 1, 0, 1);
  const stretches: Stretch[] = [];
  let start = Date.UTC(year, 0, 1);
  let beforeMs = offsetAt(start - 1);
  let offsetMs = offsetAt(start);
  const close = (until: number, next: number) => {
    stretches.push({ start, end: until, offsetMs, beforeMs });
    start = until;
    beforeMs = offsetMs;
    offsetMs = next;
  };
  for (let day = start; day < end; day += dayMs) {
    const next = offsetAt(day + dayMs);
    if (next === offsetMs) continue;
    let same = day;
    let changed = day + dayMs;
    while (changed - same > 1) {
      const middle = Math.floor((same + changed) / 2);
      if (offsetAt(middle) === offsetMs) same = middle;
      else changed = middle;
    }
    if (changed < end) close(changed, next);
  }
  close(end, offsetMs);
  return stretches;
}

function createZone(name: string): Zone {
  const offsetAt = offsetReader(name);
  const years = new Map<number, readonly Stretch[]>();
  let recent: Stretch | undefined;
  return {
    name,
    stretchAt(instant) {
      if (recent && instant >= recent.start && instant < recent.end) return recent;
      const year = new Date(instant).getUTCFullYear();
      let stretches = years.get(year);
      if (!stretches) {
        stretches = stretchesOf(offsetAt, year);
        years.set(year, stretches);
      }
      recent = stretches.find(({ end }) => instant < end) as Stretch;
      return recent;
    },
  };
}

function platformName(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    // A RangeError is how the platform says no.
    return undefined;
  }
}

export function createZones(): Zones {
  const zones = new Map<string, Zone>();
  const names = new Map<string, string>();
  const rules = new Map<string, CronRule>();
  const plans = new Map<string, WeakRef<Plan>>();
  return {
    zone(name) {
      let zone = zones.get(name);
      if (!zone) {
        zone = createZone(name);
        zones.set(name, zone);
      }
      return zone;
    },
    platformName(name) {
      let known = names.get(name);
      if (known === undefined) {
        known = platformName(name);
        if (known !== undefined) names.set(name, known);
      }
      return known;
    },
    rule(expression) {
      const known = rules.get(expression);
      if (known) return known;
      const rule = parseCron(expression);
      if (!("errors" in rule)) rules.set(expression, rule);
      return rule;
    },
    plan(key, make) {
      const known = plans.get(key)?.deref();
      if (known) return known;
      const plan = make();
      plans.set(key, new WeakRef(plan));
      return plan;
    },
  };
}

/** The instant at which the wall clock shows `local`: the first one when it does so twice, right after the leap when it never does. */
export function instantOf(zone: Zone, local: number): number {
  let stretch = zone.stretchAt(local - 2 * dayMs);
  for (;;) {
    if (local < stretch.start + stretch.offsetMs) return stretch.start;
    if (local < stretch.end + stretch.offsetMs) return local - stretch.offsetMs;
    stretch = zone.stretchAt(stretch.end);
  }
}
