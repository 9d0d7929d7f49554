import { basename } from "node:path";
import {
  decodeEscapes,
  gitLines,
  hiddenTexts,
  isInterpreter,
  lineTakers,
  type Program,
  readShell,
  type ShellCommand,
  shells,
  speakers,
  usualVariables,
} from "@instar/shell-words";
import { onlyReads } from "../only-reads.ts";
import { judgeCode } from "./code-words.ts";
import { followFolders } from "./folders.ts";
import { lineOfShell, linesGiven, lineWithInput } from "./given-lines.ts";
import { type DaemonProcess, endsService, findsDaemon, holdsBeside, holdsGroup, isKilling, judgeKill } from "./kill.ts";
import { withMade } from "./made.ts";
import { mention } from "./mention.ts";
import { changedPackage, changesTold, packageAmong, tellsNames } from "./own-packages.ts";
import { judgeLater, judgeName, judgeUnclear, judgeVerb } from "./owner-words.ts";
import { judgePatch } from "./patched.ts";
import { behindRunner, judgePaths } from "./path-words.ts";
import type { Places } from "./places.ts";
import { programIn, programsAfter } from "./programs-in.ts";
import { everyWildcard, isDotting, judgeRecursive, meetsHidden } from "./recursive.ts";
import { functionsHandedDown, lineSet, settingsOf } from "./set-lines.ts";
import { firstOf, reaches, type ShellRefusal } from "./shell-refusal.ts";
import { endsTold } from "./told-numbers.ts";
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
  /** Something of the line may end processes whose numbers it is told. */
  readonly ends: boolean;
}

/** Lines within lines: enough for everyday work, few enough to be judged at once. */
const mostDepth = 3;

/** Decides about a whole shell line. `variables`: what is known of its environment besides the usual. */
export function judgeShell(given: string, cwd: string, house: House, depth = 0, variables: Readonly<Record<string, string>> = {}): ShellRefusal | undefined {
  const { home, temporary } = house.user;
  const text = withMade(given, temporary);
  const commands = readShell(text, { ...variables, ...usualVariables(cwd, home, temporary) });
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
  const ends = commands.some(endsTold);
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
        ends,
        tells: tells && tellsNames(program) && (command.captured || later.some(changesTold)),
      }) ??
      trapOf(command, program) ??
      judgeName(program, folders, text) ??
      judgeUnclear(program, text);
    if (judged !== undefined) return judged;
  }
  return undefined;
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

function judgeCommand(situation: Situation): ShellRefusal | undefined {
  const { command, program, later, next, folders, house } = situation;
  const killed =
    judgeKill(program, next, house.daemon, command.captured && situation.ends) ??
    (house.away !== true && endsService(program) ? "the agent's process" : undefined);
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

/** A line within the line, judged in every folder in which it may run, with what is known of its variables. */
function judgeAgain(
  script: string,
  { command, program, folders, house, depth }: Situation,
  numbered: Readonly<Record<string, string>> = {},
): ShellRefusal | undefined {
  if (depth >= mostDepth) return reaches(mention(script));
  const { PWD: _, ...known } = command.known;
  const variables = { ...known, ...settingsOf(command, program), ...numbered };
  return firstOf(folders, (folder) => judgeShell(script, folder, house, depth + 1, variables));
}

/** Variables that hold lines which programs run, or something of ours, and functions for the shells within this one. */
function judgeSet(situation: Situation): ShellRefusal | undefined {
  const { command, program } = situation;
  if (command.words.length === 0) return undefined;
  const functions = /^(export|declare|typeset)$/.test(program.name) ? functionsHandedDown(command) : [];
  const handed = firstOf(functions, (definition) => judgeAgain(definition, situation));
  if (handed !== undefined) return handed;
  return firstOf(Object.entries(settingsOf(command, program)), ([name, value]) => {
    if (!/\S\s+\S/.test(value)) return undefined;
    const line = lineSet(name, value, program);
    return (line === undefined ? undefined : judgeAgain(line, situation)) ?? reaches(mention(value));
  });
}

/** `sh -c '…'`, `eval …`, `bash <<EOF`. */
function judgeScripts(situation: Situation): ShellRefusal | undefined {
  const { name, args } = situation.program;
  if (onlySpeaks(situation.program)) return undefined;
  // A variable that holds several words, or a program given its line as one of them.
  const [first = ""] = situation.command.words;
  if (/\s/.test(first)) return judgeAgain(situation.command.words.join(" "), situation);
  const set = judgeSet(situation);
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
  const given = linesGiven(situation.command, situation.program);
  const takes = [basename(first.toLowerCase()), name].some((known) => lineTakers.has(known));
  if (given.length > 0 || takes) {
    const there =
      name === "ssh" && !args.some((word) => /localhost|127\.0|::1/.test(word)) ? { ...situation, house: { ...situation.house, away: true } } : situation;
    const refusal = firstOf([...given, situation.command.input ?? ""], (line) => judgeAgain(line, there));
    if (refusal !== undefined) return refusal;
  }
  if (situation.program.more && situation.command.input !== undefined && situation.command.input !== "") {
    const refusal = judgeAgain(lineWithInput(situation.program, situation.command.input), situation);
    if (refusal !== undefined) return refusal;
  }
  if (!shells.has(name)) return undefined;
  const script = lineOfShell(situation.program);
  return (
    (script === undefined ? undefined : judgeAgain(script.line, situation, script.numbered)) ??
    (situation.command.input === undefined ? undefined : judgeAgain(situation.command.input, situation))
  );
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
    const asWords = isHeard && next.more ? judgeAgain(lineWithInput(next, text), situation) : undefined;
    return reaches(mention(text)) ?? asLine ?? asWords;
  });
}
