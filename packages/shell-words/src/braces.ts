import { unknown } from "./marks.ts";

/** How many words braces may become, and how many of a sequence are told, whose members are all alike. */
const most = { words: 512, sequence: 64 } as const;

/** The end of a quoted piece that begins at `at`, or `at` itself. */
function endOfQuoted(text: string, at: number): number {
  const char = text[at];
  if (char === "\\") return at + 2;
  if (char === "'" || char === '"' || char === "`") {
    let end = at + 1;
    while (end < text.length && text[end] !== char) end += text[end] === "\\" && char !== "'" ? 2 : 1;
    return end + 1;
  }
  if (char === "$" && (text[at + 1] === "{" || text[at + 1] === "(")) {
    let level = 0;
    let end = at + 1;
    while (end < text.length) {
      const inner = text[end] as string;
      if ("\\'\"`".includes(inner)) {
        end = endOfQuoted(text, end);
        continue;
      }
      end++;
      if ("{(".includes(inner)) level++;
      else if ("})".includes(inner) && --level === 0) break;
    }
    return end;
  }
  return at;
}

/** The first braces of a text that become several words: where they begin and end, and their alternatives. */
function firstBraces(text: string): { readonly from: number; readonly to: number; readonly parts: readonly string[] } | undefined {
  const open: { readonly at: number; readonly commas: number[] }[] = [];
  let best: { readonly from: number; readonly to: number; readonly parts: readonly string[] } | undefined;
  for (let at = 0; at < text.length; ) {
    const end = endOfQuoted(text, at);
    if (end > at) {
      at = end;
      continue;
    }
    const char = text[at];
    if (char === "{") open.push({ at, commas: [] });
    else if (char === ",") open.at(-1)?.commas.push(at);
    else if (char === "}") {
      const last = open.pop();
      if (last !== undefined) {
        const cuts = [last.at, ...last.commas, at];
        const inner = text.slice(last.at + 1, at);
        const parts = last.commas.length > 0 ? cuts.slice(1).map((cut, index) => text.slice((cuts[index] as number) + 1, cut)) : sequenceOf(inner);
        if (parts !== undefined && (best === undefined || last.at < best.from)) best = { from: last.at, to: at + 1, parts };
        if (open.length === 0 && best !== undefined) return best;
      }
    }
    at++;
  }
  return best;
}

/** `1..3`, `a..e`, `01..10..2`. */
function sequenceOf(inner: string): readonly string[] | undefined {
  const [, from = "", to = "", by] = /^(-?\d{1,9}|[A-Za-z])\.\.(-?\d{1,9}|[A-Za-z])(?:\.\.(-?\d{1,9}))?$/.exec(inner) ?? [];
  if (from === "" || /\d/.test(from) !== /\d/.test(to)) return undefined;
  const isNumber = /\d/.test(from);
  const [first, last] = isNumber ? [Number(from), Number(to)] : [from.charCodeAt(0), to.charCodeAt(0)];
  const step = Math.max(1, Math.abs(Number(by ?? 1))) * (last < first ? -1 : 1);
  const width = /^-?0\d/.test(from) || /^-?0\d/.test(to) ? Math.max(from.length, to.length) : 0;
  const values: string[] = [];
  for (let value = first; step > 0 ? value <= last : value >= last; value += step) {
    const isLong = values.length >= most.sequence - 1;
    const told = isLong ? last : value;
    values.push(isNumber ? (told < 0 ? `-${String(-told).padStart(width - 1, "0")}` : String(told).padStart(width, "0")) : String.fromCharCode(told));
    if (isLong) break;
  }
  return values;
}

/** The words that braces make of a word's own text, quotes and all; at most 512, and `unknown` for more. */
export function withBraces(text: string): readonly string[] {
  const done: string[] = [];
  const left = [text];
  let work = 0;
  while (left.length > 0 && done.length < most.words) {
    const next = left.pop() as string;
    work += next.length;
    const found = work > 200_000 ? undefined : firstBraces(next);
    if (found === undefined) done.push(next);
    else for (const part of [...found.parts].reverse()) left.push(next.slice(0, found.from) + part + next.slice(found.to));
  }
  return left.length > 0 ? [...done, unknown] : done;
}
