import type { LinesRead } from "./lines-read.ts";
import type { Value } from "./value.ts";

/** One call as it stands in code. */
export interface Call {
  /** The last part of its name. */
  readonly name: string;
  /** What stands before it, as a name; empty for none. */
  readonly owner: string;
  /** What it is called on. */
  readonly on?: Value;
  /** What it is told, in order, without named arguments. */
  readonly args: readonly Value[];
  readonly named: Readonly<Record<string, Value>>;
  /** All that stands in its brackets, as it is written. */
  readonly raw: string;
}

/** What is known wherever a call stands. */
export interface CallPlace {
  readonly language: string;
  readonly home: string;
  /** Folders that the code goes to. */
  readonly folders: ReadonlySet<string>;
  readonly args: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  /** What it reads from another program. */
  readonly lines?: LinesRead;
  /** What it reads as its input, where that is known. */
  readonly input: string | undefined;
  /** What it finds in a folder is chosen by name. */
  readonly chooses: boolean;
  /** Something of it may fill a file that was opened. */
  readonly writes: boolean;
}
