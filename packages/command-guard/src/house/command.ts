import { homedir, tmpdir } from "node:os";
import { basename, resolve } from "node:path";
import {
  decodeEscapes,
  gitLines,
  hiddenTexts,
  isEditor,
  isInterpreter,
  isUnclear,
  lineTakers,
  namers,
  type Program,
  pathsAmong,
  programOf,
  readers,
  readShell,
  type ShellCommand,
  searchers,
  shells,
  speakers,
  unknown,
  usualVariables,
} from "@instar/shell-words";
import { isOwnerVerb } from "../owner-verbs.ts";
import { instarWords, instarWordsLater, verbOf } from "./instar-words.ts";
import { type DaemonProcess, findsDaemon, judgeKill } from "./kill.ts";
import { mention, mentionedPlace } from "./mention.ts";
import { changedPackage, packageAmong } from "./own-packages.ts";
import { type Places, withHomeFolder } from "./places.ts";
import { judgeRecursive } from "./recursive.ts";
import { reachedBy } from "./words.ts";

/** Why a shell line is not run: it reaches `target`, is the owner's command `target`, or ends `target`. */
export interface ShellRefusal {
  readonly what: "reaches" | "owner" | "kills";
  readonly target: string;
}

export interface House {
  readonly places: Places;
  readonly daemon: DaemonProcess;
}

/** One command and what is around it. */
interface Situation {
  readonly command: ShellCommand;
  readonly program: Program;
  /** What its output goes to, in order. */
  readonly later: readonly Program[];
  readonly next: Program | undefined;
  /** Where it may run, as far as the line tells. */
  readonly folders: readonly string[];
  readonly house: House;
  /** How many shells deep. */
  readonly depth: number;
}

/** Lines within lines, and folders that are followed: enough for everyday work, few enough to be judged at once. */
const most = { depth: 3, folders: 4 };

const reaches = (target: string | undefined): ShellRefusal | undefined => (target === undefined ? undefined : { what: "reaches", target });

/** The first refusal, without asking further. */
function firstOf<T>(values: Iterable<T>, judge: (value: T) => ShellRefusal | undefined): ShellRefusal | undefined {
  for (const value of values) {
    const refusal = judge(value);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

/** Decides about a whole shell line. */
export function judgeShell(text: string, cwd: string, house: House, depth = 0): ShellRefusal | undefined {
  const commands = readShell(text, usualVariables(cwd, homedir(), tmpdir()));
  if (commands === undefined) return reaches(mention(text));
  const hidden = firstOf(hiddenTexts(text), (shown) => reaches(mention(shown)));
  if (hidden !== undefined) return { ...hidden, target: `${hidden.target}, in disguise` };
  // For later, by somebody who is no session's: whatever of the line becomes of it.
  const later = commands.some(({ words }) => ["at", "batch", "crontab"].includes(programOf(words)?.name ?? "")) ? mention(text) : undefined;
  if (later !== undefined) return reaches(later);
  const isKilling = commands.some(({ words }) => programOf(words)?.name === "kill");
  if (/\bGLOBIGNORE=/.test(text)) return reaches("the agent's own folder (.instar), with every wildcard");
  let folders: readonly string[] = [cwd];
  for (const [index, command] of commands.entries()) {
    const touched = firstOf([...command.files, ...command.assigned], (word) => reaches(reachedBy(word, folders, house.places, true)));
    if (touched !== undefined) return touched;
    const written = command.redirections.filter(({ operator }) => operator.includes(">")).map(({ target }) => target);
    const overwritten = reaches(packageAmong(written, folders));
    if (overwritten !== undefined) return overwritten;
    const program = programOf(command.words);
    if (program === undefined) continue;
    const later = programsAfter(commands, index);
    const found = isKilling && program.name === "ps" && findsDaemon(later, house.daemon);
    const refusal = found
      ? ({ what: "kills", target: "the agent's process" } as const)
      : (judgeCommand({ command, program, later, next: later[0], folders, house, depth }) ?? judgeUnclear(program, text));
    if (refusal !== undefined) return refusal;
    folders = foldersAfter(program, folders);
  }
  return undefined;
}

function programsAfter(commands: readonly ShellCommand[], index: number): readonly Program[] {
  const later: Program[] = [];
  for (let at = index; commands[at]?.piped === true; at++) {
    const program = programOf(commands[at + 1]?.words ?? []);
    if (program !== undefined) later.push(program);
  }
  return later;
}

/** `$(which instar) stop`: the program can't be told, but the line says enough. */
function judgeUnclear({ name, args }: Program, text: string): ShellRefusal | undefined {
  const isNode = name === "node" && isUnclear(args[0]);
  if (!(isUnclear(name) || isNode || /^(\{\}|%)$/.test(name)) || !/instar/i.test(text)) return undefined;
  const verb = verbOf(isNode ? args.slice(1) : args);
  if (isOwnerVerb(verb)) return { what: "owner", target: verb.slice(0, 2).join(" ") };
  return name === unknown ? reaches(mention(text)) : undefined;
}

/** A `cd` may have failed, so the former folders stay possible. */
function foldersAfter({ name, args }: Program, folders: readonly string[]): readonly string[] {
  const target = args.find((word) => !word.startsWith("-"));
  if (!["cd", "pushd"].includes(name) || target === undefined || isUnclear(target)) return folders;
  return [...new Set([...folders, ...folders.map((folder) => resolve(folder, withHomeFolder(target)))])].slice(-most.folders);
}

function judgeCommand(situation: Situation): ShellRefusal | undefined {
  const { command, program, later, next, folders, house } = situation;
  const killed = judgeKill(program, next, house.daemon, command.captured);
  return (
    judgeVerb(program) ??
    judgeLater(program) ??
    (killed === undefined ? undefined : { what: "kills", target: killed }) ??
    judgeScripts(situation) ??
    judgeSaid(situation) ??
    judgeCode(situation) ??
    reaches(changedPackage(program, folders) ?? judgeRecursive(program, later, command.captured, folders, house.places)) ??
    judgePaths(situation)
  );
}

function judgeVerb(program: Program): ShellRefusal | undefined {
  const words = instarWords(program);
  if (words === undefined) return undefined;
  if (program.args.some((word) => /(^|\/)daemon\.js$/.test(word))) return { what: "owner", target: "start" };
  const verb = verbOf(words);
  if (verb.slice(0, 2).some(isUnclear) || /[\uE000\uE001]/.test(verb[0] ?? "") || (program.more && verb.length < 2))
    return { what: "owner", target: "a command that can't be told" };
  if (words.some((word) => word === "--help" || word === "-h") && !words.includes("--")) return undefined;
  if (isOwnerVerb(verb)) return { what: "owner", target: verb.slice(0, 2).join(" ") };
  return verb[0] === "doctor" && words.includes("--fix") ? { what: "owner", target: "doctor --fix" } : undefined;
}

/** Our words behind another program's name. */
function judgeLater({ name, args, more }: Program): ShellRefusal | undefined {
  if ([namers, speakers, searchers, readers].some((list) => list.has(name)) || isEditor(name)) return undefined;
  const words = instarWordsLater({ name, args, more });
  return words !== undefined && isOwnerVerb(verbOf(words)) && !words.includes("--help")
    ? { what: "owner", target: verbOf(words).slice(0, 2).join(" ") }
    : undefined;
}

/** The same line judged in every folder in which it may run. */
function judgeAgain(script: string, { folders, house, depth }: Situation): ShellRefusal | undefined {
  return depth < most.depth ? firstOf(folders, (folder) => judgeShell(script, folder, house, depth + 1)) : reaches(mention(script));
}

/** `sh -c '…'`, `eval …`, `bash <<EOF`. */
function judgeScripts(situation: Situation): ShellRefusal | undefined {
  const { name, args } = situation.program;
  // A variable that holds several words, or a program given its line as one of them.
  const [first = ""] = situation.command.words;
  if (/\s/.test(first)) return judgeAgain(situation.command.words.join(" "), situation);
  const set = firstOf(situation.command.words.length > 0 ? situation.command.assigned : [], (value) =>
    /\S\s+\S/.test(value) ? judgeAgain(value, situation) : undefined,
  );
  if (set !== undefined) return set;
  if (name === "alias" && args.some((word) => /=(\S*\/)?instar$/.test(word))) return { what: "owner", target: "another name of it" };
  if (name === "git") return firstOf(gitLines(args), (line) => judgeAgain(line, situation));
  const taking = [basename(first.toLowerCase()), name].some((known) => lineTakers.has(known));
  if (taking) {
    const given = situation.command.words.slice(1).map((word) => word.replace(/^(-[A-Za-z]|--?[\w-]+=|[\w.]+=)(?=\S*\s)/, ""));
    const refusal = firstOf([...given.filter((word) => /\S\s+\S/.test(word)), situation.command.input ?? ""], (line) => judgeAgain(line, situation));
    if (refusal !== undefined) return refusal;
  }
  if (!shells.has(name)) return undefined;
  const isGivenCode = name === "fish" || args.some((word) => /^-\w*c$/.test(word));
  const scripts = name === "eval" ? [args.join(" ")] : isGivenCode ? args.filter((word) => !word.startsWith("-")) : [];
  // `xargs` puts there what can't be told.
  const told = situation.program.more ? scripts.map((script) => script.replaceAll("{}", unknown)) : scripts;
  return firstOf([...told, situation.command.input ?? ""], (script) => judgeAgain(script, situation));
}

/** What is said to another program: `echo … | sh`, `cat $(echo …)`. */
function judgeSaid(situation: Situation): ShellRefusal | undefined {
  const { command, program, next } = situation;
  const isLine = next !== undefined && (shells.has(next.name) || lineTakers.has(next.name));
  const isHeard = next !== undefined && (isLine || isInterpreter(next.name) || next.more);
  if (!isHeard && !command.captured) return undefined;
  const said = [speakers.has(program.name) ? decodeEscapes(program.args.join(" ")) : "", command.input ?? ""];
  return firstOf(said, (text) => {
    if (text === "") return undefined;
    const asLine = isLine ? judgeAgain(text, situation) : undefined;
    const asWords = isHeard && next.more ? judgeAgain(`${next.name} ${next.args.join(" ")} ${text}`, situation) : undefined;
    return reaches(mention(text)) ?? asLine ?? asWords;
  });
}

/** Code of other languages is searched, not understood. */
function judgeCode({ command, program, house }: Situation): ShellRefusal | undefined {
  const code = [...program.args, command.input ?? ""].join("\n");
  // What edits text is often given text about us.
  if (isEditor(program.name)) return reaches(mentionedPlace(code));
  if (!isInterpreter(program.name)) return undefined;
  const killed = /kill/i.test(code) && house.daemon.pids.some((pid) => new RegExp(`\\b${pid}\\b`).test(code));
  return killed ? { what: "kills", target: "the agent's process" } : reaches(mention(code));
}

function judgePaths({ program, folders, house }: Situation): ShellRefusal | undefined {
  if (speakers.has(program.name) && !program.more) return undefined;
  const isWriting = !(readers.has(program.name) || ["cd", "pushd"].includes(program.name));
  const [first, second, ...settings] = program.args;
  if (program.name === "npm" && first === "pkg" && ["set", "delete"].includes(second ?? "") && settings.some((word) => /^instar\b/.test(word)))
    return reaches("the agent's config (package.json)");
  return firstOf(pathsAmong(program), (word) => reaches(reachedBy(word, folders, house.places, isWriting, program.name)));
}
