import { formatTelegramText, parseTelegramHtml, type TelegramEntity } from "@instar/testing/fake-telegram";
import { describe, expect, test } from "vitest";
import { anyOf, randomFrom } from "../../src/seeded-random.ts";

const format = (text: string) => formatTelegramText({ text, parseMode: "HTML" });
const short = (entities: readonly TelegramEntity[]) => entities.map(({ type, offset, length }) => `${type} ${offset}+${length}`);

describe("entities as Telegram keeps them", () => {
  test.each([
    ["styles are cut where another begins", "<b>a <i>b</i> c</b>", ["bold 0+2", "bold 2+3", "italic 2+1"]],
    ["nothing is inside code", "<b>x <code>y</code></b>", ["bold 0+2", "code 2+1"]],
    ["code takes the place of a link over the same words", '<a href="https://x.org"><code>y</code></a>', ["code 0+1"]],
    ["a longer link keeps its words from code", '<a href="https://x.org">see <code>y</code></a>', ["text_link 0+5"]],
    ["no quote is inside a quote", "<blockquote>a <blockquote>b</blockquote></blockquote>", ["blockquote 0+3"]],
    ["code may be inside a quote", "<blockquote>a <code>b</code></blockquote>", ["blockquote 0+3", "code 2+1"]],
    ["a style in itself is one", "<b>a <b>b</b></b>", ["bold 0+3"]],
    ["neighbours of one style are one", "<b>a</b><strong>b</strong>", ["bold 0+2"]],
    ["a link to the own machine is none", '<a href="http://localhost:3000">x</a>', []],
    ["a link of another scheme is none", '<a href="javascript:alert(1)">x</a>', []],
    ["a file's path is no link", '<a href="./README.md">x</a>', []],
    ["an address without a scheme is one", '<a href="example.org">x</a>', ["text_link 0+1"]],
    ["what is found by itself is not looked for in code", "<code>https://x.org</code> https://y.org", ["code 0+13", "url 14+13"]],
    ["an empty tag is nothing", "<b></b>x", []],
    ["a surrogate pair counts as two", "😀<b>x</b>", ["bold 2+1"]],
    ["white space at the end is cut off its entity", "<b>x  </b>\n", ["bold 0+1"]],
    ["a carriage return goes", "a\r\n<b>x</b>", ["bold 2+1"]],
  ])("%s", (_name, source, entities) => {
    expect(short(format(source).entities)).toEqual(entities);
  });

  test("only 100 stay, and code goes before styles", () => {
    const { entities } = format(`${"<b>x</b> ".repeat(80)}${"<code>y</code> ".repeat(60)}`);
    expect(entities.filter(({ type }) => type === "code")).toHaveLength(60);
    expect(entities.filter(({ type }) => type === "bold")).toHaveLength(40);
  });
});

const pieces = [
  ..."<>&\"'/= \n\t\r\0",
  ...["<b>", "</b>", "<i>", "</i>", "<code>", "</code>", "<pre>", "</pre>", "</>", "<a href='x'>", '<a href="https://x.org">', "</a>", "<br>", "<"],
  ...["<code class=language-js>", "<blockquote expandable>", "</blockquote>", '<span class="tg-spoiler">', "</span>", "<tg-emoji emoji-id=5>", "</tg-emoji>"],
  ...["&lt;", "&#x1f600;", "&#xd83d;", "&#0;", "&nbsp;", "&amp", "😀", "é", "‍", "\u2028", "word", "x", "https://x.org", "@name_x", "/go", "#tag"],
];

describe("any text at all", () => {
  test("is parsed or refused, never more; and entities lie within the text, apart or inside one another", () => {
    const random = randomFrom(7);
    let parsed = 0;
    for (let round = 0; round < 3000; round++) {
      const source = Array.from({ length: 1 + Math.floor(random() * 14) }, () => anyOf(random, pieces)).join("");
      const outcome = parseTelegramHtml(source);
      if ("problem" in outcome) {
        expect(outcome.problem).not.toBe("");
        continue;
      }
      parsed++;
      expect(withoutMarks(source), JSON.stringify(source)).toBe(outcome.text);
      const { text, entities } = format(source);
      for (const { offset, length } of entities)
        if (offset < 0 || length < 1 || offset + length > text.length) throw new Error(`Out of ${JSON.stringify(source)}`);
      for (const [at, one] of entities.entries())
        for (const other of entities.slice(at + 1)) if (crosses(one, other)) throw new Error(`Crossed in ${JSON.stringify(source)}`);
    }
    expect(parsed).toBeGreaterThan(250);
  });

  test("without a mark of its own stays as it is", () => {
    const random = randomFrom(11);
    for (let round = 0; round < 1000; round++) {
      const text = Array.from({ length: 20 }, () => String.fromCodePoint(0x21 + Math.floor(random() * 0xd700))).join("");
      const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
      expect(parseTelegramHtml(escaped)).toEqual({ text, entities: [] });
    }
  });
});

/** The text of a source that is known to be well-formed, found in another way than the parser does it. */
function withoutMarks(source: string): string {
  const named: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"' };
  return source
    .replace(/<(?:[^>"'=]|=\s*(?:"[^"]*"|'[^']*')?)*>/g, "")
    .replace(/&(?:#x([0-9a-f]+)|(lt|gt|amp|quot)(?![a-zA-Z]));?/g, (_whole, hex: string | undefined, name: string) =>
      hex ? String.fromCodePoint(Number.parseInt(hex, 16)) : (named[name] as string),
    );
}

function crosses(one: TelegramEntity, other: TelegramEntity): boolean {
  const [oneEnd, otherEnd] = [one.offset + one.length, other.offset + other.length];
  return one.offset < other.offset && other.offset < oneEnd && oneEnd < otherEnd;
}
