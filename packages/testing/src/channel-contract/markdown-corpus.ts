import { anyOf, randomFrom } from "../seeded-random.ts";

const links = Array.from({ length: 120 }, (_, index) => `[link ${index}](https://example.org/a_b*c?d=${index}&e=(f)#g)`).join(" ");

const written: readonly string[] = [
  "# One\n\n## Two\n\n###### Six\n\nSetext\n======\n\ntext",
  "| a | b |\n|:--|--:|\n| 1 \\| 2 | `3|4` |\n| | |\n\nafter the table",
  "- one\n  - two\n    1. three\n       * four\n\n      five\n- [ ] open\n- [x] done",
  "**bold *both** italic* _a_b_ __c__ ~~gone~~ ***x*** ** not bold ** *",
  "a*b*c snake_case_name 2*3*4 __init__ _ * ` ~ ** __ ``",
  "`code` ``a ` b`` `unclosed",
  '```ts\nconst x = "<b>&amp;</b>"; // *not* _marks_\n```',
  "````md\n```\ninner\n```\n````",
  "```\nnever closed\n**not bold**",
  "<b>tag</b> <unknown attr='1'> </p> <!-- comment --> <br/> 1 < 2 > 0 & &lt; &#39; &nope;",
  "> quote\n>> deeper\n> ```\n> code\n> ```\n\n---\n\n***",
  '[text](https://example.org/a_(b)?c=d&e=f "title") ![alt](x.png) [ref][1] <https://example.org> https://example.org/_a_*b*\n\n[1]: https://example.org',
  "[unclosed](https://example.org [a]b](c) []() [](x) ![](y)",
  "tg://user?id=1 javascript:alert(1) @someone #tag /command user@example.org +1 555 0100",
  "\\*escaped\\* \\_ \\` \\# \\[ \\] \\( \\) \\! \\. \\- \\\\ end.",
  "All of MarkdownV2: _ * [ ] ( ) ~ ` > # + - = | { } . !",
  "1986. A year.\n\n1) one\n2) two\n\n+ plus",
  "||spoiler|| ==mark== H~2~O x^2^ :smile: {{template}} $value %s %d \\n",
  "emphasis over\n*two\nlines* and **three\n\nlines**",
  "👩‍👩‍👧‍👦 **🏳️‍🌈** _e\u0301_ `日本` שלום **עולם** \u200f",
  "tab\tand  two spaces  \nhard break\\\nlast",
  "footnote[^1] and $x_1 * y_2$ and $$\\frac{a}{b}$$\n\n[^1]: note",
  `${"*".repeat(200)}a${"_".repeat(200)}`,
  `${"> ".repeat(40)}deep`,
  `${"  ".repeat(30)}- far in`,
  links,
  `${"```\ncode\n```\n".repeat(60)}end`,
];

const fragments = [
  "**",
  "*",
  "_",
  "__",
  "`",
  "```\n",
  "~~",
  "||",
  "[",
  "](https://example.org/?a=b&c=d)",
  ")",
  "# ",
  "\n",
  "\n\n",
  "- ",
  "1. ",
  "> ",
  "|",
  "<",
  "</b>",
  "&",
  "\\",
  "!",
  "word",
  " two words ",
  "😀",
  "e\u0301",
  "ש",
];

/** Markdown as models write it, and as they should not. The same for every run. */
export function markdownCorpus(): readonly string[] {
  const random = randomFrom(20);
  const made = Array.from({ length: 40 }, () => `x${Array.from({ length: 1 + Math.floor(random() * 60) }, () => anyOf(random, fragments)).join("")}x`);
  return [...written, ...made];
}

/** Words that are each there once, so that a lost or repeated piece shows; about `length` units long. */
export function numberedWords(length: number): string {
  let text = "";
  for (let word = 0; text.length < length; word++) text += `${word % 97 === 96 ? "\n\n" : word === 0 ? "" : " "}word${word}`;
  return text;
}

/** A long answer of everything that is easily cut in the wrong place. */
export function longAnswer(length: number): string {
  const random = randomFrom(21);
  const pieces = [
    "word ",
    "longer words here, ",
    "A sentence. ",
    "\n\n",
    "\n- item ",
    "👩‍👩‍👧‍👦",
    "👨‍👩‍👧‍👦🏳️‍🌈",
    "e\u0301\u0302",
    "🇩🇪🇫🇷",
    "नमस्ते ",
    "한국어",
    "x".repeat(400),
    "👍🏽".repeat(300),
    "`code` ",
  ];
  let text = "begin ";
  while (text.length < length - 400) text += anyOf(random, pieces);
  return `${text}${"e\u0301".repeat(150)} end`;
}
