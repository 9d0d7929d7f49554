import { isEditor, isInterpreter, type Program, type ShellCommand } from "@instar/shell-words";
import { foldedTexts } from "../code/folded-texts.ts";
import { languageOf } from "../code/language-of.ts";
import type { DaemonProcess } from "./kill.ts";
import { mention, mentionedPlace } from "./mention.ts";
import { changesFiles, packageInCode } from "./own-packages.ts";
import { isPrinting } from "./path-words.ts";
import { reaches, type ShellRefusal } from "./shell-refusal.ts";

/** Code of other languages is searched for our names, with what its expressions come to; it is not understood. */
export function judgeCode({
  command,
  program,
  home,
  daemon,
}: {
  command: ShellCommand;
  program: Program;
  home: string;
  daemon: DaemonProcess;
}): ShellRefusal | undefined {
  const { name, args } = program;
  // What edits text is often given text about us; what it only prints has no other files than its words.
  if (isEditor(name)) {
    if (isPrinting(program) || isReplacing(program)) return undefined;
    const text = [...args, command.input ?? ""].join("\n");
    return reaches(/awk$/.test(name) && /system|\|/.test(text) ? mention(text) : mentionedPlace(text));
  }
  if (!isInterpreter(name)) return undefined;
  const given = [...args, command.input ?? ""].join("\n");
  const language = languageOf(name);
  const code = language !== undefined && /["'`]|chr/.test(given) ? `${given}\n${foldedTexts(given, language, home)}` : given;
  const killed = /kill/i.test(code) && daemon.pids.some((pid) => new RegExp(`\\b${pid}\\b`).test(code));
  if (killed) return { what: "kills", target: "the agent's process" };
  const isWriting = changesFiles(code) || args.some((word) => /^-\w*i/.test(word));
  return reaches(mention(code, isWriting) ?? packageInCode(code));
}

/** `sed -i s/a/b/ file`: its script names no file of its own. */
function isReplacing({ name, args }: Program): boolean {
  if (name !== "sed") return false;
  const scripts = args.some((word) => /^(-e|--expression|-f|--file)/.test(word))
    ? args.filter((_, index) => args[index - 1] === "-e")
    : args.filter((word) => !word.startsWith("-")).slice(0, 1);
  return scripts.length > 0 && scripts.every((script) => edits.some((edit) => edit.test(script)));
}

/** Commands of sed that work on the text alone: exchange, take out, put in. */
const edits = [
  /^(?:[\d,$]{1,9}|\/(?:[^/\\\n]|\\.){1,200}\/)?!?[sy]([^\w\s\\])(?:(?!\1)[^\\\n]|\\.){0,400}\1(?:(?!\1)[^\\\n]|\\.){0,400}\1[gIip\d]{0,4}$/,
  /^(?:[\d,$]{1,9}|\/(?:[^/\\\n]|\\.){1,200}\/)!?[dp]$/,
  /^(?:[\d,$]{1,9}|\/(?:[^/\\\n]|\\.){1,200}\/)?[aic]\\?\s?[^\n]{0,400}$/,
];
