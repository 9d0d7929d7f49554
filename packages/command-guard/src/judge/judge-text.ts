import type { ShellCommand } from "@instar/shell-words";
import { languageOf, languageOfFile } from "../code/language-of.ts";
import { readCode } from "../code/read-code.ts";
import type { Step } from "../contract.ts";
import { readInvocation } from "../invocation.ts";
import { innerScene, type Scene } from "../scene.ts";
import { stepOf } from "../steps.ts";
import { actsOf } from "./acts.ts";
import { findEmptied } from "./emptied.ts";
import { judgeLine } from "./judge-line.ts";
import { judgeWords } from "./judge-words.ts";
import { noOrigin } from "./origin.ts";

/** A command without anything around its words. */
export const bareCommand: ShellCommand = {
  words: [],
  files: [],
  redirections: [],
  input: undefined,
  assigned: [],
  settings: {},
  known: {},
  piped: false,
  captured: false,
  decoded: false,
  within: [],
  source: "",
};

/** Judges a text that is run: code of a language, or lines of shell. */
export function stepsOfText(text: string, language: string | undefined, via: string, scene: Scene): readonly Step[] {
  const inner = innerScene(scene);
  if (language === undefined) return judgeLine(text, inner, via);
  const read = readCode(text, language, scene.ground.surroundings.home);
  const out: Step[] = [];
  for (const line of read.lines) out.push(...judgeLine(line.text, inner, line.via));
  for (const run of read.runs) out.push(judgeWords(run.words, bareCommand, noOrigin, inner, run.via));
  const acts = actsOf(read.deeds, scene);
  const emptied = findEmptied(acts, bareCommand, scene);
  if (emptied !== undefined) out.push(stepOf(text, via, emptied, []));
  const finding = scene.book.judge({ call: readInvocation("inline code", []), acts, texts: read.statements });
  if (finding !== undefined) out.push(stepOf(text, via, finding, []));
  if (read.hides !== undefined) out.push(stepOf(text, via, scene.book.finding("opaque", read.hides), []));
  return out;
}

/** The language of a file by its first line or its ending; undefined for shell, and for what is no code. */
export const languageOfText = (path: string, text: string): string | undefined => {
  const program = /^#!\s*(?:\/\S*\/)?(?:env\s+(?:-\S+\s+)*)?(\S+)/.exec(text)?.[1];
  return program === undefined ? languageOfFile(path) : languageOf(program.replace(/^.*\//, ""));
};

/** Only the steps that nobody could undo, wherever they stand. */
export function catastrophicAmong(steps: readonly Step[]): readonly Step[] {
  const out: Step[] = [];
  for (const step of steps) {
    if (step.severity === "catastrophic") out.push({ ...step, inside: [] });
    else out.push(...catastrophicAmong(step.inside));
  }
  return out;
}
