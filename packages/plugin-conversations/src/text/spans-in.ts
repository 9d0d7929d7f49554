const isSpace = (character: string | undefined) => character === undefined || /\s/.test(character);
const isWord = (character: string | undefined) => character !== undefined && /[\p{L}\p{N}_]/u.test(character);

export type Span = readonly [from: number, to: number];

/** Where each run of backticks has its next one of the same length. */
function backtickPairs(text: string): ReadonlyMap<number, number> {
  const runs = [...text.matchAll(/`+/g)].map(({ 0: { length }, index }) => ({ length, index }));
  const nextOf = new Map<number, number>();
  const pairs = new Map<number, number>();
  for (const { length, index } of runs.reverse()) {
    const next = nextOf.get(length);
    if (next !== undefined) pairs.set(index, next + length);
    nextOf.set(length, index);
  }
  return pairs;
}

/**
 * What should not be cut through in one paragraph: code spans, links and images, bare addresses and tags, emphasis. In one pass, so it is no full
 * parser: what it misses is cut at a word.
 */
export function spansIn(text: string): readonly Span[] {
  const spans: Span[] = [];
  const code = backtickPairs(text);
  const brackets: number[] = [];
  const opened = new Map<string, number>();
  let noMoreParentheses = false;
  for (let at = 0; at < text.length; ) {
    const character = text[at] as string;
    if (character === "\\") {
      at += 2;
      continue;
    }
    if (character === "`") {
      const to = code.get(at);
      if (to !== undefined) spans.push([at, to]);
      at = to ?? at + (/^`+/.exec(text.slice(at, at + 64))?.[0].length ?? 1);
      continue;
    }
    if (character === "[") brackets.push(at > 0 && text[at - 1] === "!" ? at - 1 : at);
    if (character === "]") {
      const from = brackets.pop();
      if (from !== undefined && text[at + 1] === "(" && !noMoreParentheses) {
        const close = text.indexOf(")", at + 2);
        noMoreParentheses = close < 0;
        if (close >= 0) {
          spans.push([from, close + 1]);
          at = close + 1;
          continue;
        }
      }
    }
    if (character === "<" || (character === "h" && !isWord(text[at - 1]))) {
      const [found] = /^(?:<[^<>\n]{1,2000}>|https?:\/\/[^\s<>)\]]{1,2000})/.exec(text.slice(at, at + 2_010)) ?? [];
      if (found !== undefined && (character === "<" || found.length > 8)) {
        spans.push([at, at + found.length]);
        at += found.length;
        continue;
      }
    }
    const [marker] = /^(?:\*{1,3}|_{1,3}|~~)/.exec(text.slice(at, at + 3)) ?? [];
    if (marker === undefined) {
      at++;
      continue;
    }
    const [before, after] = [text[at - 1], text[at + marker.length]];
    const from = opened.get(marker);
    const closes = from !== undefined && !isSpace(before) && !(marker.startsWith("_") && isWord(after));
    if (closes) {
      spans.push([from, at + marker.length]);
      opened.delete(marker);
    } else if (!isSpace(after) && !(marker.startsWith("_") && isWord(before))) opened.set(marker, at);
    at += marker.length;
  }
  return spans;
}
