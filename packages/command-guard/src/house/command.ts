import { basename } from "node:path";
import {
  decodeEscapes,
  gitLines,
  gitWords,
  hiddenTexts,
  isInterpreter,
  lineTakers,
  type Program,
  programOf,
  readShell,
  type ShellCommand,
  shells,
  speakers,
  unknown,
  usualVariables,
} from "@instar/shell-words";
import { onlyReads } from "../only-reads.ts";
import { judgeCode } from "./code-words.ts";
import { followFolders } from "./folders.ts";
import { type DaemonProcess, endsService, findsDaemon, holdsBeside, holdsGroup, isKilling, judgeKill } from "./kill.ts";
import { withMade } from "./made.ts";
import { mention, mentionedPlace } from "./mention.ts";
import { changedPackage, changesTold, packageAmong, tellsNames } from "./own-packages.ts";
import { judgeLater, judgeName, judgeUnclear, judgeVerb } from "./owner-words.ts";
import { behindRunner, judgePaths } from "./path-words.ts";
import type { Places } from "./places.ts";
import { everyWildcard, isDotting, judgeRecursive, meetsHidden } from "./recursive.ts";
import { firstOf, reaches, type ShellRefusal } from "./shell-refusal.ts";
import { createTraps } from "./traps.ts";
import { reachedBy } from "./words.ts";

export interface House {
  readonly places: Places;
  readonly daemon: DaemonProcess;
  /** The folders of who runs the agent: their own, and for what is for a while. */
  readonly user: { readonly home: string; readonly temporary: string };
  /** Of another machine nobody knows what runs there; it has services of its own. */
  readonly away?: boolean;
  /** Wildcards meet hidden names, since the line around it said so. */
  readonly dotted?: boolean;
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
  /** Its output names files that are changed. */
  readonly tells: boolean;
}

/** Lines within lines: enough for everyday work, few enough to be judged at once. */
const mostDepth = 3;

/** Decides about a whole shell line. */
export function judgeShell(given: string, cwd: string, house: House, depth = 0): ShellRefusal | undefined {
  const { home, temporary } = house.user;
  const text = withMade(given, temporary);
  const commands = readShell(text, usualVariables(cwd, home, temporary));
  if (commands === undefined) return reaches(mention(text));
  const hidden = firstOf(hiddenTexts(text), (shown) => reaches(mention(shown)));
  if (hidden !== undefined) return { ...hidden, target: `${hidden.target}, in disguise` };
  // For later, by somebody who is no session's: whatever of the line becomes of it.
  const later = commands.some(({ words }) => ["at", "batch", "crontab"].includes(programIn(words)?.name ?? "")) ? mention(text) : undefined;
  if (later !== undefined) return reaches(later);
  const kills = isKilling(text);
  if (/\bGLOBIGNORE=/.test(text)) return reaches(everyWildcard);
  const foldersOf = followFolders(text, cwd);
  const tells = commands.some(({ words }) => changesTold(programIn(words)));
  const trapOf = createTraps();
  let isDotted = house.dotted === true;
  for (const [index, command] of commands.entries()) {
    const folders = foldersOf(command);
    const refusal = judgeFiles(command, folders, house.places);
    if (refusal !== undefined) return refusal;
    const program = programIn(command.words);
    if (isDotted && meetsHidden(command.words, folders, house.places)) return reaches(everyWildcard);
    if (program === undefined) continue;
    isDotted ||= isDotting(program);
    const later = programsAfter(commands, index);
    if (kills && findsDaemon(program, later, house.daemon)) return { what: "kills", target: "the agent's process" };
    const judged =
      judgePassed(command, program, folders, house) ??
      judgeCommand({
        command,
        program,
        later,
        next: later[0],
        folders,
        house: isDotted ? { ...house, dotted: true } : house,
        depth,
        tells: tells && tellsNames(program) && (command.captured || later.some(changesTold)),
      }) ??
      trapOf(command, program) ??
      judgeName(program, folders, text) ??
      judgeUnclear(program, text);
    if (judged !== undefined) return judged;
  }
  return undefined;
}

/** What a command runs, also where one program is many. */
function programIn(words: readonly string[]): Program | undefined {
  const program = programOf(words);
  if (program === undefined || !/^(busybox|toybox)$/.test(program.name)) return program;
  const inner = programOf(program.args);
  return inner === undefined || inner.name.startsWith("-") ? program : { ...inner, more: program.more || inner.more };
}

/** The files that a command is redirected from and to, and what it sets. */
function judgeFiles({ redirections, files, assigned }: ShellCommand, folders: readonly string[], places: Places): ShellRefusal | undefined {
  const read = new Set(redirections.filter(({ operator }) => !operator.includes(">")).map(({ target }) => target));
  const written = redirections.filter(({ operator }) => operator.includes(">")).map(({ target }) => target);
  for (const word of written) read.delete(word);
  const touched =
    firstOf(files, (word) => reaches(reachedBy(word, folders, places, !read.has(word)))) ??
    firstOf(assigned, (word) => reaches(reachedBy(word, folders, places, false)));
  if (touched !== undefined) return touched;
  if (written.some(holdsGroup)) return { what: "kills", target: "the agent's process" };
  return reaches(packageAmong(written, folders));
}

/** The words before the program that is run in the end: files that are locked or written, processes that are watched. */
function judgePassed({ words }: ShellCommand, program: Program, folders: readonly string[], { places, daemon }: House): ShellRefusal | undefined {
  const before = words.slice(0, words.length - program.args.length);
  const held = before.length > 1 ? holdsBeside(before, daemon) : undefined;
  if (held !== undefined) return { what: "kills", target: held };
  const passed = before.slice(1, -1);
  return firstOf(
    passed.filter((word) => /[/.]/.test(word)),
    (word) => reaches(reachedBy(word, folders, places, true)),
  );
}

function programsAfter(commands: readonly ShellCommand[], index: number): readonly Program[] {
  const later: Program[] = [];
  for (let at = index; commands[at]?.piped === true; at++) {
    const program = programIn(commands[at + 1]?.words ?? []);
    if (program !== undefined) later.push(program);
  }
  return later;
}

function judgeCommand(situation: Situation): ShellRefusal | undefined {
  const { command, program, later, next, folders, house } = situation;
  const killed = judgeKill(program, next, house.daemon, command.captured) ?? (house.away !== true && endsService(program) ? "the agent's process" : undefined);
  return (
    judgeVerb(program) ??
    judgeLater(program) ??
    judgePatch(command, program) ??
    (killed === undefined ? undefined : { what: "kills", target: killed }) ??
    judgeScripts(situation) ??
    judgeSaid(situation) ??
    judgeCode({ command, program, home: house.user.home, daemon: house.daemon }) ??
    reaches(changedPackage(behindRunner(program), folders, situation.tells) ?? judgeRecursive(program, later, command.captured, folders, house.places)) ??
    judgePaths(program, folders, house.places, situation.tells)
  );
}

/** The same line judged in every folder in which it may run. */
function judgeAgain(script: string, { folders, house, depth }: Situation): ShellRefusal | undefined {
  return depth < mostDepth ? firstOf(folders, (folder) => judgeShell(script, folder, house, depth + 1)) : reaches(mention(script));
}

/** The files that a patch changes which the line carries itself. */
function judgePatch({ input }: ShellCommand, { name, args }: Program): ShellRefusal | undefined {
  if (input === undefined || !(name === "patch" || (name === "git" && gitWords(args).some((word) => /^(apply|am)$/.test(word))))) return undefined;
  const heads = input.slice(0, 200_000).match(/^(?:---|\+\+\+|\*\*\*|diff --git|Index:|(?:rename|copy) (?:from|to)) [^\n]{1,400}$/gm) ?? [];
  return firstOf(heads, (line) => reaches(mentionedPlace(line.replace(/\b[abciow]\//g, " "))));
}

/** They type into another window, or open one. */
const typing =
  /^(xdotool|ydotool|wtype|dotool|cliclick|kitty|wezterm|zellij|byobu|dtach|abduco|xterm|konsole|alacritty|foot|gnome-terminal|x-terminal-emulator)$/;

/** `sh -c '…'`, `eval …`, `bash <<EOF`. */
function judgeScripts(situation: Situation): ShellRefusal | undefined {
  const { name, args } = situation.program;
  if (onlySpeaks(situation.program)) return undefined;
  // A variable that holds several words, or a program given its line as one of them.
  const [first = ""] = situation.command.words;
  if (/\s/.test(first)) return judgeAgain(situation.command.words.join(" "), situation);
  const set = firstOf(situation.command.words.length > 0 ? situation.command.assigned : [], (value) =>
    /\S\s+\S/.test(value) ? judgeAgain(value, situation) : undefined,
  );
  if (set !== undefined) return set;
  if (name === "git") return firstOf(gitLines(args), (line) => judgeAgain(line, situation));
  const behind = behindRunner(situation.program);
  // What a runner hands to an interpreter is its code, and no line of shell.
  if (behind !== situation.program && /^(tsx|ts-node|esno|jiti|zx)$/.test(behind.name) && args.some((word) => /^(-e|-p|--eval|--print)$/.test(word)))
    return judgeCode({
      command: situation.command,
      program: { ...behind, name: "node" },
      home: situation.house.user.home,
      daemon: situation.house.daemon,
    });
  const taking = [basename(first.toLowerCase()), name].some((known) => lineTakers.has(known) || typing.test(known));
  if (taking) {
    const given = situation.command.words.slice(1).map((word) => word.replace(/^(-[A-Za-z]|--?[\w-]+=|[\w.]+=)(?=\S*\s)/, ""));
    const there =
      name === "ssh" && !args.some((word) => /localhost|127\.0|::1/.test(word)) ? { ...situation, house: { ...situation.house, away: true } } : situation;
    const refusal = firstOf([...given.filter((word) => /\S\s+\S/.test(word)), situation.command.input ?? ""], (line) => judgeAgain(line, there));
    if (refusal !== undefined) return refusal;
  }
  if (situation.program.more && situation.command.input !== undefined && situation.command.input !== "") {
    const refusal = judgeAgain(`${name} ${args.join(" ")} ${situation.command.input}`, situation);
    if (refusal !== undefined) return refusal;
  }
  if (!shells.has(name)) return undefined;
  const isGivenCode = name === "fish" || args.some((word) => /^-\w*c$/.test(word));
  const scripts = name === "eval" ? [args.join(" ")] : isGivenCode ? args.filter((word) => !word.startsWith("-")) : [];
  // `xargs` puts there what can't be told.
  const told = situation.program.more ? scripts.map((script) => script.replaceAll("{}", unknown)) : scripts;
  return firstOf([...told, situation.command.input ?? ""], (script) => judgeAgain(script, situation));
}

/** Whether it says what it is given, or whether that is well written: `xargs echo`, `bash -n`. */
const onlySpeaks = ({ name, args, more }: Program): boolean => (more && speakers.has(name)) || onlyReads(name, args);

/** What is said to another program: `echo … | sh`, `cat $(echo …)`. */
function judgeSaid(situation: Situation): ShellRefusal | undefined {
  const { command, program, next } = situation;
  const isLine = next !== undefined && (shells.has(next.name) || lineTakers.has(next.name));
  const isHeard = next !== undefined && (isLine || isInterpreter(next.name) || next.more);
  if (next !== undefined && onlySpeaks(next)) return undefined;
  // What is known to come of it stands among the words of the command around it.
  if (!isHeard && (!command.captured || (!command.piped && /^(echo|printf|cat)$/.test(program.name) && !program.more))) return undefined;
  const said = [speakers.has(program.name) ? decodeEscapes(program.args.join(" ")) : "", command.input ?? ""];
  return firstOf(said, (text) => {
    if (text === "") return undefined;
    const asLine = isLine ? judgeAgain(text, situation) : undefined;
    const asWords = isHeard && next.more ? judgeAgain(`${next.name} ${next.args.join(" ")} ${text}`, situation) : undefined;
    return reaches(mention(text)) ?? asLine ?? asWords;
  });
}
