import type { Doing } from "../rule.ts";
import type { LinesRead } from "./lines-read.ts";

/** What code would do to one thing. */
export interface CodeDeed {
  readonly does: Doing;
  readonly deep: boolean;
  readonly word: string;
  readonly via: string;
  /** Nothing is in it afterwards. */
  readonly empties?: boolean;
}

/** What a piece of a programming language would do, as far as its calls are written out. */
export interface CodeReading {
  /** Lines of shell that it runs. */
  readonly lines: readonly { readonly via: string; readonly text: string }[];
  /** Programs that it runs, as words. */
  readonly runs: readonly { readonly via: string; readonly words: readonly string[] }[];
  readonly deeds: readonly CodeDeed[];
  /** Statements for a database. */
  readonly statements: readonly string[];
  /** Why it cannot be read. */
  readonly hides?: string;
  /** A rule of the book that holds for what it does otherwise. */
  readonly breaks?: string;
}

/** What is known about the surroundings of a piece of code. */
export interface CodeGiven {
  /** The words behind the code, which it finds in its list of arguments. */
  readonly args?: readonly string[];
  /** Variables that are set for it: of the environment, or of awk's `-v`. */
  readonly variables?: Readonly<Record<string, string>>;
  /** What it reads from another program, under the name that stands for it in the code. */
  readonly lines?: LinesRead;
  /** What it reads as its input. */
  readonly input?: string;
}
