import { expect, test } from "vitest";
import { momentText, relativeText, spanText } from "../../src/terminal/time-text.ts";
import { newPart } from "../../src/terminal/wait-for-run.ts";

test.each([
  [12, "12 ms"],
  [1_500, "1 s"],
  [90_000, "1 min 30 s"],
  [45 * 60_000, "45 min"],
  [12_000_000, "3 h 20 min"],
  [50 * 3_600_000, "2 d 2 h"],
  [40 * 86_400_000, "40 d"],
])("%i ms are %s", (ms, text) => expect(spanText(ms)).toBe(text));

test("a moment says its weekday, and how far away it is", () => {
  const at = Date.parse("2026-11-23T07:00:00Z");
  expect(momentText(at, "Europe/Prague")).toBe("Mon 2026-11-23 08:00");
  expect(momentText(at + 5_000, "UTC")).toBe("Mon 2026-11-23 07:00:05");
  expect([relativeText(at, at), relativeText(at, at - 60_000), relativeText(at, at + 7_200_000)]).toEqual(["now", "in 1 min", "2 h ago"]);
});

test.each([
  ["", "a", "a"],
  ["ab", "abc", "c"],
  ["abc", "bcd", "d"],
  ["abc", "xyz", "xyz"],
  ["aaa", "aaaa", "a"],
  ["abc", "abc", ""],
])("of a text that was %j and is %j, %j is new", (before, after, part) => expect(newPart(before, after)).toBe(part));
