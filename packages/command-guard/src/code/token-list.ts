import type { Token } from "./tokens.ts";

export const textAt = (list: readonly Token[], at: number): string => list[at]?.text ?? "";
export const isMark = (list: readonly Token[], at: number, mark: string): boolean => list[at]?.kind === "mark" && list[at]?.text === mark;
export const opensBracket = (list: readonly Token[], at: number): boolean => list[at]?.kind === "mark" && /^[([{]$/.test(textAt(list, at));
/** `{ |item| … }`, `do |item| … end` */
export const isBlock = (list: readonly Token[], at: number): boolean => (isMark(list, at, "{") || textAt(list, at) === "do") && isMark(list, at + 1, "|");

/** Where each bracket of a list closes. */
export function closingsOf(list: readonly Token[]): ReadonlyMap<number, number> {
  const closings = new Map<number, number>();
  const open: number[] = [];
  for (const [index, token] of list.entries()) {
    if (token.kind !== "mark") continue;
    if (/^[([{]$/.test(token.text)) open.push(index);
    else if (/^[)\]}]$/.test(token.text)) closings.set(open.pop() ?? -1, index);
  }
  return closings;
}
