/** What `echo -e`, `printf` and `$'…'` make of backslashes, whichever of them it is; for looking at texts. */
export function decodeEscapes(text: string): string {
  return text
    .replace(/\\x([0-9a-fA-F]{1,2})|\\u([0-9a-fA-F]{1,4})/g, (_, hex: string, long: string) => String.fromCharCode(Number.parseInt(hex ?? long, 16)))
    .replace(/\\0?([0-7]{1,3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))
    .replace(/\\([^\w])/g, "$1");
}

const letters: Readonly<Record<string, string>> = { a: "\x07", b: "\b", e: "\x1B", E: "\x1B", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v", "\\": "\\" };
const escapes = /\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|(0?[0-7]{1,3})|([abeEfnrtv\\])|(c))/g;

/** What a program that prints makes of backslashes. `stopped`: a `\c` ends all output. */
export function printedEscapes(text: string): { readonly text: string; readonly stopped: boolean } {
  const end = /(?:^|[^\\])(?:\\\\)*\\c/.exec(text);
  const told = end === null ? text : text.slice(0, end.index + end[0].length - 2);
  const value = told.replace(escapes, (whole, hex?: string, four?: string, eight?: string, octal?: string, letter?: string) => {
    if (letter !== undefined) return letters[letter] ?? whole;
    const code = octal === undefined ? Number.parseInt(hex ?? four ?? eight ?? "0", 16) : Number.parseInt(octal, 8) & 255;
    return code > 0x10ffff ? whole : String.fromCodePoint(code);
  });
  return { text: value, stopped: end !== null };
}

/** Whether a text hides letters behind their numbers. */
export const hidesLetters = (text: string): boolean => {
  for (const [, hex, octal] of text.matchAll(/\\(?:[xuU]([0-9a-fA-F]{1,8})|0?([0-7]{1,3}))/g)) {
    const code = hex === undefined ? Number.parseInt(octal ?? "0", 8) : Number.parseInt(hex, 16);
    if (code > 32 && code < 127) return true;
  }
  return false;
};
