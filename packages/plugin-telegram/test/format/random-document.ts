/** A generator of numbers from 0 to 1, the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Each is one character to a reader. */
export const clusters = ["👨‍👩‍👧‍👦", "🇨🇭", "👍🏽", "é́", "नि", "각", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"] as const;

const marks = [
  "*",
  "**",
  "***",
  "_",
  "__",
  "~~",
  "~",
  "`",
  "``",
  "\n```",
  "\n~~~js\n",
  "\n```ts {1}\n",
  "[",
  "](",
  ")",
  '](https://e.org/a_b?c=d&e="f"',
  "![",
  "][x]",
  "<",
  ">",
  "\\",
  "||",
  "(",
  "]",
];
const lines = [
  "\n",
  "\n\n",
  "\n- ",
  "\n  - ",
  "\n1. ",
  "\n7) ",
  "\n- [ ] ",
  "\n* [x] ",
  "\n> ",
  "\n> > ",
  "\n# ",
  "\n### ",
  "\n---\n",
  "\n===\n",
  "\n    ",
  "\n\t",
  "  \n",
  "\\\n",
  "\n| a | b |\n|---|:-:|\n| ",
  " | ",
  "\n\n[x]: https://e.org/x 'y'\n\n",
  "\n[^1]: ",
];
const texts = [
  "<b>",
  "</b>",
  "<div>\n",
  "<!-- ",
  " -->",
  "<a href='x'>",
  "<br>",
  "<pre>",
  "&amp;",
  "&lt;",
  "&nbsp;",
  "&#0;",
  "&#x202e;",
  "&#xd800;",
  "&#8232;",
  "&bogus;",
  "&",
  "https://e.org/x_(y)",
  "www.e.org",
  "me@e.org",
  "javascript:alert(1)",
  "tg://user?id=1",
  "http://localhost:1",
  "[^1]",
];
const oddities = [
  "\0",
  "\u0007",
  "\r",
  "\r\n",
  "\u2028",
  "\u202e",
  "\u200b",
  "\u030a",
  "a\u030a",
  "\ud800",
  "\udc00",
  "\ufeff",
  "\u00a0",
  "\u3000",
  "\u0333",
  "שלום",
  "日本語。",
  "مرحبا",
  ...clusters,
];

/** A piece of Markdown that nobody would write, of about so many pieces. Words of the form `w12x` are all different. */
export function randomDocument(random: () => number, pieces: number): string {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  let word = 0;
  let text = "";
  while (pieces-- > 0) {
    const kind = random();
    if (kind < 0.4) text += `w${word++}x${pick([" ", " ", "", ". ", "\n"])}`;
    else if (kind < 0.62) text += pick(marks);
    else if (kind < 0.8) text += pick(lines);
    else if (kind < 0.9) text += pick(texts);
    else if (kind < 0.97) text += pick(oddities);
    else if (kind < 0.985) text += pick([...marks, ...lines, ...oddities]).repeat(Math.floor(random() * 40));
    else if (kind < 0.995) text += `**w${word++}x** `;
    else text += pick(["a", "&", "日", "👨‍👩‍👧‍👦", "\u0301"]).repeat(Math.floor(random() * 900));
  }
  return text;
}
