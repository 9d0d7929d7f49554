import { globFits, wildcard } from "@instar/shell-words";
import { shapeOf } from "./programs.ts";

/** A program and what it is told, taken apart. */
export interface Invocation {
  readonly name: string;
  readonly args: readonly string[];
  /** Options as given, without values: `-rf` is also `-r` and `-f`. */
  readonly flags: ReadonlySet<string>;
  /** With what stands behind a long option that may take a value; it is among the plain words, too, unless it is known to take one. */
  readonly values: readonly (readonly [flag: string, value: string])[];
  /** The words that are neither options nor their values. */
  readonly plain: readonly string[];
}

/** `--push=false`, `--dry-run=none`: it is not told. */
const withheld = /^(?:false|none)$/i;

/** Takes a program's arguments apart: options, their values, and the plain words. Options may stand anywhere until `--`. */
export function readInvocation(name: string, args: readonly string[]): Invocation {
  const { valued: everywhere = [], wordy = false, within } = shapeOf(name);
  let valued = everywhere;
  // Its first word may be its options, without the dash.
  const told = /^(g|bsd)?tar$/.test(name) && /^[a-zA-Z]{1,12}$/.test(args[0] ?? "") ? [`-${args[0]}`, ...args.slice(1)] : args;
  const flags = new Set<string>();
  const values: (readonly [string, string])[] = [];
  const plain: string[] = [];
  for (let at = 0; at < told.length; at++) {
    const word = told[at] ?? "";
    if (word === "--") {
      plain.push(...told.slice(at + 1));
      break;
    }
    // Behind the signal of a `kill`, a number with a dash is a group of processes.
    if (!word.startsWith("-") || word === "-" || (name === "kill" && at > 0 && /^-\d+$/.test(word))) {
      plain.push(word);
      if (plain.length === 1 && within !== undefined && Object.hasOwn(within, word)) valued = [...everywhere, ...(within[word] ?? [])];
      continue;
    }
    const equals = word.indexOf("=");
    const flag = equals === -1 ? word : word.slice(0, equals);
    if (equals === -1 || !withheld.test(word.slice(equals + 1))) flags.add(flag);
    if (equals !== -1) values.push([flag, word.slice(equals + 1)]);
    else if (valued.includes(word)) {
      const next = told[++at];
      if (next !== undefined) values.push([word, next]);
      continue;
    } else if (word.startsWith("--") && args[at + 1]?.startsWith("-") === false) values.push([word, args[at + 1] ?? ""]);
    if (wordy || word.startsWith("--")) continue;
    // Letters after one that takes a value are its value: `-ofile`, `-n5`.
    for (let letter = 1; letter < word.length && letter < 24; letter++) {
      const short = `-${word[letter]}`;
      flags.add(short);
      if (!valued.includes(short)) continue;
      const rest = word.slice(letter + 1);
      const value = rest === "" ? told[++at] : rest;
      if (value !== undefined) values.push([short, value]);
      break;
    }
  }
  return { name, args, flags, values, plain };
}

const none: readonly string[] = [];

/** The values of an option under any of its names, in order. */
export const valuesOf = ({ values }: Invocation, names: string): readonly string[] => {
  if (values.length === 0) return none;
  const wanted = names.split("|");
  return values.filter(([flag]) => wanted.includes(flag)).map(([, value]) => value);
};

const isSame = (wanted: string, value: string): boolean => (wanted.includes("*") ? globFits(wanted.replaceAll("*", wildcard.many), value) : wanted === value);

/** Whether an option is given, under any of its names; a long one may be cut short where it means no other that we know. */
export const hasFlag = (call: Invocation, names: string, known: ReadonlySet<string>): boolean =>
  (call.flags.size > 0 || call.values.length > 0) && hasOneOf(call, names.split("|"), known);

/** The same for names that were taken apart before. */
export function hasOneOf({ flags, values }: Invocation, names: readonly string[], known: ReadonlySet<string>): boolean {
  if (flags.size === 0 && values.length === 0) return false;
  for (const name of names) {
    const equals = name.indexOf("=");
    if (equals !== -1 && values.some(([flag, value]) => flag === name.slice(0, equals) && isSame(name.slice(equals + 1), value))) return true;
    if (flags.has(name)) return true;
    if (equals !== -1 || !name.startsWith("--")) continue;
    for (const given of flags) if (given.length > 3 && given.startsWith("--") && name.startsWith(given) && !known.has(given)) return true;
  }
  return false;
}
