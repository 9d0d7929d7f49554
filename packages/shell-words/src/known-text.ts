import { unknown } from "./marks.ts";

/** A text as far as it can be told, with `unknown` where it can't. */
export interface KnownText {
  readonly text: string;
  /** Part of it came out of a decoding. */
  readonly decoded: boolean;
}

export const plain = (text: string): KnownText => ({ text, decoded: false });
export const untold: KnownText = plain(unknown);
export const nothing: KnownText = plain("");

/** Whether anything of it is known. */
export const isTold = ({ text }: KnownText): boolean => text.replaceAll(unknown, "").trim() !== "" || text === "";

export function joined(texts: readonly KnownText[]): KnownText {
  const [only] = texts;
  if (only === undefined) return nothing;
  return texts.length === 1 ? only : { text: texts.map(({ text }) => text).join(""), decoded: texts.some(({ decoded }) => decoded) };
}
