import { expect, test } from "vitest";
import { checkSchedule } from "../../src/plan/check-schedule.ts";
import { planFor } from "../../src/plan/plan-for.ts";
import { planOccurrences } from "../../src/plan/plan-occurrences.ts";
import { createZones, type Zones } from "../../src/plan/zones.ts";
import { type Absence, bruteAt, bruteCron, bruteEvery, bruteOutcomes, type Outcome, type WallClock, wallClock } from "./brute-force.ts";
import { anyCron, seeded } from "./seeded.ts";

const start = Date.UTC(2026, 0, 1);
const end = Date.UTC(2027, 0, 1);
const timezones = ["Europe/Prague", "America/New_York", "Australia/Sydney", "Australia/Lord_Howe", "America/Santiago", "Asia/Beirut", "UTC"];
const policies = ["skip", "once", "all"] as const;

const instants = (from: string, until: string): Absence => ({ from: Date.parse(from), until: Date.parse(until) });
const absences: readonly Absence[] = [
  // Nine hours asleep, over Prague's and Beirut's leap in spring.
  instants("2026-03-28T20:00:30Z", "2026-03-29T05:00:30Z"),
  // Restarts: of three minutes, of forty seconds while Prague's clock goes back, and one that took until the next day, over New York's.
  instants("2026-06-01T11:58:50Z", "2026-06-01T12:01:50Z"),
  instants("2026-10-25T00:59:40Z", "2026-10-25T01:00:20Z"),
  instants("2026-11-01T01:10:00Z", "2026-11-02T03:10:00Z"),
];

interface SimulatedJob {
  readonly text: string;
  readonly timezone: string;
  readonly missed: "skip" | "once" | "all";
}

function simulatedJobs(): readonly SimulatedJob[] {
  const random = seeded(6);
  const { whole, one } = random;
  return Array.from({ length: 200 }, (_, index) => {
    const local = `2026-${one(["03-29", "04-05", "10-25", "11-01", "06-15"])} ${one(["00:30", "01:45", "02:00", "02:30", "03:00", "17:20"])}`;
    const text =
      index === 0
        ? "*/10 * * * *"
        : index % 10 === 3
          ? `at ${local}`
          : index % 10 === 7
            ? `every ${one([`${whole(40, 900)}m`, `${whole(1, 60)}h`, `${whole(40, 3_000) * 30}s`])}`
            : anyCron(random);
    return { text, timezone: timezones[index % timezones.length] as string, missed: one(policies) };
  });
}

/** One timer for the nearest due moment, and a look at the end of each absence, in the next of `lives`: only the cursor lives on. */
function simulate({ text, timezone, missed }: SimulatedJob, index: number, lives: readonly Zones[]): Outcome[] {
  const outcomes: Outcome[] = [];
  const planned = (zones: Zones) => {
    const { schedule, problem } = checkSchedule(text, timezone, zones);
    if (!schedule) throw new Error(`${text}: ${problem}`);
    return planFor(schedule, timezone, zones);
  };
  let plan = planned(lives[0] as Zones);
  let cursor = start - 1;
  let now = start;
  for (;;) {
    const answer = planOccurrences({ plan, cursor, now, missed, jitterMs: 0, slug: `job-${index}` });
    for (const { dueAt, cause, run, covers } of answer.occurrences) outcomes.push({ dueAt, cause, run, ...(covers && { covers }) });
    cursor = answer.cursor;
    const wakeAt = answer.wakeAt ?? end;
    const absence = absences.findIndex(({ from, until }) => wakeAt >= from && wakeAt <= until);
    if (absence >= 0) plan = planned(lives[absence + 1] as Zones);
    now = absences[absence]?.until ?? wakeAt;
    if (now >= end) return outcomes;
  }
}

const isSame = (a: Outcome, b: Outcome | undefined) =>
  a.dueAt === b?.dueAt && a.cause === b.cause && a.run === b.run && a.covers?.count === b.covers?.count && a.covers?.from === b.covers?.from;

test("a year of 200 mixed jobs over every change of the clock, three restarts and a night's sleep is what the wall clock says, minute by minute", () => {
  const clocks = new Map<string, WallClock>(timezones.map((timezone) => [timezone, wallClock(timezone, start, end)]));
  const lives = [createZones(), ...absences.map(() => createZones())];
  let total = 0;
  let missed = 0;
  let folded = 0;
  for (const [index, job] of simulatedJobs().entries()) {
    const clock = clocks.get(job.timezone) as WallClock;
    const [word, amount = ""] = job.text.split(" ");
    const unit = { s: 1, m: 60, h: 3_600 }[amount.at(-1) as "s" | "m" | "h"];
    const dues =
      word === "at"
        ? bruteAt(job.text.slice(3), clock)
        : word === "every"
          ? bruteEvery(Number.parseInt(amount, 10) * unit, start, end)
          : bruteCron(job.text, clock);
    const expected = bruteOutcomes(dues, absences, job.missed);
    const actual = simulate(job, index, lives);
    const wrong = expected.findIndex((outcome, at) => !isSame(outcome, actual[at]));
    if (wrong >= 0 || actual.length !== expected.length) {
      const at = wrong >= 0 ? wrong : expected.length;
      expect({ job, at, due: new Date(actual[at]?.dueAt ?? 0), outcome: actual[at] }).toEqual({
        job,
        at,
        due: new Date(expected[at]?.dueAt ?? 0),
        outcome: expected[at],
      });
    }
    total += expected.length;
    missed += expected.filter(({ cause }) => cause === "missed").length;
    folded += expected.filter(({ covers }) => covers).length;
  }
  // The comparison is worth something: much happened, in every way.
  expect(total).toBeGreaterThan(100_000);
  expect(missed).toBeGreaterThan(500);
  expect(folded).toBeGreaterThan(0);
});
