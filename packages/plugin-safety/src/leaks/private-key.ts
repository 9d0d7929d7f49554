import type { Found } from "./pattern.ts";

/** The head of a private key of any kind. Where the key ends is found by `endOfPrivateKey`. */
export const privateKeyShape: RegExp = /-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----/y;

/** Between the lines of a key: line ends (also written out), indentation, quotes and signs of code that joins them, headers such as `Proc-Type: 4,ENCRYPTED`. */
const body = /(?:\\{1,4}[rnt]|[\s"'`+,>|]|[A-Za-z0-9/=]|[A-Z][A-Za-z-]{2,20}: [^\n\\]{1,80})+/y;

function bodyAt(text: string, at: number, length: number): string {
  body.lastIndex = 0;
  return body.exec(text.slice(at, at + length))?.[0] ?? "";
}

/** A key, or its head alone on a line; not code that looks for such a head, and not `MII...`. */
export function isPrivateKey({ text, from, to }: Found): boolean {
  const inside = bodyAt(text, to, 2_000);
  if (/[A-Za-z0-9+/]{24}/.test(inside)) return true;
  const rest = text.slice(to, to + 80);
  const lead = text.slice(Math.max(text.lastIndexOf("\n", from) + 1, from - 60), from);
  if (!/^[\s>|"'`]{0,8}(?:[A-Za-z_]{1,40}\s{0,2}[:=]\s{0,2}["'|]{0,2})?$/.test(lead)) return false;
  return /^["'`]?[ \t]*(?:$|\r?\n|\\n)(?!\s{0,20}(?:-----END|[^\n]{0,60}(?:\.\.\.|\u2026|<|\byour\b)))/i.test(rest);
}

/** Where the block of a key ends whose head ends at `to`: behind its last line, or where what looks like one ends. `foot`: where the next `-----END` stands. */
export function endOfPrivateKey(text: string, to: number, foot: number): number {
  if (foot !== -1 && foot - to < 40_000 && !text.slice(to, foot).includes("-----BEGIN")) {
    const end = /^-----END [A-Z0-9 ]{0,60}-----/.exec(text.slice(foot, foot + 80));
    if (end) return foot + end[0].length;
  }
  return to + bodyAt(text, to, 40_000).length;
}
