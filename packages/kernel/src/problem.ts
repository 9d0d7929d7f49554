import { nearest } from "./nearest.ts";

/** What is wrong, where in the config, and what to do. */
export interface Problem {
  readonly where: string;
  readonly what: string;
  readonly fix?: string;
}

/** A key that nobody knows, with the one that was probably meant. */
export function unknownKey(where: string, kind: string, key: string, known: readonly string[]): Problem {
  const meant = nearest(key, known);
  const fix = meant ? `Did you mean ${meant}?` : known.length > 0 ? `Known are: ${known.join(", ")}.` : "It takes no other.";
  return { where: `${where}.${key}`, what: `is not ${kind}.`, fix };
}
