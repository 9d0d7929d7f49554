import { homedir } from "node:os";
import { resolve } from "node:path";
import { type DaemonProcess, judgeKill } from "./guard-kill.ts";
import { isEditor, isInterpreter, readers, shells, speakers } from "./guard-known-programs.ts";
import { hiddenTexts, mention, mentionedPlace } from "./guard-mention.ts";
import { type Places, withHomeFolder } from "./guard-places.ts";
import { instarWords, isUnclear, type Program, programOf, verbOf } from "./guard-program.ts";
import { judgeRecursive } from "./guard-recursive.ts";
import { decodeEscapes, readShell, type ShellCommand } from "./guard-shell.ts";
import { pathsAmong, reachedBy } from "./guard-words.ts";
import { isOwnerVerb } from "./owner-verbs.ts";

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
  /** What its output goes to. */
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
  const commands = readShell(text, { HOME: homedir(), PWD: cwd });
  if (commands === undefined) return reaches(mention(text));
  const hidden = firstOf(hiddenTexts(text), (shown) => reaches(mention(shown)));
  if (hidden !== undefined) return { ...hidden, target: `${hidden.target}, in disguise` };
  let folders: readonly string[] = [cwd];
  for (const [index, command] of commands.entries()) {
    const touched = firstOf([...command.files, ...command.assigned], (word) => reaches(reachedBy(word, folders, house.places, true)));
    if (touched !== undefined) return touched;
    const program = programOf(command.words);
    if (program === undefined) continue;
    const next = command.piped ? programOf(commands[index + 1]?.words ?? []) : undefined;
    const refusal = judgeCommand({ command, program, next, folders, house, depth });
    if (refusal !== undefined) return refusal;
    folders = foldersAfter(program, folders);
  }
  return undefined;
}

/** A `cd` may have failed, so the former folders stay possible. */
function foldersAfter({ name, args }: Program, folders: readonly string[]): readonly string[] {
  const target = args.find((word) => !word.startsWith("-"));
  if (!["cd", "pushd"].includes(name) || target === undefined || isUnclear(target)) return folders;
  return [...new Set([...folders, ...folders.map((folder) => resolve(folder, withHomeFolder(target)))])].slice(-most.folders);
}

function judgeCommand(situation: Situation): ShellRefusal | undefined {
  const { program, next, folders, house } = situation;
  const killed = judgeKill(program, next, house.daemon);
  return (
    judgeVerb(program) ??
    (killed === undefined ? undefined : { what: "kills", target: killed }) ??
    judgeScripts(situation) ??
    judgeSaid(situation) ??
    judgeCode(situation) ??
    reaches(judgeRecursive(program, next, folders, house.places)) ??
    judgePaths(situation)
  );
}

function judgeVerb(program: Program): ShellRefusal | undefined {
  const words = instarWords(program);
  if (words === undefined) return undefined;
  if (program.args.some((word) => /(^|\/)daemon\.js$/.test(word))) return { what: "owner", target: "start" };
  const verb = verbOf(words);
  if (verb.slice(0, 2).some(isUnclear) || (program.more && verb.length < 2)) return { what: "owner", target: "a command that can't be told" };
  if (words.some((word) => word === "--help" || word === "-h") && !words.includes("--")) return undefined;
  if (isOwnerVerb(verb)) return { what: "owner", target: verb.slice(0, 2).join(" ") };
  return verb[0] === "doctor" && words.includes("--fix") ? { what: "owner", target: "doctor --fix" } : undefined;
}

/** The same line judged in every folder in which it may run. */
function judgeAgain(script: string, { folders, house, depth }: Situation): ShellRefusal | undefined {
  return depth < most.depth ? firstOf(folders, (folder) => judgeShell(script, folder, house, depth + 1)) : reaches(mention(script));
}

/** `sh -c '…'`, `eval …`, `bash <<EOF`. */
function judgeScripts(situation: Situation): ShellRefusal | undefined {
  const { name, args } = situation.program;
  if (!shells.has(name)) return undefined;
  const isGivenCode = name === "fish" || args.some((word) => /^-\w*c$/.test(word));
  const scripts = name === "eval" ? [args.join(" ")] : isGivenCode ? args.filter((word) => !word.startsWith("-")) : [];
  return firstOf([...scripts, situation.command.input ?? ""], (script) => judgeAgain(script, situation));
}

/** What is said to another program: `echo … | sh`, `cat $(echo …)`. */
function judgeSaid(situation: Situation): ShellRefusal | undefined {
  const { command, program, next } = situation;
  const isHeard = next !== undefined && (shells.has(next.name) || isInterpreter(next.name) || next.more);
  if (!isHeard && !command.captured) return undefined;
  const said = [speakers.has(program.name) ? decodeEscapes(program.args.join(" ")) : "", command.input ?? ""];
  return firstOf(said, (text) => {
    if (text === "") return undefined;
    const asLine = isHeard && shells.has(next.name) ? judgeAgain(text, situation) : undefined;
    const asWords = isHeard && next.more ? judgeAgain(`${next.name} ${next.args.join(" ")} ${text}`, situation) : undefined;
    return reaches(mention(text)) ?? asLine ?? asWords;
  });
}

/** Code of other languages is searched, not understood. */
function judgeCode({ command, program }: Situation): ShellRefusal | undefined {
  const code = [...program.args, command.input ?? ""].join("\n");
  // What edits text is often given text about us.
  if (isEditor(program.name)) return reaches(mentionedPlace(code));
  return isInterpreter(program.name) ? reaches(mention(code)) : undefined;
}

function judgePaths({ program, folders, house }: Situation): ShellRefusal | undefined {
  if (speakers.has(program.name) && !program.more) return undefined;
  const isWriting = !readers.has(program.name);
  return firstOf(pathsAmong(program), (word) => reaches(reachedBy(word, folders, house.places, isWriting, program.name)));
}
