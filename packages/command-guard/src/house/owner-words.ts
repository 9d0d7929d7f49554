import { statSync } from "node:fs";
import { resolve } from "node:path";
import { isEditor, isUnclear, namers, type Program, readers, searchers, speakers, unknown } from "@instar/shell-words";
import { isOwnerVerb } from "../owner-verbs.ts";
import { instarWords, instarWordsLater, isHelp, verbOf } from "./instar-words.ts";
import { mention } from "./mention.ts";
import { withHomeFolder } from "./places.ts";
import { owner, reaches, type ShellRefusal } from "./shell-refusal.ts";

/** A command of `instar` that is the owner's. */
export function judgeVerb(program: Program): ShellRefusal | undefined {
  const words = instarWords(program);
  if (words === undefined) return undefined;
  if (program.args.some((word) => /(^|\/)daemon\.js$/.test(word))) return owner(["start"]);
  const verb = verbOf(words);
  if (verb.slice(0, 2).some(isUnclear) || /[\uE000\uE001]/.test(verb[0] ?? "") || (program.more && verb.length < 2))
    return owner(["a command that can't be told"]);
  if (isHelp(words)) return undefined;
  if (isOwnerVerb(verb)) return owner(verb);
  return verb[0] === "doctor" && words.includes("--fix") ? owner(["doctor", "--fix"]) : undefined;
}

/** Our words behind another program's name. */
export function judgeLater(program: Program): ShellRefusal | undefined {
  const { name } = program;
  if ([namers, speakers, searchers, readers].some((list) => list.has(name)) || isEditor(name)) return undefined;
  const words = instarWordsLater(program);
  return words !== undefined && isOwnerVerb(verbOf(words)) && !words.includes("--help") ? owner(verbOf(words)) : undefined;
}

/** `$(which instar) stop`: the program can't be told, but the line says enough. */
export function judgeUnclear({ name, args }: Program, text: string): ShellRefusal | undefined {
  const isNode = name === "node" && isUnclear(args[0]);
  if (!(isUnclear(name) || isNode || /^(\{\}|%)$/.test(name)) || !/instar/i.test(text)) return undefined;
  const verb = verbOf(isNode ? args.slice(1) : args);
  if (isOwnerVerb(verb)) return owner(verb);
  return name === unknown ? reaches(mention(text)) : undefined;
}

/** Where `instar` itself lies, as a link or a copy would be made of it. */
const isOurProgram = (word: string) => /(^|\/)\.?s?bin\/(instar(\.[mc]?js)?|[\uE000\uE001]*inst[^/]*)$|(^|\/)\.bin\/[^/]*[\uE000\uE001]{1,4}(tar)?$/.test(word);

/** Another name for `instar`, by which its commands would not be known again. */
export function judgeName({ name, args }: Program, folders: readonly string[], text: string): ShellRefusal | undefined {
  const refusal = owner(["another name of it"]);
  if (name === "alias") return args.some((word) => /=(\S*\/)?instar$/.test(word)) ? refusal : undefined;
  if (name === "hash") return args.includes("-p") && args.some((word) => /(^|\/)instar$/.test(word)) && args.at(-1) !== "instar" ? refusal : undefined;
  if (!["ln", "cp", "install", "link", "mv"].includes(name)) return undefined;
  const words = args.filter((word) => !word.startsWith("-"));
  const isOurs = words
    .slice(0, -1)
    .some((word) => isOurProgram(word) || ((isUnclear(word) || word === "instar") && /(which|command -v|type -p)\s+instar/i.test(text)));
  const last = words.at(-1) ?? "";
  if (!isOurs || /(^|\/)(instar|s?bin|\.bin)?\/?$/.test(last)) return undefined;
  return folders.some((folder) => isFolder(resolve(folder, withHomeFolder(last)))) ? undefined : refusal;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch {
    // It is not ours to see.
    return false;
  }
}
