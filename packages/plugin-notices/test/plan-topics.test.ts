import { describe, expect, test } from "vitest";
import { noticesOptions } from "../src/options.ts";
import { type Failures, planClosings } from "../src/plan-closings.ts";
import type { Pending, Telling } from "../src/plan-telling.ts";
import { planTopics } from "../src/plan-topics.ts";
import type { ItemTopic } from "../src/shapes.ts";

const now = Date.parse("2026-03-10T12:00:00Z");
const hour = 3_600_000;
const pending = (key: string, level: Pending["level"] = "attention", more: Partial<Pending> = {}): Pending => ({
  key,
  level,
  title: key,
  text: "",
  count: 1,
  firstAt: now,
  levelAt: now,
  lastAt: now,
  ...more,
});
const topic = (id: string, more: Partial<ItemTopic> = {}): ItemTopic => ({
  id,
  address: { channel: "c", conversation: "main", thread: id },
  openedAt: now - hour,
  closed: false,
  ...more,
});
const place = { channel: "c", conversation: "main", thread: "job" };
const today = (count: number, more: Partial<ItemTopic> = {}) => Array.from({ length: count }, (_, index) => topic(`t${index}`, more));

const cases: readonly {
  rule: string;
  keys: readonly Pending[];
  kind?: Telling["kind"];
  room?: number;
  done?: readonly string[];
  placed?: readonly string[];
  without?: readonly string[];
  topics?: readonly ItemTopic[];
  options?: { perDay?: number; open?: number };
  apart: readonly string[];
}[] = [
  { rule: "each item has a topic, the urgent first", keys: [pending("a"), pending("b", "urgent")], apart: ["b", "a"] },
  { rule: "what is no item has none", keys: [pending("a"), pending("b")], without: ["b"], apart: ["a"] },
  { rule: "what is done has none", keys: [pending("a"), pending("b")], done: ["b"], apart: ["a"] },
  { rule: "a digest is one message", keys: [pending("a")], kind: "digest", apart: [] },
  { rule: "a storm opens none", keys: [pending("a", "attention", { count: 21 })], apart: [] },
  { rule: "0 a day: none", keys: [pending("a")], options: { perDay: 0 }, apart: [] },
  { rule: "0 open: none", keys: [pending("a")], options: { open: 0 }, apart: [] },
  {
    rule: "what has a place is told there, also when no topics are opened",
    keys: [pending("a"), pending("b")],
    placed: ["b"],
    options: { open: 0 },
    apart: ["b"],
  },
  { rule: "the day's share of topics is used up", keys: [pending("a")], topics: today(5), apart: [] },
  { rule: "topics of yesterday are no part of it", keys: [pending("a")], topics: today(5, { openedAt: now - 4 * hour }), apart: ["a"] },
  { rule: "too many are open", keys: [pending("a")], topics: today(10, { openedAt: now - 24 * hour }), apart: [] },
  { rule: "closed ones are not open", keys: [pending("a")], topics: today(10, { openedAt: now - 24 * hour, closed: true }), apart: ["a"] },
  { rule: "an item keeps its topic when no more are opened", keys: [pending("a"), pending("b")], topics: [topic("a"), ...today(9)], apart: ["a"] },
  { rule: "opening one again counts as an open one", keys: [pending("a")], topics: [topic("a", { closed: true }), ...today(10)], apart: [] },
  { rule: "opening one again is none of the day", keys: [pending("a")], topics: [topic("a", { closed: true }), ...today(5)], apart: ["a"] },
  { rule: "what is left over takes one of the messages", keys: ["a", "b", "c"].map((key) => pending(key)), room: 2, apart: ["a"] },
  { rule: "with room for one message several things are merged", keys: ["a", "b"].map((key) => pending(key)), room: 1, apart: [] },
  { rule: "with room for one message one thing has its topic", keys: [pending("a")], room: 1, apart: ["a"] },
];

test.each(cases)("$rule", ({ keys, kind = "attention", room = 12, done = [], placed = [], without = [], topics = [], options, apart }) => {
  const items = new Map(
    keys
      .filter(({ key }) => !without.includes(key))
      .map(({ key }) => [
        key,
        { id: key, title: key, state: done.includes(key) ? ("done" as const) : ("open" as const), ...(placed.includes(key) && { place }) },
      ]),
  );
  const known = { items, topics: new Map(topics.map((one) => [one.id, one])) };
  expect(planTopics({ kind, notices: keys, room }, known, now, noticesOptions.parse({ timezone: "UTC", ...(options && { topics: options }) }))).toEqual(apart);
});

describe("closing", () => {
  const plan = (failures: Record<string, Failures>) => planClosings([topic("a")], new Map(Object.entries(failures)), now);
  test("what is over is closed at once, what failed with growing pauses, and what fails for hours stays as it is", () => {
    expect(plan({})).toEqual({ close: [topic("a")], giveUp: [] });
    expect(plan({ a: { count: 1, at: now } })).toEqual({ close: [], giveUp: [], nextAt: now + 60_000 });
    expect(plan({ a: { count: 4, at: now - 8 * 60_000 } })).toMatchObject({ close: [{ id: "a" }] });
    expect(plan({ a: { count: 11, at: now - hour + 1 } })).toEqual({ close: [], giveUp: [], nextAt: now + 1 });
    expect(plan({ a: { count: 12, at: now } })).toEqual({ close: [], giveUp: [topic("a")] });
    expect(plan({ a: { count: 3, at: now + hour } })).toMatchObject({ close: [{ id: "a" }] });
  });
});
