import { expect, test } from "vitest";
import { splitMarkdown } from "../../src/text/split-markdown.ts";

const fence = "```";

test.each([
  ["", 10, [""]],
  ["short", 10, ["short"]],
  ["first one.\n\nsecond", 14, ["first one.\n\n", "second"]],
  ["before it\n\n```ts\none\ntwo\nthree\nfour\n```\nafter", 24, ["before it\n\n```ts\none\n```", "```ts\ntwo\nthree\n```", "```ts\nfour\n```\nafter"]],
  ["~~~ js x\naaaaaaaaaaaaaaaaaaaaaaaa\n~~~", 26, ["~~~ js x\naaaaaaaaaaaaa\n~~~", "~~~ js x\naaaaaaaaaaa\n~~~"]],
  ["see [the page](https://a.example/b) now", 36, ["see [the page](https://a.example/b) ", "now"]],
  ["go and see [the page](https://a.example/b)", 36, ["go and see ", "[the page](https://a.example/b)"]],
  ["some words - and more", 11, ["some ", "words - ", "and more"]],
  ["it takes ```ts or so", 12, ["it ", "takes ```ts ", "or so"]],
  ["it is `some code here`, yes", 20, ["it is ", "`some code here`, ", "yes"]],
  ["it is **very very bold** yes", 20, ["it is ", "**very very bold** ", "yes"]],
  ["- ```sh\n  one\n  two\n  three\n  ```\n- next", 28, ["- ```sh\n  one\n  two\n  ```", "  ```sh\n  three\n  ```\n- next"]],
  ["> ```\n> one\n> two\n> three\n> ```", 24, ["> ```\n> one\n> two\n> ```", "> ```\n> three\n> ```"]],
])("%j in parts of %i", (text, limit, parts) => {
  expect(splitMarkdown(text, limit)).toEqual(parts);
});

/** The piece of the text that a part brings, at `at`: without a fence that was begun again, and without one that was added to close it. */
function pieceOf(part: string, text: string, at: number): string {
  const begun = [part, part.replace(/^```ts\n/, "")];
  const pieces = begun.flatMap((piece) => [piece, piece.replace(/```$/, ""), piece.replace(/\n```$/, "")]);
  const piece = pieces.find((candidate) => candidate !== "" && text.startsWith(candidate, at));
  if (piece === undefined) throw new Error(`The part ${JSON.stringify(part)} brings nothing that stands at ${at}.`);
  return piece;
}

test("whatever the limit: no part is longer, every fence is closed, no character is cut, and a reader reads the text", () => {
  const code = Array.from({ length: 30 }, (_, index) => `const value${index} = "${"é👨‍👩‍👧‍👦".repeat(index % 4)}";`).join("\n");
  const text = `# Title\n\nSome **bold words** and a [link](https://example.org/some/page?x=1) with \`code\`.\n\n${fence}ts\n${code}\n${fence}\n\n${"Naïve words. ".repeat(40)}\n\n${fence}ts\n${"x".repeat(300)}\n${fence}\nEnd 👩‍🚀`;
  const whole = new Set([...new Intl.Segmenter().segment(text)].map(({ index }) => index));
  for (let limit = 48; limit < 400; limit += 7) {
    const parts = splitMarkdown(text, limit);
    for (const part of parts) {
      expect(part.length).toBeLessThanOrEqual(limit);
      expect((part.match(/^```/gm) ?? []).length % 2).toBe(0);
    }
    let at = 0;
    for (const part of parts) {
      expect(whole.has(at)).toBe(true);
      at += pieceOf(part, text, at).length;
    }
    expect(at).toBe(text.length);
  }
});

test("marks that are never closed, fences that leave no room, and a limit of one are cut all the same", () => {
  const nasty = [
    `${"**[`a ".repeat(100)}`,
    `${"`".repeat(500)}\n${"~".repeat(500)}\n`,
    `${fence}${"x".repeat(90)}\n${"line\n".repeat(60)}`,
    `${fence}\n${"e\u0301\u0302\u0303".repeat(90)}\n${"`".repeat(40)}\nrest`,
    `${"> ".repeat(100)}${fence}\ncode\n`.repeat(5),
    `text\n    ${fence}\n    literal\n${"word ".repeat(50)}`,
  ];
  for (const text of nasty)
    for (const limit of [1, 7, 20, 47, 100]) {
      const parts = splitMarkdown(text, limit);
      expect(parts.every((part) => part.length <= limit)).toBe(true);
      const without = (written: string) => written.replaceAll(/[`~\n> x]/g, "");
      expect(without(parts.join(""))).toBe(without(text));
    }
});

test("a long text is cut quickly, whatever it is made of", () => {
  const long = 15_000;
  for (const piece of ["**a [b](", "`a ``b ", "<a ", "```\na\n```\n", " ", "[", "](", "\n", "> ", "http://a ", "word "]) {
    const text = piece.repeat(long / piece.length);
    expect(splitMarkdown(text, 4_096).every((part) => part.length <= 4_096)).toBe(true);
  }
});

test("a limit without room is refused", () => {
  expect(() => splitMarkdown("a", 0)).toThrow(RangeError);
});
