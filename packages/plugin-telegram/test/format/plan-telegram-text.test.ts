import { formatTelegramText } from "@instar/testing/fake-telegram";
import { describe, expect, test } from "vitest";
import { escapeTelegram } from "../../src/format/escape-telegram.ts";
import { fitsCaption, planTelegramText } from "../../src/format/plan-telegram-text.ts";

const htmlOf = (markdown: string): string =>
  planTelegramText(markdown)
    .map(({ html }) => html)
    .join("\n=====\n");

describe("Markdown becomes what Telegram shows", () => {
  const cases: readonly (readonly [what: string, markdown: string, html: string])[] = [
    ["styles", "**b** *i* ~~s~~ `c`", "<b>b</b> <i>i</i> <s>s</s> <code>c</code>"],
    ["styles in styles, parted around code", "**b *bi* `c` b**", "<b>b <i>bi</i> </b><code>c</code><b> b</b>"],
    ["a style twice once", "# **Title**", "<b>Title</b>"],
    ["what only looks like a style as it is written", "snake_case_name 2 * 3 * 4 ** `", "snake_case_name 2 * 3 * 4 ** `"],
    ["what HTML reserves", 'a < b & c > d "e"', 'a &lt; b &amp; c &gt; d "e"'],
    ["character references", "&copy; &#65;&#x42; &lt;b&gt; &bogus; `&amp;`", "© AB &lt;b&gt; &amp;bogus; <code>&amp;amp;</code>"],
    ["headings bold, with a blank line behind", "# One\ntext\n## Two *i*\n- x", "<b>One</b>\n\ntext\n\n<b>Two <i>i</i></b>\n\n• x"],
    ["lines and paragraphs", "one\ntwo  \nthree\\\nfour<br>five\n\nsix", "one\ntwo\nthree\nfour\nfive\n\nsix"],
    ["lists", "Some:\n- a\n- b\n  more\n  - c\n    1. d\n    2. e\n- [ ] f\n- [x] g", "Some:\n• a\n• b\n  more\n  • c\n    1. d\n    2. e\n☐ f\n☑ g"],
    ["numbers as they are written, boxes with numbers, loose lists", "7. a\n\n8. [x] b\n\n   c", "7. a\n\n8. ☑ b\n\n  c"],
    ["a rule", "a\n\n---\n\nb", "a\n\n———\n\nb"],
    ["fences with their language", "```c++ {1,2}\na < b\n\tc\n\n```", '<pre><code class="language-c++">a &lt; b\n    c</code></pre>'],
    ["a language that is none", '```"><b>\na\n```', "<pre>a</pre>"],
    ["fences in lists, flush to the left", "- a\n\n  ```\n  b\n  ```", "• a\n\n<pre>b</pre>"],
    ["a quote, the inner one as part of it", "> a\n> > b\n>\n> - **c**\n\nd", "<blockquote>a\nb\n\n• <b>c</b></blockquote>\n\nd"],
    ["a long quote folded", `> ${"a ".repeat(400).trim()}`, `<blockquote expandable>${"a ".repeat(400).trim()}</blockquote>`],
    [
      "links",
      '[a *b*](https://e.org/?c=d&e="f") [m](mailto:a@e.org)',
      '<a href="https://e.org/?c=d&amp;e=&quot;f&quot;">a <i>b</i></a> <a href="mailto:a@e.org">m</a>',
    ],
    [
      "links that Telegram drops, with their targets",
      "[a](./b.md) [c](javascript:d) [e](http://localhost:1) [](ftp://f.org)",
      "a (./b.md) c (javascript:d) e (http://localhost:1) ftp://f.org",
    ],
    ["code in a link as text, so that the link stays", "[`a` b](https://e.org)", '<a href="https://e.org">a b</a>'],
    [
      "images as links",
      "![alt](https://e.org/i.png) ![](https://e.org/j.png) [![in](https://e.org/k)](https://e.org)",
      '<a href="https://e.org/i.png">alt</a> <a href="https://e.org/j.png">https://e.org/j.png</a> <a href="https://e.org">in</a>',
    ],
    ["addresses that Telegram finds itself", "https://e.org/a <https://e.org/b> a@e.org", "https://e.org/a https://e.org/b a@e.org"],
    [
      "addresses that it might not",
      "www.e.org <https://e.org/(a)>",
      '<a href="http://www.e.org">www.e.org</a> <a href="https://e.org/(a)">https://e.org/(a)</a>',
    ],
    ["references, and footnotes as text", "[a][1] b[^1]\n\n[1]: https://e.org\n[^1]: Note", '<a href="https://e.org">a</a> b[^1]\n\n[^1]: Note'],
    ["raw HTML and comments as text", "<b>a</b> <!-- b -->\n\n<div>\n*c*\n</div>", "&lt;b&gt;a&lt;/b&gt; &lt;!-- b --&gt;\n\n&lt;div&gt;\n*c*\n&lt;/div&gt;"],
    ["a table in columns", "| a | n |\n|---|--:|\n| 日本 | **2** |\n| 👍🏽 | `10` |", "<pre>a    |  n\n-----+---\n日本 |  2\n👍🏽   | 10</pre>"],
    [
      "a wide table in lines",
      `| name | text |\n|---|---|\n| a | ${"b".repeat(40)} |\n| c | *d* |`,
      `<b>name</b>: a\n<b>text</b>: ${"b".repeat(40)}\n\n<b>name</b>: c\n<b>text</b>: <i>d</i>`,
    ],
    ["a table with links in lines", "| a |\n|---|\n| [b](https://e.org) |", '<b>a</b>: <a href="https://e.org">b</a>'],
    ["writing from right to left, and marks on letters", "**שלום** ‏עולם नि", "<b>שלום</b> ‏עולם नि"],
    ["what Telegram would take out or change", "a\0b\u2028c\u202ed\ud800e A\u030a", "a b\ncd\ufffde Å"],
  ];
  test.each(cases)("%s", (_, markdown, html) => {
    expect(htmlOf(markdown)).toBe(html);
    for (const part of planTelegramText(markdown)) expect(formatTelegramText({ text: part.html, parseMode: "HTML" }).text).toBe(part.plain);
  });
});

test.each(["", " \n\t", "\u200b", "```\n```", "[a]: https://e.org", "&nbsp;", "\u2800"])("nothing to be seen (%j) is no part", (markdown) => {
  expect(planTelegramText(markdown)).toEqual([]);
});

test("escaped text is shown as it is", () => {
  const text = `<b>&amp;<b> "x" 'y' &lt;`;
  expect(formatTelegramText({ text: escapeTelegram(text), parseMode: "HTML" })).toEqual({ text, entities: [] });
});

test("a caption is one part of at most 1,024 units", () => {
  expect(fitsCaption(planTelegramText("a".repeat(1_024)))).toBe(true);
  expect(fitsCaption(planTelegramText(`**${"a".repeat(1_024)}**`))).toBe(true);
  expect(fitsCaption(planTelegramText("a".repeat(1_025)))).toBe(false);
  expect(fitsCaption(planTelegramText("a ".repeat(5_000)))).toBe(false);
});
