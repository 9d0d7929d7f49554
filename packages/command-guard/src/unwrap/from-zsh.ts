import { unknown } from "@instar/shell-words";
import { type Masked, maskQuotes } from "./quotes.ts";

const statement = String.raw`(^|[\n;&|({]\s{0,20})`;

/** Where a brace closes that opens at a place; the end of the text when it does not. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) return at;
  }
  return text.length;
}

/** `for f (…) body`, `for f in …; body` without `do`. */
function withLoops(given: string): string {
  let text = given.replace(/\brepeat\s+\S{1,20}\s+/g, "");
  for (let round = 0; round < 64; round++) {
    const found = /\b(?:for|foreach)\s+(\w{1,40})\s*(?:\(([^()\n]{0,400})\)\s{0,20}[;\n]?|in\s+([^;\n{]{0,400})[;\n])\s*(?!do\b)(?=[^\s;])/.exec(text);
    if (found === null) return text;
    const [whole, name = "", one, other] = found;
    const from = found.index + whole.length;
    const isGroup = text[from] === "{";
    const rest = text.slice(from);
    const end = isGroup ? closing(text, from) : from + (/\bend\b/.test(rest) ? rest.search(/\bend\b/) : (/[;\n]|$/.exec(rest)?.index ?? 0));
    const body = text.slice(isGroup ? from + 1 : from, end);
    text = `${text.slice(0, found.index)}for ${name} in ${one ?? other ?? ""}; do ${body}\ndone;${text.slice(end).replace(/^(\}|end\b|;)/, "")}`;
  }
  return text;
}

/** `() { … } words`: a function that is called where it stands. */
function withAnonymous(given: string): string {
  let text = given;
  for (let round = 0; round < 64; round++) {
    const found = new RegExp(`${statement}(?:function\\s{0,20})?(?:\\(\\)\\s{0,20})?\\{`).exec(text);
    const opening = found === null ? "" : found[0];
    if (found === null || !/\(\)|function/.test(opening)) return text;
    const end = closing(text, found.index + opening.length - 1);
    const name = `anonymous_${round}`;
    text = `${text.slice(0, found.index)}${found[1]}${name} () {${text.slice(found.index + opening.length, end).replace(/;\s{0,20}$/, "")};}; ${name}${text.slice(end + 1)}`;
  }
  return text;
}

/** `*(e:'…':)`: what decides about each file is run; other qualifiers only choose. */
function withQualifiers(text: string, masked: Masked, lines: string[]): string {
  return text.replace(/([*?/\]~])\(([^()\n]{0,200})\)/g, (whole, before: string, choice: string) => {
    if (choice.includes("|")) return whole;
    for (const letter of choice) lines.push(masked.inside(letter)?.replace(/^\[|\]$/g, "") ?? "");
    const [, , bare = ""] = /e([^\w\s])([^\uE100-\uE2FF]{2,200})\1/.exec(choice) ?? [];
    lines.push(bare.replaceAll("\\", ""), /\+(\w+)/.exec(choice)?.[1] ?? "");
    return before;
  });
}

const unread = /\b(?:for|foreach)\s+\w{1,40}\s*\(/;

/** A line of `zsh` as other shells would write it, as far as that goes. */
export function fromZsh(given: string): string {
  const masked = maskQuotes(given);
  const lines: string[] = [];
  let text = withQualifiers(masked.text, masked, lines)
    .replace(/(^|[\s;&|({])=\(/g, "$1<(")
    .replace(/(^|[\s;&|({])=(?=[a-z][\w.-]*)/g, "$1")
    .replace(/\$\{[=~^]{1,2}/g, "${")
    .replace(/\$\{\([^()]{0,40}\)/g, "${")
    .replace(/\$[=~](?=\w)/g, "$")
    .replace(/\bzf_(?=(rm|rmdir|mv|ln|chmod|chown|chgrp|mkdir|sync)\b)/g, "")
    .replace(new RegExp(`${statement}(?:noglob|nocorrect|sched\\s+\\S{1,20})\\s+`, "g"), "$1")
    .replace(/\bzargs\s+(?:-\S+\s+)*?--\s+([^\n;]{1,400}?)\s+--\s+([^\n;]{1,400})/g, "$2 $1")
    // A brace ends a command of its own.
    .replace(/([^\s;&|{(])[ \t]{1,20}\}(?=[\s;]|$)/g, "$1; }")
    .replace(/\}\s*always\s*\{/g, "}; {");
  text = withLoops(withAnonymous(text));
  for (const [, name = ""] of [...text.matchAll(/(?:^|[\s;&])(\w{1,40})=\(/g)].slice(0, 8))
    text = text.replace(new RegExp(`\\$${name}(?![\\w[])`, "g"), () => `\${${name}[@]}`);
  // What is left of its own ways is told by nobody.
  if (unread.test(text)) lines.push(unknown);
  return masked.restore([text, ...lines.filter((line) => line.trim() !== "")].join("\n"));
}
