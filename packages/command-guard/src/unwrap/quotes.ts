/** Where the letters begin that stand for quoted parts; marks of shell-words lie below. */
const first = 0xe100;
const most = 512;

/** A text whose quoted parts are each one letter, so that it can be changed around them. */
export interface Masked {
  readonly text: string;
  restore(text: string): string;
  /** What a letter stands for, without its quotes; undefined for any other letter. */
  inside(letter: string): string | undefined;
}

export function maskQuotes(given: string): Masked {
  const parts: string[] = [];
  const text = given.replace(/[\uE100-\uE2FF]/g, "").replace(/\\.|'[^']*(?:'|$)|"(?:[^"\\]|\\[\s\S])*(?:"|$)/g, (part) => {
    if (part.startsWith("\\") || parts.length >= most) return part;
    parts.push(part);
    return String.fromCharCode(first + parts.length - 1);
  });
  const at = (letter: string) => parts[letter.charCodeAt(0) - first];
  return {
    text,
    restore: (changed) => changed.replace(/[\uE100-\uE2FF]/g, (letter) => at(letter) ?? ""),
    inside: (letter) => at(letter)?.replace(/^['"]|['"]$/g, ""),
  };
}
