import { expect, test } from "vitest";
import { wrapLines } from "../src/chat/wrap-lines.ts";

test.each([
  ["what fits stays", "one two\n  three", 12, 0, "one two\n  three"],
  ["a long line breaks between words", "one two three four", 9, 0, "one two\nthree\nfour"],
  ["what stands before the first line counts", "one two", 9, 4, "one\ntwo"],
  ["a word that is too long stays whole", "see https://example.org/long now", 10, 0, "see\nhttps://example.org/long\nnow"],
  ["indentation and inner spaces stay", "  if  (a)\n\n  b", 40, 0, "  if  (a)\n\n  b"],
])("%s", (_, text, columns, firstColumn, wrapped) => {
  expect(wrapLines(text, columns, firstColumn)).toBe(wrapped);
});
