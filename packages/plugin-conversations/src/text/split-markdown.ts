import { type Fence, fencesIn } from "./fences-in.ts";
import { spansIn } from "./spans-in.ts";
import { characterEnds, splitText } from "./split-text.ts";

/** A cut in the first half of a part would make needlessly many parts. */
const leastFill = 0.5;
/** Fences that take more of a part than this are treated as text. */
const mostFences = 0.5;

interface Layout {
  readonly text: string;
  readonly fences: readonly Fence[];
  /** By position: 1 where a cut would go through something that belongs together. */
  readonly joined: Uint8Array;
}

/** In the middle of a line this is text; at the beginning of a part it would begin a block. */
const blockMark = /^[ \t]*(?:`{3}|~{3}|#{1,6}\s|>|[-*+]\s|\d{1,9}[.)]\s)/;
const longestMark = 24;

const blankLine = /\n[ \t\r]*\n/g;

function layoutOf(text: string, limit: number): Layout {
  const most = limit * mostFences;
  const fences = fencesIn(text).flatMap((fence): Fence[] => {
    const { from, contentFrom, contentTo, to, closing, reopening } = fence;
    const bare = reopening.replace(/([`~]{3,}).*$/, "$1");
    const fitting = [reopening, bare].find((again) => again.length + closing.length + 2 <= most);
    return fitting === undefined || contentFrom - from > most || to - contentTo > most / 2 ? [] : [{ ...fence, reopening: fitting }];
  });
  const joined = new Uint8Array(text.length + 1);
  function join(from: number, to: number) {
    for (const [begin, end] of spansIn(text.slice(from, to))) if (end - begin <= limit) joined.fill(1, from + begin + 1, from + end);
  }
  let at = 0;
  for (const { from, to } of [...fences, { from: text.length, to: text.length }]) {
    const begins = at;
    for (const blank of text.slice(begins, from).matchAll(blankLine)) {
      join(at, begins + blank.index);
      at = begins + blank.index + 1;
    }
    join(at, from);
    at = to;
  }
  return { text, fences, joined };
}

/** Best first; what ends behind a pause, outside of fences. */
const pauses: readonly ((before: string, next: string) => boolean)[] = [
  (before, next) => /\n[ \t]*\r?\n$/.test(before) && !/^[ \t]/.test(next),
  (before, next) => before.endsWith("\n") && !/^[ \t]/.test(next),
];
const lesserPauses: readonly ((before: string) => boolean)[] = [
  (before) => before.endsWith("\n"),
  (before) => /[.!?…]["')\]*_]*\s$/.test(before),
  (before) => /\s$/.test(before),
];

interface End {
  readonly at: number;
  readonly fence: Fence | undefined;
  readonly before: string;
  readonly next: string;
}

/** Where the part that begins at `from` ends; `open` is the fence that it begins in, `fences` what may still come. */
function cutOf({ text, fences, joined }: Layout, from: number, limit: number, open: Fence | undefined): Pick<End, "at" | "fence"> {
  const head = open ? open.reopening.length + 1 : 0;
  if (head + text.length - from <= limit) return { at: text.length, fence: undefined };
  let next = 0;
  const ends = characterEnds(text.slice(from, from + limit + 2), limit - head).map((end): End => {
    const at = from + end;
    while ((fences[next]?.to ?? Number.POSITIVE_INFINITY) <= at) next++;
    const fence = fences[next];
    return { at, fence: fence && fence.from < at ? fence : undefined, before: text.slice(Math.max(from, at - 8), at), next: text.charAt(at) };
  });
  const begins = ({ at, before }: End) => !before.endsWith("\n") && blockMark.test(text.slice(at, at + longestMark));
  const free = ends.filter((end) => !end.fence && joined[end.at] !== 1 && !begins(end));
  const closed = ({ at, fence, before }: End) => head + at - from + (before.endsWith("\n") ? 0 : 1) + (fence?.closing.length ?? 0);
  // Right before a line's end, the next part would begin with an empty line
  const inCode = ends.filter(
    (end) =>
      end.fence &&
      end.at > end.fence.contentFrom &&
      end.at < end.fence.contentTo &&
      (end.before.endsWith("\n") || !/[\r\n]/.test(end.next)) &&
      closed(end) <= limit,
  );
  const ranked: (readonly End[])[] = [
    ...pauses.map((pause) => free.filter(({ before, next: after }) => pause(before, after))),
    inCode.filter(({ before }) => before.endsWith("\n")),
    ...lesserPauses.map((pause) => free.filter(({ before }) => pause(before))),
  ];
  for (const candidates of ranked) {
    const late = candidates.findLast(({ at }) => head + at - from >= limit * leastFill);
    if (late) return late;
  }
  const early = ranked.flat().sort((a, b) => a.at - b.at);
  const best = early.at(-1) ?? free.at(-1) ?? inCode.at(-1);
  if (best) return best;
  // Whatever fits belongs together, or is a single character: it is cut as plain text is
  const still = open && from < open.contentTo ? open : undefined;
  const room = limit - head - (still ? still.closing.length + 1 : 0);
  const [first = ""] = splitText(text.slice(from, from + limit + 2), Math.max(1, room));
  const at = from + first.length;
  return { at, fence: still && at < still.contentTo ? still : undefined };
}

/**
 * Cuts Markdown into parts of at most `limit` UTF-16 units (1 or more) that stand alone: a fenced block that is cut is closed, and begun again with its
 * info string in the next part. Cut at paragraphs, lines, sentences or words where there are any; never inside a character as a reader sees it; through
 * a link, a code span or emphasis only when it is longer than a part. Without the added fences the parts are, joined, the text. No full parser: a table
 * or a list that is cut goes on without its head.
 */
export function splitMarkdown(text: string, limit: number): readonly string[] {
  if (!(limit >= 1)) throw new RangeError(`A part needs room for at least one character; the limit is ${limit}.`);
  if (text.length <= limit) return [text];
  const whole = Math.floor(limit);
  const { fences, ...layout } = layoutOf(text, whole);
  const parts: string[] = [];
  let open: Fence | undefined;
  let passed = 0;
  for (let from = 0; from < text.length; ) {
    while ((fences[passed]?.to ?? Number.POSITIVE_INFINITY) <= from) passed++;
    const { at, fence } = cutOf({ ...layout, fences: fences.slice(passed, passed + whole) }, from, whole, open);
    const body = text.slice(from, at);
    const closing = fence ? `${body.endsWith("\n") ? "" : "\n"}${fence.closing}` : "";
    parts.push(`${open ? `${open.reopening}\n` : ""}${body}${closing}`);
    open = fence;
    from = at;
  }
  return parts;
}
