import { chooseCut } from "./choose-cut.ts";
import { isVisible } from "./clean-characters.ts";
import { escapedBytes } from "./escape-telegram.ts";
import { tagsOf } from "./serialise-runs.ts";
import { type Mark, type Run, sharedDepth } from "./styled-run.ts";

/** What one message may hold. */
export interface PartLimits {
  /** Of UTF-16, of the text without its tags. */
  readonly units: number;
  /** Of UTF-8, tags included. */
  readonly bytes: number;
  readonly entities: number;
}

const isStyle = ({ kind }: Mark): boolean => kind === "bold" || kind === "italic" || kind === "strikethrough";

interface Flat {
  readonly runs: readonly Run[];
  readonly text: string;
  /** Where each run begins, and after the last where the text ends. */
  readonly begins: readonly number[];
  /** By position, the number of its run. */
  readonly owners: Uint32Array;
}

function flatten(runs: readonly Run[]): Flat {
  const text = runs.map((run) => run.text).join("");
  const begins = [0];
  const owners = new Uint32Array(text.length + 1);
  runs.forEach((run, number) => {
    const begin = begins[number] as number;
    owners.fill(number, begin, begin + run.text.length + 1);
    begins.push(begin + run.text.length);
  });
  return { runs, text, begins, owners };
}

/** How far a part that begins at `from` can reach. Telegram cuts a style at the borders of what is in it: each run with it counts as an entity. */
function reach({ runs, text, begins, owners }: Flat, from: number, { units, bytes, entities }: PartLimits): number {
  const most = Math.min(text.length, from + units);
  let before: readonly Mark[] = [];
  let [bytesLeft, entitiesLeft] = [bytes, entities];
  for (let at = from; at < most; ) {
    const number = owners[at] as number;
    const { marks } = runs[number] as Run;
    const opened = marks.slice(sharedDepth(before, marks));
    entitiesLeft -= marks.filter(isStyle).length + opened.filter((mark) => !isStyle(mark)).length;
    for (const mark of opened) bytesLeft -= Buffer.byteLength(tagsOf(mark).join(""));
    if (entitiesLeft < 0 || bytesLeft <= 0) return at;
    const end = Math.min(most, begins[number + 1] as number);
    const size = escapedBytes(text.slice(at, end));
    if (size > bytesLeft) {
      for (const character of text.slice(at, end)) {
        bytesLeft -= escapedBytes(character);
        if (bytesLeft < 0) return at;
        at += character.length;
      }
    }
    bytesLeft -= size;
    before = marks;
    at = end;
  }
  return most;
}

function sliceRuns({ runs, text, begins, owners }: Flat, from: number, to: number): readonly Run[] {
  const part: Run[] = [];
  for (let at = from; at < to; ) {
    const number = owners[at] as number;
    const end = Math.min(to, begins[number + 1] as number);
    part.push({ text: text.slice(at, end), marks: (runs[number] as Run).marks });
    at = end;
  }
  return part;
}

/** Runs in parts within the limits. No part is empty; white space at a part's ends, which Telegram would cut off, is left out. */
export function splitRuns(runs: readonly Run[], limits: PartLimits): readonly (readonly Run[])[] {
  const flat = flatten(runs);
  const { text, owners } = flat;
  const runAt = (position: number) => runs[owners[position] as number] as Run;
  const inFence = (position: number) => runAt(position).marks.some(({ kind }) => kind === "fence");
  const parts: (readonly Run[])[] = [];
  let from = 0;
  while (from < text.length) {
    // The indentation of a line of code means something, an empty line does not
    while (text[from] === "\n" || (text[from] === " " && !inFence(from))) from++;
    if (from >= text.length) break;
    const most = Math.max(from + 1, reach(flat, from, limits));
    const end = most >= text.length ? text.length : chooseCut({ text, runAt }, from, most);
    let last = end;
    while (last > from && (text[last - 1] === "\n" || text[last - 1] === " ")) last--;
    if (isVisible(text.slice(from, last))) parts.push(sliceRuns(flat, from, last));
    from = end;
  }
  return parts;
}
