import { posix } from "node:path";
import { type KnownText, nothing, plain } from "./known-text.ts";
import { isPlain, unknown } from "./marks.ts";
import type { Outcome, Place } from "./reading.ts";
import { assignText, forget, textIn } from "./variables.ts";

/** No system knows longer paths. */
const mostPath = 4_096;
const done: Outcome = { output: nothing, ok: undefined };

const isOption = (word: string) => /^-[LPne@]+$/.test(word);
const held = ({ scope }: Place, name: string) => scope.variables.get(name)?.elements.get("0");

/** `cd`. Where the folder can't be told any more, nor can what follows from it. */
export function changeFolder(args: readonly KnownText[], place: Place): Outcome {
  const target = args.find(({ text }) => !isOption(text) && text !== "--")?.text ?? textIn(place.scope, "HOME").text;
  go(target === "-" ? (held(place, "OLDPWD") ?? unknown) : throughSearch(target, place), place);
  return done;
}

/** A name that neither begins with `/` nor with a dot is looked for in the folders of `CDPATH` first. */
function throughSearch(target: string, place: Place): string {
  const [first] = (held(place, "CDPATH") ?? "").split(":").filter((folder) => folder !== "" && folder !== ".");
  return first === undefined || /^(\/|\.\.?(\/|$))/.test(target) ? target : `${first}/${target}`;
}

function go(wanted: string, { scope }: Place): void {
  const from = scope.variables.get("PWD")?.elements.get("0");
  const isTold = isPlain(wanted) && (posix.isAbsolute(wanted) || (from !== undefined && isPlain(from)));
  if (from !== undefined) assignText(scope, "OLDPWD", plain(from));
  const folder = isTold ? posix.resolve(from !== undefined && isPlain(from) ? from : "/", wanted) : undefined;
  if (folder !== undefined && folder.length <= mostPath) assignText(scope, "PWD", plain(folder));
  else forget(scope, "PWD");
}

/** All of the folders, the one that the shell is in before those that it left. */
const allOf = (place: Place): readonly string[] => [held(place, "PWD") ?? unknown, ...place.scope.stack];

/** `+1`, `-0`: the place in a list of folders. */
function placeIn(list: readonly string[], number: string): string | undefined {
  const [, sign, digits] = /^([+-]?)(\d{1,3})$/.exec(number) ?? [];
  return digits === undefined ? undefined : list.at(sign === "-" ? -1 - Number(digits) : Number(digits));
}

export function pushFolder(args: readonly KnownText[], place: Place): Outcome {
  const { scope } = place;
  const all = allOf(place);
  const target = args.find(({ text }) => !isOption(text))?.text ?? "+1";
  const numbered = /^[+-]\d+$/.test(target) ? (placeIn(all, target) ?? unknown) : undefined;
  if (numbered !== undefined) scope.stack = all.filter((folder) => folder !== numbered);
  else if (args.some(({ text }) => text === "-n")) scope.stack = [target, ...scope.stack];
  else scope.stack = all.slice(0, 32);
  if (!args.some(({ text }) => text === "-n")) go(numbered ?? throughSearch(target, place), place);
  return done;
}

export function popFolder(args: readonly KnownText[], place: Place): Outcome {
  const [next, ...rest] = place.scope.stack;
  if (args.some(({ text }) => /^[+-][1-9n]/.test(text))) return done;
  place.scope.stack = rest;
  go(next ?? unknown, place);
  return done;
}

/** `dirs`: the folders that the shell has come through, all of them or one. */
export function listFolders(args: readonly KnownText[], place: Place): Outcome {
  const words = args.map(({ text }) => text);
  if (words.includes("-c")) {
    place.scope.stack = [];
    return done;
  }
  const all = allOf(place);
  const numbered = words.find((word) => /^[+-]\d+$/.test(word));
  const told = numbered === undefined ? all : [placeIn(all, numbered) ?? unknown];
  return { output: plain(`${told.join(words.some((word) => /^-\w*[pv]/.test(word)) ? "\n" : " ")}\n`), ok: undefined };
}

/** What `~+`, `~-`, `~1` mean. */
export function folderBehindTilde(name: string, place: Place): string | undefined {
  if (name === "+") return held(place, "PWD");
  if (name === "-") return held(place, "OLDPWD") ?? unknown;
  return /^[+-]?\d+$/.test(name) ? (placeIn(allOf(place), name) ?? unknown) : undefined;
}
