import type { Rule } from "@instar/command-guard";

const list = (label: string, values: readonly string[] | undefined): readonly string[] =>
  values === undefined || values.length === 0 ? [] : [`${label} ${values.join(", ")}`];

/** When a rule speaks, in one line of its own conditions. */
export function describeRule({ programs, words, flags, operands, text, does, deep, exists, targets, unless }: Rule): string {
  const conditions = [
    ...(programs === undefined ? ["any program"] : [programs.join(", ")]),
    ...list("asked to", words),
    ...list("with", flags),
    ...list("given", operands),
    ...(text === undefined ? [] : [`given a text like ${text}`]),
    ...list("that would", does),
    ...(deep === true ? ["with all that lies in it"] : []),
    ...(exists === true ? ["where it is there"] : []),
    ...list("at", targets),
    ...list("but not", [...(unless?.words ?? []), ...(unless?.flags ?? []), ...(unless?.operands ?? []), ...(unless?.text === undefined ? [] : [unless.text])]),
  ];
  return conditions.join("; ");
}
