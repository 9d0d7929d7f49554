import { expect, test } from "vitest";
import { splitText } from "../../src/text/split-text.ts";

const family = "👨‍👩‍👧‍👦";

test.each([
  ["", 10, [""]],
  ["short", 10, ["short"]],
  ["exactly 10", 10, ["exactly 10"]],
  ["one two three", 8, ["one two ", "three"]],
  ["first one.\n\nsecond", 14, ["first one.\n\n", "second"]],
  ["line one\nline two", 12, ["line one\n", "line two"]],
  ["It is. That was it", 12, ["It is. ", "That was it"]],
  ["abcdefghij", 4, ["abcd", "efgh", "ij"]],
  [`abc${family}`, 12, ["abc", family]],
  ["e\u0301e\u0301e\u0301", 3, ["e\u0301", "e\u0301", "e\u0301"]],
  ["a\r\nb", 2, ["a", "\r\n", "b"]],
])("%j in parts of %i", (text, limit, parts) => {
  expect(splitText(text, limit)).toEqual(parts);
});

test("no text is lost or cut inside a character, whatever the limit", () => {
  const text = `Dear ${family}, "naïve" e\u0301\u0302 🇩🇪🇫🇷.\r\n\r\n${"word ".repeat(40)}${"x".repeat(300)}\n- ह\u093f न\u094d\u0926\u0940 ${family.repeat(9)}`;
  const whole = new Set([...new Intl.Segmenter().segment(text)].map(({ index }) => index));
  for (let limit = 12; limit < 200; limit++) {
    const parts = splitText(text, limit);
    expect(parts.join("")).toBe(text);
    let at = 0;
    for (const part of parts) {
      expect(part.length).toBeLessThanOrEqual(limit);
      expect(whole.has(at)).toBe(true);
      at += part.length;
    }
  }
});

test("one character that is longer than a part is cut between its code points", () => {
  const parts = splitText(`z${"\u0301".repeat(50)}${"😀\u200d".repeat(20)}😀`, 5);
  expect(parts.every((part) => part.length <= 5 && !/\p{Surrogate}/u.test(part))).toBe(true);
});

test("a long text with long parts is cut quickly, and where the windows meet too", () => {
  const text = `${family}a👍🏽`.repeat(12_000);
  const parts = splitText(text, 39_999);
  expect(parts.join("")).toBe(text);
  expect(parts.every((part) => part.startsWith("👨") || part.startsWith("a") || part.startsWith("👍"))).toBe(true);
});

test("a limit without room is refused", () => {
  expect(() => splitText("a", 0)).toThrow(RangeError);
});
