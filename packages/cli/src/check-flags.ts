import { CliError } from "./errors.ts";
import { nearestOf } from "./nearest-of.ts";

/** Throws CLI_BAD_CHOICE, naming what was probably meant, for a value that the flag does not take. */
export function checkChoices(flag: string, given: readonly string[], known: readonly string[]): void {
  const wrong = given.find((value) => !known.includes(value));
  if (wrong !== undefined) throw CliError.BAD_CHOICE(flag, wrong, known, nearestOf(wrong, known));
}

/** Throws CLI_OUT_OF_RANGE. */
export function checkRange(flag: string, given: number, least: number, most: number): void {
  if (given < least || given > most) throw CliError.OUT_OF_RANGE(flag, given, least, most);
}
