/** A part of a pattern: a character, any one, any number, or one of a set. */
export type PatternPart = string | { readonly kind: "one" | "many" } | { readonly kind: "set"; readonly has: (char: string) => boolean };

const classes: Readonly<Record<string, RegExp>> = {
  alpha: /[A-Za-z]/,
  digit: /\d/,
  alnum: /[A-Za-z\d]/,
  lower: /[a-z]/,
  upper: /[A-Z]/,
  space: /\s/,
  blank: /[ \t]/,
  punct: /[!-/:-@[-`{-~]/,
};

function setOf(inner: string): (char: string) => boolean {
  const isNegated = /^[!^]/.test(inner);
  const rest = isNegated ? inner.slice(1) : inner;
  const named = [...rest.matchAll(/\[:(\w+):\]/g)].flatMap(([, name]) => classes[name ?? ""] ?? []);
  const chars = rest.replace(/\[:\w+:\]/g, "");
  const ranges = [...chars.matchAll(/([\s\S])-([\s\S])|([\s\S])/g)].map(([, from, to, only]) => [from ?? only ?? "", to ?? only ?? ""] as const);
  return (char) => (ranges.some(([from, to]) => char >= from && char <= to) || named.some((known) => known.test(char))) !== isNegated;
}

/** The parts of unquoted text: its wildcards count. */
export function patternParts(text: string): readonly PatternPart[] {
  const parts: PatternPart[] = [];
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string;
    if (char === "*") parts.push({ kind: "many" });
    else if (char === "?") parts.push({ kind: "one" });
    else if (char === "\\" && at + 1 < text.length) parts.push(text[++at] as string);
    else if (char === "[") {
      const set = /^\[([!^]?\]?(?:\[:\w+:\]|[^\]])*)\]/.exec(text.slice(at, at + 256));
      if (set === null) parts.push(char);
      else {
        parts.push({ kind: "set", has: setOf(set[1] ?? "") });
        at += set[0].length - 1;
      }
    } else parts.push(char);
  }
  return parts;
}

const fits = (part: PatternPart, char: string) => (typeof part === "string" ? part === char : part.kind === "one" || (part.kind === "set" && part.has(char)));

/** The lengths of the beginnings of a text that a pattern fits, shortest first. Takes the product of both lengths. */
export function fittingLengths(parts: readonly PatternPart[], text: string): readonly number[] {
  const lengths: number[] = [];
  const isMany = (at: number) => {
    const part = parts[at];
    return typeof part === "object" && part.kind === "many";
  };
  const spread = (states: Set<number>) => {
    for (const at of states) if (isMany(at)) states.add(at + 1);
    return states;
  };
  let states = spread(new Set([0]));
  for (let length = 0; ; length++) {
    if (states.has(parts.length)) lengths.push(length);
    const char = text[length];
    if (char === undefined || states.size === 0) return lengths;
    const next = new Set<number>();
    for (const at of states) {
      const part = parts[at];
      if (part === undefined) continue;
      if (isMany(at)) next.add(at);
      else if (fits(part, char)) next.add(at + 1);
    }
    states = spread(next);
  }
}

/** Whether a pattern fits a whole text. */
export const fitsWhole = (parts: readonly PatternPart[], text: string): boolean => fittingLengths(parts, text).at(-1) === text.length;
