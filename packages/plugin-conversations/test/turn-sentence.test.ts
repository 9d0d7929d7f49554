import { expect, test } from "vitest";
import { parkedSentence } from "../src/turn-sentence.ts";

const monday = Date.parse("2026-03-02T08:00:00Z");

test.each([
  [monday + 3_600_000, /^I go on by myself at \d\d:\d\d \S+\.$/],
  [monday + 3 * 86_400_000, /^I go on by myself on Thursday,? 5 March at \d\d:\d\d \S+\.$/],
])("a limit until %i is told with the day when it is not the coming one", (until, words) => {
  expect(parkedSentence(until, monday)).toMatch(words);
});
