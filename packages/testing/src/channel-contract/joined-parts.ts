const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const white = /\s/;
/** Segmenting a long text at once costs time and memory with its square. */
const windowSize = 2_000;

/** Where the characters begin, as a reader sees them. */
function characterStarts(text: string): ReadonlySet<number> {
  const starts = new Set<number>();
  for (let from = 0, size = windowSize; from < text.length; ) {
    const to = from + size + ((text.codePointAt(from + size - 1) ?? 0) > 0xffff ? 1 : 0);
    const found = Array.from(graphemes.segment(text.slice(from, to)), ({ index }) => from + index);
    for (const start of found) starts.add(start);
    if (to >= text.length) break;
    const last = found.at(-1) as number; // may go on behind the window
    size = last === from ? size * 2 : windowSize;
    from = last;
  }
  return starts.add(text.length);
}

/**
 * What is wrong with the parts of a text, if anything: joined they must be the text, and no cut may go through what a reader sees as
 * one character. White space at the cuts may be gone.
 */
export function faultOfParts(parts: readonly string[], text: string): string | undefined {
  const whole = characterStarts(text);
  const skipWhite = (from: number) => {
    let at = from;
    while (at < text.length && white.test(text.charAt(at))) at++;
    return at;
  };
  let at = 0;
  for (const [index, part] of parts.entries()) {
    const trimmed = part.trim();
    if (trimmed === "") continue;
    at = skipWhite(at);
    if (!text.startsWith(trimmed, at))
      return `part ${index + 1} of ${parts.length} begins ${JSON.stringify(trimmed.slice(0, 60))} where the text goes on ${JSON.stringify(text.slice(at, at + 60))}`;
    if (!whole.has(at)) return `part ${index + 1} of ${parts.length} begins inside a character: ${JSON.stringify(text.slice(Math.max(0, at - 10), at + 10))}`;
    at += trimmed.length;
  }
  at = skipWhite(at);
  return at < text.length ? `after ${parts.length} parts this is missing: ${JSON.stringify(text.slice(at, at + 60))}` : undefined;
}
