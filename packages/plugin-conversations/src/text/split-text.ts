/** Segmenting a long text at once costs time and memory with its square. */
const windowSize = 2_000;

/** A cut in the first half of a part would make needlessly many parts. */
const leastFill = 0.5;

/** Best first: where a reader pauses anyway. */
const pauses: readonly RegExp[] = [/\n\n$/, /\n$/, /[.!?…]["')\]]?\s$/, /\s$/];

/** Each of these is a character of its own, and recognizing that is much faster than segmenting. */
const plain = /^[\n -~]*$/;

/** Ends of characters as a reader sees them, up to `limit`. */
export function characterEnds(text: string, limit: number): number[] {
  // One code point more than fits: whether the limit is the end of a character is only known from what follows
  const head = text.slice(0, limit + 2);
  if (plain.test(head)) return Array.from({ length: Math.min(limit, head.length) }, (_, index) => index + 1);
  // Made where it is used: the first one in a process takes 10 ms, which every command would wait for
  const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
  const ends: number[] = [];
  for (let from = 0, size = windowSize; from < head.length; ) {
    const to = from + size + ((head.codePointAt(from + size - 1) ?? 0) > 0xffff ? 1 : 0);
    const starts = Array.from(graphemes.segment(head.slice(from, to)), ({ index }) => from + index);
    ends.push(...starts.slice(1));
    if (to >= head.length) break;
    const last = starts.at(-1) as number; // may go on behind the window
    size = last === from ? size * 2 : windowSize;
    from = last;
  }
  return ends.filter((end) => end <= limit);
}

/** Where the first part of `text` ends: at most `limit` UTF-16 units on, never inside what a reader sees as one character. */
function cutOf(text: string, limit: number): number {
  if (text.length <= limit) return text.length;
  const ends = characterEnds(text, limit);
  const late = ends.filter((end) => end >= limit * leastFill);
  for (const pause of pauses) {
    const cut = late.findLast((end) => pause.test(text.slice(Math.max(0, end - 4), end)));
    if (cut !== undefined) return cut;
  }
  const last = ends.at(-1);
  if (last !== undefined) return last;
  return /[\uD800-\uDBFF]/.test(text.charAt(limit - 1)) && limit > 1 ? limit - 1 : limit; // one "character" that is longer than a part
}

/**
 * Cuts plain text into parts of at most `limit` UTF-16 units (1 or more), at paragraphs, lines, sentences or words where there are any,
 * and never inside a character as a reader sees it. Joined, the parts are the text. An empty text is one empty part.
 */
export function splitText(text: string, limit: number): readonly string[] {
  if (!(limit >= 1)) throw new RangeError(`A part needs room for at least one character; the limit is ${limit}.`);
  const parts: string[] = [];
  let rest = text;
  do {
    const cut = cutOf(rest, Math.floor(limit));
    parts.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  } while (rest !== "");
  return parts;
}
