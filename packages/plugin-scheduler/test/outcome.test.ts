import { expect, test } from "vitest";
import { outputTail } from "../src/runner/outcome.ts";
import { isNothing } from "../src/runner/prompt-text.ts";

test("the tail of an output is text that any terminal can show", () => {
  expect(outputTail("  \u001b[31mred\u001b[0m\r\nline\u0007\u0000 \ud800 end \n", (text) => text)).toBe("red\nline \ufffd end");
  expect(outputTail("x".repeat(5_000), (text) => text)).toHaveLength(4_000);
  expect(outputTail(`${"x".repeat(3)}😀${"y".repeat(3_999)}`, (text) => text)).toBe("y".repeat(3_999));
});

test("nothing to report is nothing, however it is written; more than that is something", () => {
  for (const nothing of ["", "  ", "Nothing to report.", "nothing to report", "**Nothing to report**", "\nNothing to report!\n"])
    expect(isNothing(nothing)).toBe(true);
  for (const something of ["Nothing to report but one letter.", "Two letters.", "👍"]) expect(isNothing(something)).toBe(false);
});
