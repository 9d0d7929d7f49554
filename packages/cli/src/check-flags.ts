import { CliError } from "./errors.ts";

/** Throws CLI_OUT_OF_RANGE. */
export function checkRange(flag: string, given: number, least: number, most: number): void {
  if (given < least || given > most) throw CliError.OUT_OF_RANGE(flag, given, least, most);
}
