import { encodingsOf } from "./encodings.ts";

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

/** Anything that looks like one, though nobody told of it: long random words, tokens of known makes, and what follows "password=". */
const suspicious: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]+-----[\s\S]*?-----END [A-Z ]+-----/g, "[key]"],
  [/\b(?:eyJ[\w-]+\.[\w-]+\.[\w-]*|sk-[\w-]{8,}|gh[pousr]_\w{16,}|xox[a-z]-[\w-]{8,}|\d{6,12}:[\w-]{30,})/g, "[token]"],
  [/\b((?:bearer|basic)\s+)[\w+/=.~-]{6,}/gi, "$1[token]"],
  [/(:\/\/)[^/\s:@"]+:[^/\s@"]+@/g, "$1[login]@"],
  [/("[\w-]*(?:token|secret|passw(?:or)?d|passphrase|api[-_]?key|authorization|cookie)s?":\s*")(?:[^"\\]|\\.)*"/gi, '$1[masked]"'],
  [/((?:token|secret|passw(?:or)?d|passphrase|api[-_]?key|authorization|cookie)s?\s*[=:]\s*)[^\s"',;}\\]+/gi, "$1[masked]"],
  [/\b[0-9a-f]{32,}\b/gi, "[hex]"],
];

/** A long word of mixed letters and digits; ids with dashes in known places are no secrets. */
const longWord = /[A-Za-z0-9+_=-]{28,}/g;
const isId = (word: string) => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(word);
const isMixed = (word: string) => /\d/.test(word) && /[a-z]/.test(word) && /[A-Z]/.test(word);

export interface MaskSources {
  /** Known secrets, and texts that are nobody's business. Shorter than four characters they would hide ordinary words. */
  readonly secrets: Iterable<string>;
  /** Paths and what stands for them, the longer first. */
  readonly places: readonly (readonly [path: string, name: string])[];
}

/** Removes from a text all that is secret, in its usual encodings, and all that looks like a secret; gives paths names that do not tell whose they are. */
export function createMask({ secrets, places }: MaskSources): (text: string) => string {
  const words = [...new Set([...secrets].filter((secret) => secret.trim().length >= 4).flatMap(encodingsOf))]
    .filter((word) => word.length >= 4)
    .sort((a, b) => b.length - a.length);
  const known = words.length === 0 ? undefined : new RegExp(words.map(escaped).join("|"), "g");
  return (text) => {
    let clean = known === undefined ? text : text.replace(known, "[masked]");
    for (const [path, name] of places) if (path.length > 1) clean = clean.replaceAll(path, name);
    for (const [pattern, instead] of suspicious) clean = clean.replace(pattern, instead);
    return clean.replace(longWord, (word) => (isMixed(word) && !isId(word) ? "[token]" : word));
  };
}
