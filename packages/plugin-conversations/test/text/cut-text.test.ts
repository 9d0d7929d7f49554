import { expect, test } from "vitest";
import { cutText } from "../../src/text/cut-text.ts";

test.each([
  ["as it is", 8, "as it is"],
  ["a word too many", 7, "a word…"],
  ["four 🙂🙂", 7, "four …"],
  ["four 🙂🙂", 8, "four 🙂…"],
  ["👩‍👩‍👧 and more", 5, "…"],
])("%j in %i is %j", (text, most, cut) => {
  expect(cutText(text, most)).toBe(cut);
});
