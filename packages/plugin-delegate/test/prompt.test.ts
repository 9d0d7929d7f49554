import { expect, test } from "vitest";
import { questionIn, renderPrompt } from "../src/prompt.ts";

test("the prompt has what is to be known, what is to be done, and how", () => {
  const prompt = renderPrompt({ task: " Fix it. ", context: "It is red." });
  expect(prompt).toMatch(/^CONTEXT\nIt is red\.\n\nTASK\nFix it\.\n\nINSTRUCTIONS\n1\. /);
  expect(prompt).toContain("NEEDS INPUT: <your question>");
  expect(renderPrompt({ task: "Fix it.", context: " " })).toMatch(/^TASK\n/);
});

test.each([
  ["NEEDS INPUT: Which one?", "Which one?"],
  ["I looked around.\n\nNEEDS INPUT: Which one?\n", "Which one?"],
  ["I looked around.\nNEEDS INPUT: Which one?\nThe old\nor the new?", "Which one? The old or the new?"],
  ["**NEEDS INPUT:** Which one?", "Which one?"],
  ["**NEEDS INPUT: Which one?**", "Which one?"],
  ["All done.", undefined],
  ["I did not need to write NEEDS INPUT: anything.", undefined],
  ["NEEDS INPUT: Which one?\n\nI found it out by myself. All done.", undefined],
  ["", undefined],
])("%j asks %j", (response, question) => {
  expect(questionIn(response)).toBe(question);
});
