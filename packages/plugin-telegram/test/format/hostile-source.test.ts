import { formatTelegramText } from "@instar/testing/fake-telegram";
import { expect, test } from "vitest";
import { countWork } from "../../../../tests/work-done.ts";
import { planTelegramText } from "../../src/format/plan-telegram-text.ts";

/** Most of these take the library alone seconds to minutes, or end its call stack. The bound is far above the milliseconds that they take. */
const mostMs = 4_000;

const sources: readonly (readonly [what: string, source: string])[] = [
  ["quotes in quotes", `${">".repeat(10_000)}a`],
  ["lists in lists on a line", `${"- ".repeat(10_000)}a`],
  ["lists in lists on lines", Array.from({ length: 300 }, (_, index) => `${" ".repeat(2 * index)}- a`).join("\n")],
  ["quotes and lists that go on lazily", `${"> - ".repeat(10)}a\nb\n`.repeat(100)],
  ["brackets", `${"[".repeat(10_000)}a`],
  ["links that do not end", "[a](".repeat(10_000)],
  ["stars", `${"*".repeat(10_000)}a`],
  ["styles that do not end", "**a *b ".repeat(5_000)],
  ["styles in styles", "**a *b ".repeat(3_000) + "c* d**".repeat(3_000)],
  ["strikes that do not end", "~~a ".repeat(10_000)],
  ["code that does not end", Array.from({ length: 300 }, (_, index) => `${"`".repeat(index)} `).join("")],
  ["tags that do not end", "<a ".repeat(10_000)],
  ["a table of thousands of columns", `${"|a".repeat(10_000)}\n${"|-".repeat(10_000)}\n${"|b\n".repeat(50)}`],
  ["definitions", "[a]: ".repeat(10_000)],
  ["spaces", `a${" ".repeat(100_000)}b`],
  ["empty lines", "\n".repeat(100_000)],
  ["fences", "```\n".repeat(20_000)],
  ["words without end", "a".repeat(200_000)],
  ["a megabyte of code", `\`\`\`js\n${"const a = 1;\n".repeat(77_000)}\n\`\`\``],
  ["paragraphs", "Hello **world** and *me* `x`.\n\n".repeat(3_000)],
];

test.each(sources)("%s are read in time, and sent", (_, source) => {
  const worked = countWork();
  const parts = planTelegramText(source);
  expect(worked()).toBeLessThan(mostMs);
  for (const { html, plain } of parts.slice(0, 3)) expect(formatTelegramText({ text: html, parseMode: "HTML" }).text).toBe(plain);
  const letters = (text: string) => text.match(/\w/g)?.length ?? 0;
  if (!source.includes("]:") && !source.includes("|"))
    expect(letters(parts.map(({ plain }) => plain).join(""))).toBeGreaterThanOrEqual(letters(source.replaceAll("```js", "")));
});
