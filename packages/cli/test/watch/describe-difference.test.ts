import { expect, test } from "vitest";
import { describeDifference, type Outline, renderDifference } from "../../src/watch/describe-difference.ts";

const outline = (taps: readonly (readonly [hook: string, plugin: string, reason: string])[], commands: readonly string[] = []): Outline => ({
  description: {
    plugins: [...new Set(taps.map(([, plugin]) => plugin))].map((name) => ({ name })) as never,
    hooks: Object.fromEntries(
      taps.map(([hook]) => [hook, { kind: "gate", taps: taps.filter(([one]) => one === hook).map(([, plugin, reason]) => ({ plugin, reason, stage: 0 })) }]),
    ),
  },
  commands,
});

test("what a change brought and took away is named: plugins, taps and commands", () => {
  const before = outline([["preToolUse", "guard", "look"]], ["memory search"]);
  const after = outline([
    ["preToolUse", "guard", "look closer"],
    ["beforeReply", "tidy", "trim"],
    ["beforeReply", "tidy", "trim"],
  ]);
  expect(renderDifference(describeDifference(before, after))).toBe(
    "brought plugin tidy, preToolUse (guard: look closer), beforeReply (tidy: trim), beforeReply (tidy: trim) (2); took away preToolUse (guard: look), `instar memory search`",
  );
  expect(renderDifference(describeDifference(before, before))).toBe("the same plugins, hooks and commands");
});

test("of a long list the beginning is shown and the rest counted", () => {
  const many = outline(Array.from({ length: 9 }, (_, index) => ["ready", "one", `tap ${index}`] as const));
  expect(renderDifference(describeDifference(outline([]), many))).toMatch(/^brought plugin one, ready \(one: tap 0\), .* and 4 more$/);
});
