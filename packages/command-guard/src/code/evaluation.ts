import type { Names } from "./bindings.ts";
import type { CallPlace } from "./call.ts";
import type { Dialect } from "./dialect.ts";
import type { Effects } from "./effects.ts";
import { closingsOf, isMark, opensBracket } from "./token-list.ts";
import type { Token } from "./tokens.ts";
import type { Value } from "./value.ts";

/** What an expression stands for, and where it ends. */
export interface Read {
  readonly value: Value;
  readonly end: number;
}

/** How many expressions of one piece of code are looked at. */
export const mostWork = 12_000;

/** One reading of a piece of code, expression by expression. */
export interface Evaluation {
  readonly code: string;
  readonly place: CallPlace;
  readonly dialect: Dialect;
  readonly tokens: readonly Token[];
  readonly names: Names;
  /** What parameters are given, by their names. */
  readonly given: Map<string, Value[]>;
  /** Where the brackets of each list of tokens close. */
  readonly closings: Map<readonly Token[], ReadonlyMap<number, number>>;
  readonly expressions: Map<Token, Read>;
  readonly operands: Map<Token, Read>;
  /** Expressions that are being read: one that holds itself is read once. */
  readonly pending: Set<Token>;
  readonly effects: Effects;
  work: number;
  /** Reads code that the code runs itself. */
  readonly nested: (text: string) => void;
  /** The expression that begins at a token, with its operators. */
  readonly expression: (list: readonly Token[], at: number) => Read;
}

/** Where the bracket at a token closes; the end of the list for one that does not. */
export function closeOf({ closings }: Evaluation, list: readonly Token[], at: number): number {
  let known = closings.get(list);
  if (known === undefined) {
    known = closingsOf(list);
    closings.set(list, known);
  }
  return known.get(at) ?? list.length;
}

/** The comma before the next item; where items need none, the item itself. */
export function nextItem(evaluation: Evaluation, list: readonly Token[], from: number, to: number): number {
  let at = from;
  while (at < to && !isMark(list, at, ",") && !evaluation.dialect.blanks) at = opensBracket(list, at) ? closeOf(evaluation, list, at) + 1 : at + 1;
  return at;
}
