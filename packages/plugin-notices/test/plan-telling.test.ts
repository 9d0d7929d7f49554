import { expect, test } from "vitest";
import { noticesOptions } from "../src/options.ts";
import { type Pending, planTelling, type Told } from "../src/plan-telling.ts";

const minute = 60_000;
const hour = 60 * minute;
const at = (time: string) => Date.parse(`2026-03-10T${time}:00Z`);
const now = at("12:00");

const pending = (level: Pending["level"], key: string, when = now, more: Partial<Pending> = {}): Pending => ({
  key,
  level,
  title: key,
  text: "",
  count: 1,
  firstAt: when,
  levelAt: when,
  lastAt: when,
  ...more,
});
const told = (kind: Told["kind"], when: number, ...keys: string[]): Told => ({ kind, at: when, keys });
const many = (count: number, kind: Told["kind"], from: number, everyMs = minute) =>
  Array.from({ length: count }, (_, index) => told(kind, from + index * everyMs));

const cases: readonly {
  rule: string;
  pending: readonly Pending[];
  told?: readonly Told[];
  options?: Parameters<typeof noticesOptions.parse>[0] & object;
  at?: number;
  says?: string;
  nextAt?: number;
}[] = [
  { rule: "nothing to tell: no word, and nobody looks again", pending: [] },
  { rule: "what is urgent is said at once", pending: [pending("urgent", "disk")], says: "urgent: disk" },
  { rule: "urgent things of one moment are one message", pending: [pending("urgent", "disk"), pending("urgent", "login")], says: "urgent: disk, login" },
  {
    rule: "one urgent key is said once an hour",
    pending: [pending("urgent", "disk")],
    told: [told("urgent", now - 10 * minute, "disk")],
    nextAt: now + 50 * minute,
  },
  { rule: "after an hour the key is said again", pending: [pending("urgent", "disk")], told: [told("urgent", now - hour, "disk")], says: "urgent: disk" },
  {
    rule: "the fourth urgent message of an hour waits until the first leaves it",
    pending: [pending("urgent", "x")],
    told: many(3, "urgent", now - 30 * minute),
    nextAt: now + 30 * minute,
  },
  { rule: "attention waits five minutes for more", pending: [pending("attention", "a", now - 4 * minute), pending("attention", "b")], nextAt: now + minute },
  {
    rule: "five minutes after the first, all are one message",
    pending: [pending("attention", "a", now - 5 * minute), pending("attention", "b")],
    says: "attention: a, b",
  },
  { rule: "a storm waits for its end", pending: [pending("attention", "a", now - 5 * minute, { count: 500, lastAt: now })], nextAt: now + 5 * minute },
  {
    rule: "a storm that does not end is said after an hour",
    pending: [pending("attention", "a", now - hour, { count: 500, lastAt: now })],
    says: "attention: a",
  },
  {
    rule: "a storm that is over is said",
    pending: [pending("attention", "a", now - 20 * minute, { count: 500, lastAt: now - 5 * minute })],
    says: "attention: a",
  },
  {
    rule: "one attention key is said once an hour",
    pending: [pending("attention", "a", now - 5 * minute)],
    told: [told("attention", now - 20 * minute, "a")],
    nextAt: now + 40 * minute,
  },
  { rule: "information waits for the digest of the next morning", pending: [pending("info", "a")], nextAt: at("09:00") + 24 * hour },
  {
    rule: "the digest says everything at its time",
    pending: [pending("info", "a", at("08:00")), pending("attention", "b", at("08:59"))],
    at: at("09:00"),
    says: "digest: a, b",
  },
  { rule: "a digest that was slept through is said on waking", pending: [pending("info", "a", at("08:00"))], at: at("15:00"), says: "digest: a" },
  { rule: "what comes just before the digest still waits for more", pending: [pending("attention", "b", at("08:58"))], at: at("09:00"), nextAt: at("09:03") },
  {
    rule: "there is one digest a day",
    pending: [pending("info", "a", at("08:00"))],
    told: [told("digest", at("09:00"))],
    at: at("10:00"),
    nextAt: at("09:00") + 24 * hour,
  },
  {
    rule: "over the day's share, attention waits for the digest",
    pending: [pending("attention", "a", now - hour)],
    told: many(12, "attention", at("09:01")),
    nextAt: at("09:00") + 24 * hour,
  },
  {
    rule: "the last message of the share says so",
    pending: [pending("attention", "a", now - hour)],
    told: many(11, "attention", at("09:01")),
    says: "attention (capped): a",
  },
  {
    rule: "urgent things have a reserve, which says so",
    pending: [pending("urgent", "a")],
    told: many(12, "attention", at("09:01")),
    says: "urgent (capped): a",
  },
  {
    rule: "beyond the reserve even urgent things wait",
    pending: [pending("urgent", "a")],
    told: many(15, "urgent", at("09:01")),
    nextAt: at("09:00") + 24 * hour,
  },
  {
    rule: "what was held back for the share is in one digest",
    pending: [pending("urgent", "a", at("08:00")), pending("attention", "b", at("07:00"))],
    at: at("09:00"),
    says: "digest: a, b",
  },
  {
    rule: "a new day has a new share",
    pending: [pending("attention", "a", at("10:00"))],
    told: many(12, "attention", at("08:00")),
    at: at("10:05"),
    says: "attention: a",
  },
  {
    rule: "a digest is no part of the share",
    pending: [pending("attention", "a", now - hour)],
    told: [told("digest", at("09:00")), ...many(10, "attention", at("09:01"))],
    says: "attention: a",
  },
  {
    rule: "in quiet hours attention waits for their end",
    pending: [pending("attention", "a", at("23:00"))],
    at: at("23:30"),
    options: { quietHours: { from: "22:00", to: "07:00" } },
    nextAt: at("07:00") + 24 * hour,
  },
  {
    rule: "in quiet hours urgent things are said",
    pending: [pending("urgent", "a", at("23:30"))],
    at: at("23:30"),
    options: { quietHours: { from: "22:00", to: "07:00" } },
    says: "urgent: a",
  },
  {
    rule: "quiet hours that hold the digest time push the digest to their end",
    pending: [pending("info", "a", at("05:00"))],
    at: at("09:00"),
    options: { quietHours: { from: "22:00", to: "10:00" } },
    nextAt: at("10:00"),
  },
  {
    rule: "the owner's time zone counts",
    pending: [pending("info", "a", at("06:00"))],
    at: at("08:00"),
    options: { timezone: "Europe/Berlin" },
    says: "digest: a",
  },
];

test.each(cases)("$rule", ({ pending, told = [], options = {}, at: when = now, says, nextAt }) => {
  const plan = planTelling(pending, told, when, noticesOptions.parse({ timezone: "UTC", ...options }));
  const said =
    plan.say &&
    `${plan.say.kind}${plan.say.share !== undefined && plan.say.share <= 1 ? " (capped)" : ""}: ${plan.say.notices.map(({ key }) => key).join(", ")}`;
  expect({ says: said, nextAt: plan.nextAt === undefined ? undefined : new Date(plan.nextAt).toISOString() }).toEqual({
    says,
    nextAt: nextAt === undefined ? undefined : new Date(nextAt).toISOString(),
  });
});

test("whatever waits, the plan says something or looks again later", () => {
  const levels = ["info", "attention", "urgent"] as const;
  for (let seed = 1; seed < 3_000; seed++) {
    const pick = (index: number, below: number) => Math.floor((Math.abs(Math.sin(seed * 12.9898 + index * 78.233)) * 43_758.5453) % below);
    const notices = Array.from({ length: 1 + pick(1, 4) }, (_, index) => {
      const firstAt = now - pick(index + 2, 2_000) * minute;
      return pending(levels[pick(index + 9, 3)] ?? "info", `key${index}`, firstAt, {
        count: 1 + pick(index + 20, 40),
        lastAt: now - pick(index + 30, 60) * minute,
      });
    });
    const past = many(pick(40, 18), levels[pick(41, 3)] === "urgent" ? "urgent" : "attention", now - pick(42, 1_500) * minute).filter((one) => one.at <= now);
    const options = noticesOptions.parse({ timezone: "UTC", ...(pick(50, 2) === 1 ? { quietHours: { from: "11:00", to: "13:00" } } : {}) });
    const { say, nextAt } = planTelling(notices, past, now, options);
    if (say === undefined) expect(nextAt).toBeGreaterThan(now);
    expect(nextAt === undefined || nextAt <= now + 25 * hour).toBe(true);
  }
});
