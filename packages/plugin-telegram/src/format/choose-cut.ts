import type { Run } from "./styled-run.ts";

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** A part that ends earlier than this leaves too much of it unused; the ends of paragraphs are worth more room than others. */
const leastFill = [0.3, 0.5, 0.5, 0.5, 0.5, 0.5] as const;

const sentenceEnd = /[.!?…。！？]["'”’)\]]*$/;
/** Chinese and Japanese have no spaces between sentences. */
const wideSentenceEnd = /[。！？]/;
const sentenceGoesOn = /^(?:\p{M}|\p{P}|\u200c|\u200d)/u;
const joining = /^(?:\p{M}|\u200c|\u200d)/u;

interface Layout {
  readonly text: string;
  /** The run at a position. */
  readonly runAt: (position: number) => Run;
}

/** How good a part's end is before `at`, 0 the best: paragraph, line, line of code, sentence, word, word inside of code or a link. */
function rankOf({ text, runAt }: Layout, at: number): number | undefined {
  const character = text[at];
  if (character !== "\n" && character !== " ") return wideSentenceEnd.test(text.charAt(at - 1)) && !sentenceGoesOn.test(text.slice(at, at + 2)) ? 3 : undefined;
  const run = runAt(at);
  if (run.keep || joining.test(text.slice(at + 1, at + 3))) return undefined;
  const inner = runAt(at - 1) === run ? run.marks.find(({ kind }) => kind === "fence" || kind === "code" || kind === "link") : undefined;
  if (character === "\n") return inner?.kind === "fence" ? 2 : text[at + 1] === "\n" ? 0 : 1;
  if (inner) return 5;
  return sentenceEnd.test(text.slice(Math.max(0, at - 4), at)) ? 3 : 4;
}

/** The last end of a character, as a reader sees it, in `from` (excluded) to `most`; within one that is longer, the end of a code point. */
function characterEnd(text: string, from: number, most: number): number {
  let begin = most;
  while (begin > from && !/[!-~]|\p{Script=Han}/u.test(text.charAt(begin))) begin--;
  let end = from;
  for (const { index } of graphemes.segment(text.slice(begin, most + 64))) if (begin + index <= most) end = Math.max(end, begin + index);
  if (end > from) return end;
  const pair = /[\ud800-\udbff]/.test(text.charAt(most - 1)) && /[\udc00-\udfff]/.test(text.charAt(most)) ? 1 : 0;
  return Math.max(most - pair, from + 1);
}

/** Where a part that begins at `from`, and has room up to `most`, ends best. */
export function chooseCut(layout: Layout, from: number, most: number): number {
  const best: (number | undefined)[] = [];
  for (let at = most; at > from; at--) {
    const rank = rankOf(layout, at);
    if (rank !== undefined) best[rank] ??= at;
    if (best[0] !== undefined) break;
  }
  const late = best.find((at, rank) => at !== undefined && at - from >= (most - from) * (leastFill[rank] ?? 1));
  if (late !== undefined) return late;
  const words = best.filter((at): at is number => at !== undefined);
  return words.length > 0 ? Math.max(...words) : characterEnd(layout.text, from, most);
}
