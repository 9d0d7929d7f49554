import { unknown } from "@instar/shell-words";
import { languageOf } from "../code/language-of.ts";
import { onlyReads } from "../only-reads.ts";
import { isShell, scriptProgramOf } from "../unwrap/lines/index.ts";
import { gravestIn } from "./carried.ts";
import { compilers, handlers, languageOfInput, runners } from "./file-programs.ts";
import { judgeHooks } from "./judge-hooks.ts";
import { madeFor } from "./judge-input.ts";
import { judgePackageScripts } from "./judge-package-scripts.ts";
import { catastrophicAmong, languageOfText, stepsOfText } from "./judge-text.ts";
import { judgeSiteFiles, judgeUsualFiles } from "./judge-usual-files.ts";
import type { Look } from "./look.ts";
import { wholePath } from "./traces.ts";
import { usedBy } from "./written-files.ts";

/** Judges the files that the line wrote and a program would run or take in now, in whichever way. */
export function judgeMade(look: Look): void {
  const { name, args, command, scene, inside } = look;
  judgePackageScripts(look);
  if (command.input !== undefined && args.includes("-") && compilers.test(name))
    inside.push(...catastrophicAmong(stepsOfText(command.input, languageOfInput(name, args), name, scene)), ...gravestIn(command.input, name, scene));
  const [offered] = command.offered ?? [];
  if (offered !== undefined && isShell(name) && args.some((word, at) => /^--(rcfile|init-file)$/.test(args[at - 1] ?? "") && word === unknown))
    look.judge(offered, `${name} --rcfile`);
  if (scene.traces.written.size === 0) return;
  if (name === "git") judgeHooks(look);
  if (/^(python|pypy)[\d.]*$/.test(name)) judgeSiteFiles(look);
  judgeUsualFiles(look);
  if (handlers.test(name) || onlyReads(name, args)) return;
  const own = madeFor(look);
  for (const { path, text } of usedBy(look)) {
    if (text === own) continue;
    const language = languageOfText(path, text);
    const isRun = runners.test(name) || languageOf(name) !== undefined || isShell(name);
    if (language === undefined && !isShellScript(look, path, text)) {
      if (isRun || scriptProgramOf(name) !== undefined) inside.push(...gravestIn(text, name, scene));
      continue;
    }
    const steps = stepsOfText(text, isShell(name) ? undefined : language, name, scene);
    inside.push(...(isRun ? steps : catastrophicAmong(steps)));
    if (compilers.test(name) || runners.test(name)) inside.push(...gravestIn(text, name, scene));
  }
}

/** Whether a program would take a file for lines of shell. */
function isShellScript({ name, args, scene }: Look, path: string, text: string): boolean {
  if (name === "run-parts" || isShell(name)) return true;
  if (/^#!.*\b(ba|z|da|k)?sh\b/.test(text) || /\.(sh|bash|zsh|ksh)$/.test(path)) return true;
  return args.some((word) => word.startsWith("SHELL=") && wholePath(scene.folders[0] ?? "/", word.slice(6)) === path);
}
