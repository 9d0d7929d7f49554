import type { ParsedScript } from "unbash";
import type { KnownText } from "./known-text.ts";
import { copyOf, type Scope } from "./scope.ts";
import type { ShellCommand, Within } from "./shell-command.ts";

/** How far a line is followed. */
export const most = { depth: 8, commands: 1_500, steps: 6_000, textSize: 1_000_000, rounds: 64, names: 4 } as const;

/** What is read from: a here-document, a pipe. `at`: how much of it has been read. */
export interface Stream {
  /** Undefined: nothing is known of it. */
  readonly content: KnownText | undefined;
  /** The place in the list of the command that writes it. */
  readonly from: number | undefined;
  at: number;
}

/** What process substitutions of a command give it, and take from it. */
export interface Offers {
  readonly given: Stream[];
  readonly taking: ParsedScript[];
}

/** Tells what code that a program is given prints; undefined when it can't be told. `given`: the home folder and what it reads, where they are known. */
export type Speak = (name: string, args: readonly string[], given: { readonly home?: string; readonly input?: string }) => string | undefined;

/** One reading of one text. */
export interface Reading {
  /** What a program of another language prints, where whoever asked for the reading can tell. */
  readonly speak: Speak | undefined;
  /** Whether there was a program that only `speak` can tell of. */
  unheard: boolean;
  readonly out: ShellCommand[];
  readonly problems: Set<string>;
  readonly recursive: Set<string>;
  /** Files that the line wrote, as far as it says what. */
  readonly written: Map<string, KnownText>;
  /** How the bodies of functions are read that nobody has called yet, by the body. */
  readonly uncalled: Map<object, () => void>;
  readonly spent: { steps: number; textSize: number };
  /** Reads a script within, and tells what it says. */
  readonly substitute: (script: ParsedScript, place: Place) => KnownText;
  /** Reads a text as a script of its own, and tells what it says. */
  readonly readLine: (text: string, place: Place) => KnownText;
}

/** Where in a text the reading is. */
export interface Place {
  readonly reading: Reading;
  readonly scope: Scope;
  readonly within: readonly Within[];
  readonly captured: boolean;
  readonly depth: number;
  /** The text that positions count in. */
  readonly source: string;
  /** The functions that are being read. `forked`: since then in a pipe or in the background. `words`: how many it was given; `counted`: the first of them where it is a number; `folder`: where it began. */
  readonly calls: readonly { readonly name: string; readonly forked: boolean; readonly words?: number; readonly counted?: number; readonly folder?: string }[];
  readonly input: Stream | undefined;
  readonly offers: Offers | undefined;
  /** How many rounds the loops around it have together. */
  readonly rounds: number;
}

/** What came of a part of a script. `ok` undefined: nobody knows. */
export interface Outcome {
  readonly output: KnownText;
  readonly ok: boolean | undefined;
}

/** What a builtin does to the shell that reads on. Undefined: nothing that changes what it says. */
export type Builtin = (args: readonly KnownText[], place: Place) => Outcome | undefined;

/** Whether there is anything left to read with. */
export function mayGoOn({ spent, out, problems }: Reading): boolean {
  if (++spent.steps <= most.steps && out.length < most.commands && spent.textSize <= most.textSize) return true;
  problems.add("It is too long to be read to its end.");
  return false;
}

/** Counts what was made of texts. False when it has become too much. */
export function hasRoom({ spent, problems }: Reading, size: number): boolean {
  spent.textSize += size;
  if (spent.textSize <= most.textSize) return true;
  problems.add("It becomes too long when it is expanded.");
  return false;
}

export const inside = (place: Place, what: Within): Place => ({ ...place, within: place.within.at(-1) === what ? place.within : [...place.within, what] });

export const forked = (place: Place): Place => ({ ...place, calls: place.calls.map((call) => ({ ...call, forked: true })) });

/** With a copy of what the shell knows: what is set there is forgotten behind it. */
export const apart = (place: Place): Place => ({ ...place, scope: copyOf(place.scope) });
