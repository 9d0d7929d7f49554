/** What a command stands in, besides the line itself. */
export type Within = "loop" | "condition" | "function" | "subshell" | "substitution" | "background";

/** One simple command, with its words expanded as far as can be told. */
export interface ShellCommand {
  readonly words: readonly string[];
  /** Files that it is redirected from or to. */
  readonly files: readonly string[];
  /** Its redirections, in order: `>`, `>>`, `<`, `>&`, …, without the number of the descriptor, and what follows. */
  readonly redirections: readonly { readonly operator: string; readonly target: string }[];
  /** What its input is, where the line says so: `<<`, `<<<`, a pipe from a command whose output is known, `<(…)`. Without the last line break. */
  readonly input: string | undefined;
  /** The place in the list of the command whose output is its input. Of several the last one. */
  readonly reads?: number;
  /** What its `<(…)` say, in order, as far as it can be told. */
  readonly offered?: readonly string[];
  /** What it writes into files, where the line says so: redirections of what is known, and `tee`. */
  readonly writes?: readonly { readonly file: string; readonly text: string; readonly appends: boolean }[];
  /** The values that it sets. */
  readonly assigned: readonly string[];
  /** The same with their names: `X=1 make`, `export X=1`. Arrays as one text. */
  readonly settings: Readonly<Record<string, string>>;
  /** What the line has set by then, and its positional parameters, for lines within the line. Empty where no word and no input has a `$` left that asks. */
  readonly known: Readonly<Record<string, string>>;
  /** Its output goes to the next command of the list. */
  readonly piped: boolean;
  /** Its output becomes part of another command. */
  readonly captured: boolean;
  /** Part of its words or of its input came out of a decoding: base64, hexadecimal, escapes, letters exchanged or turned around. */
  readonly decoded: boolean;
  /** From the outside in. */
  readonly within: readonly Within[];
  /** Its own text, at most 200 characters. */
  readonly source: string;
}
