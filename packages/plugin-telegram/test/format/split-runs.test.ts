import { formatTelegramText } from "@instar/testing/fake-telegram";
import { expect, test } from "vitest";
import { planTelegramText } from "../../src/format/plan-telegram-text.ts";

const htmlOf = (markdown: string, units: number): readonly string[] => planTelegramText(markdown, { units }).map(({ html }) => html);
const wordy = (count: number, word = "word"): string => Array.from({ length: count }, (_, index) => `${word}${index}`).join(" ");

test("what fits is one part, to the unit, however long its tags are", () => {
  expect(planTelegramText(`**${"a".repeat(4_096)}**`)).toHaveLength(1);
  expect(planTelegramText(`${"<".repeat(4_096)}`)).toHaveLength(1);
  expect(planTelegramText("a".repeat(4_097)).map(({ plain }) => plain.length)).toEqual([4_096, 1]);
});

test.each([
  ["paragraphs", "aaa bbb.\n\nccc ddd eee. fff", ["aaa bbb.", "ccc ddd eee. fff"]],
  ["lines", "aaa bbb ccc\nddd. eee fff", ["aaa bbb ccc", "ddd. eee fff"]],
  ["sentences", "aaa bbb ccc. ddd eee fff", ["aaa bbb ccc.", "ddd eee fff"]],
  ["sentences that have no spaces", "日本語のとても長い文章です。それから次の文章です。", ["日本語のとても長い文章です。", "それから次の文章です。"]],
  ["words", "aaa bbb ccc ddd eee fff", ["aaa bbb ccc ddd eee", "fff"]],
  ["characters where there is nothing else", "a".repeat(25), ["a".repeat(20), "a".repeat(5)]],
])("a part ends between %s", (_, markdown, parts) => {
  expect(htmlOf(markdown, 20)).toEqual(parts);
});

test("a style, a link and a quote that are cut go on in the next part", () => {
  expect(htmlOf("**aaa bbb *ccc ddd***", 9)).toEqual(["<b>aaa bbb</b>", "<b><i>ccc ddd</i></b>"]);
  expect(htmlOf("[aaa bbb](https://e.org)", 5)).toEqual(['<a href="https://e.org">aaa</a>', '<a href="https://e.org">bbb</a>']);
  expect(htmlOf("> aaa\n> bbb", 5)).toEqual(["<blockquote>aaa</blockquote>", "<blockquote>bbb</blockquote>"]);
});

test("a fence is cut at a line and begun again with its language and the indentation of its lines", () => {
  expect(htmlOf("```ts\nif (a) {\n\n  b();\n}\n```", 12)).toEqual([
    '<pre><code class="language-ts">if (a) {</code></pre>',
    '<pre><code class="language-ts">  b();\n}</code></pre>',
  ]);
});

test("a heading stays with what follows it", () => {
  expect(htmlOf("aaa bbb ccc\n\n# Head\n\nddd eee fff", 22)).toEqual(["aaa bbb ccc", "<b>Head</b>\n\nddd eee fff"]);
});

test("no character is cut, and one that is longer than a part only between code points", () => {
  const family = "👨‍👩‍👧‍👦";
  expect(htmlOf(family.repeat(3), 25)).toEqual([family.repeat(2), family]);
  expect(htmlOf("🇨🇭".repeat(4), 10)).toEqual(["🇨🇭🇨🇭", "🇨🇭🇨🇭"]);
  for (const { html, plain } of planTelegramText(`😀${"\u0301".repeat(9_000)}😀`, { units: 1_001 }))
    expect(formatTelegramText({ text: html, parseMode: "HTML" }).text).toBe(plain);
});

test("no part has more than 100 entities or 32,768 bytes, so that none is dropped or refused", () => {
  const bold = planTelegramText(Array.from({ length: 250 }, (_, index) => `**b${index}** x`).join(" "));
  const links = planTelegramText(Array.from({ length: 200 }, (_, index) => `[l${index}](https://e.org/${"&".repeat(300)}${index})`).join(" "));
  for (const [parts, type, count] of [
    [bold, "bold", 250],
    [links, "text_link", 200],
  ] as const) {
    const shown = parts.map(({ html }) => formatTelegramText({ text: html, parseMode: "HTML" }).entities.filter((entity) => entity.type === type).length);
    expect(Math.max(...shown)).toBeLessThanOrEqual(100);
    expect(shown.reduce((sum, number) => sum + number, 0)).toBe(count);
    expect(Math.max(...parts.map(({ html }) => Buffer.byteLength(html)))).toBeLessThanOrEqual(32_768);
  }
  expect(planTelegramText(`[a](https://e.org/${"b".repeat(40_000)})`).length).toBeGreaterThan(1);
});

test("a long answer keeps all its words, in order", () => {
  const markdown = `# Title\n\n${wordy(900)}\n\n- ${wordy(600, "item")}\n\n\`\`\`js\n${wordy(900, "code")}\n\`\`\`\n\n> ${wordy(700, "quote")}`;
  const words = (text: string) => text.match(/[a-z]+\d+/g);
  expect(
    words(
      planTelegramText(markdown)
        .map(({ plain }) => plain)
        .join("\n"),
    ),
  ).toEqual(words(markdown));
});
