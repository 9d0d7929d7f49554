import { unknown } from "./marks.ts";
import { fittingLengths, type PatternPart } from "./shell-pattern.ts";

/** `${x#…}`, `${x##…}`, `${x%…}`, `${x%%…}`. */
export function withoutEnd(value: string, pattern: readonly PatternPart[], operator: "#" | "##" | "%" | "%%"): string {
  const isFront = operator.startsWith("#");
  const lengths = isFront ? fittingLengths(pattern, value) : fittingLengths([...pattern].reverse(), [...value].reverse().join(""));
  const length = lengths.at(operator.length === 2 ? -1 : 0) ?? 0;
  return isFront ? value.slice(length) : value.slice(0, value.length - length);
}

/** `${x/…/…}` and its kin. Of long values with wildcards nobody waits for the outcome. */
export function replaced(value: string, pattern: readonly PatternPart[], replacement: string, operator: "/" | "//" | "/#" | "/%"): string {
  if (pattern.length === 0) return value;
  if (operator === "/%") {
    const length = fittingLengths([...pattern].reverse(), [...value].reverse().join("")).at(-1);
    return length === undefined ? value : value.slice(0, value.length - length) + replacement;
  }
  if (pattern.every((part) => typeof part === "string")) {
    const searched = pattern.join("");
    if (operator === "/#") return value.startsWith(searched) ? replacement + value.slice(searched.length) : value;
    return operator === "//" ? value.split(searched).join(replacement) : value.replace(searched, () => replacement);
  }
  // It would take the square of its length.
  if (value.length > 256) return unknown;
  let result = "";
  for (let at = 0; at < value.length; ) {
    const length = fittingLengths(pattern, value.slice(at)).at(-1) ?? 0;
    if (length === 0) result += value[at++];
    else {
      result += replacement;
      at += length;
      if (operator === "/") return result + value.slice(at);
    }
    if (operator === "/#") return result + value.slice(at);
  }
  return result;
}
