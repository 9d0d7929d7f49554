import { unknown } from "@instar/shell-words";
import { languageOf } from "../code/language-of.ts";
import { onlyReads } from "../only-reads.ts";
import type { Scene } from "../scene.ts";
import { resolveTarget } from "../targets/target.ts";
import { isRehearsal, isShell, linesOf, readMake, recipeOf } from "../unwrap/lines/index.ts";
import { judgeLinesMade } from "./judge-awk.ts";
import { asShell, judgeForeign } from "./judge-dialect.ts";
import { isSettingUp } from "./judge-given.ts";
import { isRehearsed, readParallel } from "./judge-parallel.ts";
import { type Look, networkRule } from "./look.ts";
import { programMade, wholePath } from "./traces.ts";

/** The words that may be files. */
export const filesAmong = (args: readonly string[]): readonly string[] => args.filter((word) => !word.startsWith("-") || word === "-");

/** A file by its number, which is told as the input. */
const isOpened = (file: string): boolean => file === "/dev/stdin" || /^\/(dev|proc\/self)\/fd\/\d{1,4}$/.test(file);

/** Whether a program that could be given a script reads its input in its place. */
export function takesInput({ name, args }: Look): boolean {
  const [first] = filesAmong(args);
  return first === undefined || first === "-" || isOpened(first) || (isShell(name) && args.some((word) => /^-\w*s$/.test(word)));
}

const isSourcing = (name: string) => name === "source" || name === ".";
const hasLine = (args: readonly string[]): boolean => args.some((word) => /^-[a-zA-Z]*c$/.test(word));

/** What the line wrote before into the file that a program would run now. */
export function madeFor({ words, name, args, scene }: Look): string | undefined {
  if (scene.traces.written.size === 0 || hasLine(args) || onlyReads(name, args)) return undefined;
  const folder = scene.folders[0] ?? "/";
  const isReader = isShell(name) || languageOf(name) !== undefined || isSourcing(name);
  if (!isReader) return programMade(scene.traces, folder, words[0] ?? "");
  const [file] = filesAmong(args);
  return file === undefined ? undefined : scene.traces.written.get(wholePath(folder, file));
}

/** The language of a script by its first line; undefined for shell. */
export const languageOfScript = (script: string): string | undefined =>
  languageOf(/^#!\s*(?:\/\S*\/)?(?:env\s+)?(\S+)/.exec(script)?.[1]?.replace(/^.*\//, "") ?? "");

const readsLines = /^(source|\.|g?make|at|batch|crontab|ssh|parallel)$/;

/** Judges what programs read as lines of shell: from their input, from files that the line made or fetched. */
export function judgeInput(look: Look): void {
  const { name, args, command, origin, scene, fetches, say, judge } = look;
  // Without a file that the line wrote only those that are named here read lines.
  if ((scene.traces.written.size === 0 && !isShell(name) && !readsLines.test(name)) || onlyReads(name, args)) return;
  const [file = ""] = filesAmong(args);
  const { input } = command;
  if (!hasLine(args) && takesInput(look) && (isShell(name) || (isSourcing(name) && isOpened(file)))) {
    judgeShellInput(look);
    if (isSourcing(name) && input === undefined) say("opaque");
  } else if (!hasLine(args) && (isShell(name) || isSourcing(name))) {
    if (file.includes(unknown) && input !== undefined) judge(input, `${name} <(…)`, given(look, file));
    else if (fetches && (file.startsWith(unknown) || file.startsWith("/dev/fd/"))) say(networkRule(scene));
    else if (file === unknown && !origin.captured.some(isSettingUp)) say("opaque");
  }
  if (name === "parallel" && fetches && input === undefined) judgeFetchedLines(look);
  const made = madeFor(look);
  if (made !== undefined && languageOf(name) === undefined && languageOfScript(made) === undefined) judge(made, "a file that it wrote", given(look, file));
  if (/^g?make$/.test(name)) judgeMake(look);
  // Names of files that nobody has looked at are no lines.
  if (input === undefined || /[\uE000\uE001]/.test(input)) return;
  if (/^(at|batch)$/.test(name)) judge(input, name);
  if (name === "crontab") judge(input.replace(/^\s*(?:@\w+|(?:\S+\s+){4}\S+)\s+/gm, ""), name);
  if (name === "ssh" && !linesOf(name, args).some(({ remote }) => remote))
    judge(input, "ssh's input", { remote: true, server: "elsewhere", folders: [scene.ground.surroundings.home] });
}

/** Lines from the network that `parallel` runs as they are. */
function judgeFetchedLines({ args, scene, say }: Look): void {
  const read = readParallel(args);
  if (read.run.length === 0 && read.lists.length === 0 && !isRehearsed(read)) say(networkRule(scene));
}

/** What a script is given besides its text: `$1`, `$2`, …, behind its file or behind `-s`. */
function given({ args, scene }: Look, file: string): Partial<Scene> {
  const at = file === "" ? args.findIndex((word) => /^-\w*s$/.test(word)) : args.indexOf(file);
  const words = args.slice(at + 1).filter((word, index) => index > 0 || word !== "--");
  const numbered = Object.fromEntries(words.map((word, index) => [String(index + 1), word]));
  return (file === "" && at === -1) || words.length === 0 ? {} : { variables: { ...scene.variables, ...numbered } };
}

function judgeShellInput(look: Look): void {
  const { name, command, origin, fetches, sayUnread, judge } = look;
  if (command.input === undefined || command.input.includes(unknown)) judgeLinesMade(look);
  const { input, redirections } = command;
  if (input !== undefined && (input.replaceAll(unknown, "").trim() !== "" || input === "")) {
    look.inside.push(...judgeForeign(name, input, look.scene));
    judge(asShell(name, input), `${name}'s input`, given(look, ""));
  } else if (fetches || origin.chain.length > 0 || redirections.some(({ operator, target }) => operator === "<" && !isOwnScript(target, look))) sayUnread();
}

/** A script of the project may be run, whichever way it is given to the shell. */
function isOwnScript(file: string, { scene, origin }: Look): boolean {
  if (file === "/dev/null") return true;
  if (/[\uE000-\uE00F]/.test(file) || scene.remote) return false;
  const path = wholePath(scene.folders[0] ?? "/", file);
  const { fetched, unpacked } = origin.traces;
  if (fetched.some((one) => wholePath(scene.folders[0] ?? "/", one) === path) || unpacked.some((folder) => path.startsWith(folder))) return false;
  return /^(?:inside|top|artefact)$/.test(resolveTarget(file, scene.folders, scene.ground, true).kind);
}

function judgeMake({ args, command, scene, judge }: Look): void {
  if (isRehearsal(args)) return;
  const { goals, settings, files } = readMake(args);
  const folder = wholePath(scene.folders[0] ?? "/", valueBehind(args, "-C", "--directory") ?? ".");
  const read = files.length > 0 ? files : ["GNUmakefile", "makefile", "Makefile"];
  for (const file of read) {
    const isInput = /^(-|\/dev\/(stdin|fd\/0)|\uE00F)$/.test(file);
    const text = isInput ? command.input : scene.traces.written.get(wholePath(folder, file));
    if (text !== undefined) judge(recipeOf(text, goals, settings), "make");
  }
}

const valueBehind = (args: readonly string[], ...names: readonly string[]): string | undefined => {
  const at = args.findIndex((word) => names.includes(word));
  return at === -1 ? undefined : args[at + 1];
};
