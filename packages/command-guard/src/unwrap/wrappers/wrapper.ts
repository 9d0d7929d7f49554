/** A program that runs the program whose name stands among its words. */
export interface Wrapper {
  /** Options whose value is the next word. */
  readonly valued?: readonly string[];
  /** How many plain words come before the program: how long, where, at what priority. */
  readonly skip?: number;
  /** `NAME=value` may come before the program. */
  readonly settings?: boolean;
  /** What it runs has all rights of the machine. */
  readonly root?: boolean;
  /** What it runs runs on another machine, or in a container. */
  readonly remote?: boolean;
  /** It runs a program only behind these words: `poetry run`. One of them. */
  readonly behind?: readonly string[];
  /** It runs a program only with one of these. */
  readonly needs?: readonly string[];
  /** With one of these it runs nothing. */
  readonly idle?: readonly string[];
}

/** The words of a text, for options that are many. */
export const list = (text: string): readonly string[] => text.split(" ");
