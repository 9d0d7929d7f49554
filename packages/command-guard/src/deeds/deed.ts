import type { Doing } from "../rule.ts";

/** One thing that a program does to something that it is told. */
export interface Deed {
  readonly does: Doing;
  readonly deep: boolean;
  readonly word: string;
  readonly via?: string;
  /** Of a folder it can only mean the files in it, one by one. */
  readonly each?: boolean;
  /** Its program knows what `~` is, although the shell has left it. */
  readonly tilde?: boolean;
  /** It makes something new: where nothing lies, nothing is lost. */
  readonly makes?: boolean;
  /** Nothing is in it afterwards. */
  readonly empties?: boolean;
}
