import { posix } from "node:path";
import { readScript, type ShellCommand, unknown } from "@instar/shell-words";
import { printedBy } from "../code/prints.ts";
import type { Step } from "../contract.ts";
import { programName } from "../program-name.ts";
import { mostDepth, mostSteps, noteCut, type Scene } from "../scene.ts";
import { found, textStep } from "../steps.ts";
import type { Ground } from "../targets/target.ts";
import { withLink } from "../targets/with-link.ts";
import { withMountOf } from "../targets/with-mount.ts";
import { containersIn } from "./judge-container.ts";
import { judgePieces } from "./judge-dialect.ts";
import { judgeSimple } from "./judge-simple.ts";
import { withAnswers } from "./known-answers.ts";
import { lostMove } from "./lost-moves.ts";
import { createOrigins } from "./origin.ts";

/** Judges a line of shell: a step for each of its commands, in order. */
export function judgeLine(given: string, scene: Scene, via: string | undefined): readonly Step[] {
  const text = withoutNoise(given);
  if (text.trim() === "") return [];
  if (isTooLong(text)) return [found(scene, "unreadable", "it is too long to be read", text, via)];
  if (scene.depth > mostDepth) return [found(scene, "opaque", "it stands more than eight deep in others", text, via)];
  const { commands, problems, recursive } = readScript(withAnswers(text, scene.ground.surroundings), scene.variables, printedBy);
  const steps: Step[] = [];
  const functions = functionsIn(text, scene.functions);
  const containers = containersIn(text, scene.containers);
  for (const name of recursive) steps.push(found(scene, "system.bomb", name, text, via));
  const mayStay = !text.includes("&&") || !/\b(cd|pushd|mkdir)\b[^;\n]{0,400}&&/.test(text);
  let ground = dotting.test(text) ? { ...scene.ground, dots: true } : scene.ground;
  let links = 0;
  const originOf = createOrigins(commands, scene, (command) => foldersOf(command, scene, mayStay)[0] ?? "/");
  for (const [index, command] of commands.entries()) {
    if (++scene.spent.steps > mostSteps) {
      steps.push(found(scene, "unreadable", "it has too many commands", text, via));
      break;
    }
    const folders = foldersOf(command, scene, mayStay);
    const origin = originOf(index);
    steps.push(
      judgeSimple(command, origin, { ...scene, ground, folders, functions, ...(containers === undefined ? {} : { containers }), traces: origin.traces }, via),
    );
    if (links >= mostLinks && /^(ln|link|cp|mount|bindfs)$/.test(programName(command.words))) noteCut(scene, "links");
    const linked = links < mostLinks ? withMountOf(command, folders[0] ?? "/", withLinkOf(command, folders[0] ?? "/", ground)) : ground;
    if (linked !== ground) links++;
    ground = linked;
  }
  const lost =
    commands.length < mostMoves && text.includes("mv")
      ? lostMove(commands, scene.folders[0] ?? "/", (path) => ground.files.look(path) !== undefined)
      : undefined;
  if (lost !== undefined) steps.push(found(scene, "move.onto-each-other", lost, text, via));
  // Only the line itself is sure to be shell; what stands in others may be a name or a text.
  if (problems.length > 0) steps.push(...judgePieces(text, scene, "a piece of it"));
  if (problems.length > 0)
    steps.push(scene.depth === 0 || steps.length === 0 ? found(scene, "unreadable", partOf(problems[0] ?? ""), text, via) : textStep(text, via));
  return steps;
}

function functionsIn(text: string, known: ReadonlySet<string>): ReadonlySet<string> {
  if (!/\(\s*\)|\bfunction\s/.test(text)) return known;
  const names = [...text.matchAll(/(?:^|[\s;&|({])(?:function\s+([\w.:-]{1,60})|([\w.:-]{1,60})\s*\(\s*\))/g)].map(([, one, other]) => one ?? other ?? "");
  return new Set([...known, ...names.slice(0, 64)]);
}

/** A sentence, to stand at the end of another. */
const partOf = (sentence: string): string => sentence.slice(0, 1).toLowerCase() + sentence.slice(1).replace(/\.$/, "");

/** A shell leaves out the first, and some of them the second: characters of no meaning, and the ends of lines as Windows writes them. */
const withoutNoise = (text: string): string => text.replaceAll("\0", "").replace(/\r(?=\n|$)/g, "");

/** How much of a line may be shell: not the texts that it gives to programs line by line. */
const mostShell = 32_768;

function isTooLong(text: string): boolean {
  if (text.length <= mostShell) return false;
  let left = mostShell;
  let end: string | undefined;
  for (const line of text.split("\n")) {
    if (end === undefined) {
      left -= line.length + 1;
      if (left < 0) return true;
      end = /<<-?\s*['"\\]?([A-Za-z_]\w*)/.exec(line)?.[1];
    } else if (line.trim() === end) end = undefined;
  }
  return false;
}

/** Of how many commands it is asked what they move. */
const mostMoves = 300;

/** After this a `*` fits what begins with a dot, too. */
const dotting = /\b(?:dotglob|glob_?dots|GLOBIGNORE=)/i;

/** How many links of one line are followed. */
const mostLinks = 8;

/** What lies where after a link, for the rest of the line. */
function withLinkOf({ words: given }: ShellCommand, folder: string, ground: Ground): Ground {
  const words = /^(sudo|doas)$/.test(programName(given)) ? given.slice(1) : given;
  const name = programName(words);
  const isSoft = name === "ln" && words.some((word) => /^-\w*s|^--symbolic$/.test(word));
  const isHard = name === "ln" || name === "link" || (name === "cp" && words.some((word) => /^-\w*[ls]|^--(link|symbolic-link)$/.test(word)));
  if (!isSoft && !isHard) return ground;
  const [target = "", to = "", ...more] = words.slice(1).filter((word) => !word.startsWith("-"));
  // Without a name of its own it has that of what it leads to.
  const link = to === "" && name === "ln" ? posix.basename(target) : to;
  if (link === "" || link === target || more.length > 0 || /[\uE000-\uE00F]/.test(target + link + folder)) return ground;
  const made = posix.resolve(folder, link);
  return withLink(ground, made, posix.resolve(isSoft ? posix.dirname(made) : folder, target));
}

/** No system knows longer ones. */
const mostPath = 4_096;

/** The folder that the line has come to, and the one it began in where it may not have got there. */
function foldersOf({ known }: ShellCommand, scene: Scene, mayStay: boolean): readonly string[] {
  const here = known["PWD"]?.length === undefined || known["PWD"].length <= mostPath ? known["PWD"] : unknown;
  if (here === undefined || scene.folders.includes(here)) return scene.folders;
  if (scene.ground.files.look(here) !== undefined || !mayStay) return [here];
  return [here, ...scene.folders];
}
