import { unknown } from "@instar/shell-words";
import { readInvocation } from "../invocation.ts";
import { noteCut } from "../scene.ts";
import { readerOf, type ScriptProgram, scriptProgramOf } from "../unwrap/lines/index.ts";
import { asWord } from "../unwrap/lines/line.ts";
import { gravestIn } from "./carried.ts";
import { stepsOfText } from "./judge-text.ts";
import type { Look } from "./look.ts";
import { wholePath } from "./traces.ts";

const mostTexts = 64;

/** Judges what programs evaluate that are neither shells nor languages: editors, debuggers, builders, clients of databases. */
export function judgeScripts(look: Look): void {
  const { name, inside, scene } = look;
  const program = scriptProgramOf(name);
  if (program === undefined) return;
  const read = readerOf(program);
  const texts = textsOf(look, program);
  if (program.reads === "vim" || program.reads === "ed") judgeSaved(look, texts);
  if (texts.length > mostTexts) noteCut(scene, "scripts for one program");
  for (const text of texts.slice(0, mostTexts)) {
    if (text.replaceAll(unknown, "").trim() === "") continue;
    for (const line of read(text, name)) {
      if (line.language !== undefined) inside.push(...stepsOfText(line.text, line.language, line.via, scene));
      else if (line.text.replaceAll(unknown, "").trim() !== "")
        look.judge(line.text, line.via, line.remote === true ? { remote: true, server: "elsewhere" } : {});
    }
    inside.push(...gravestIn(text, name, scene));
  }
}

function textsOf({ name, args, command, scene }: Look, { texts = "", files = "", words, operands, input, usual = [] }: ScriptProgram): readonly string[] {
  const out: string[] = [];
  const [wanted, named] = [texts.split("|"), files.split("|")];
  const written = (path: string) => scene.traces.written.get(wholePath(scene.folders[0] ?? "/", path));
  const addFile = (path: string) => {
    const text = written(path) ?? (/^(\uE00F|-|\/dev\/stdin|\/dev\/fd\/0)$/.test(path) ? command.input : undefined);
    if (text !== undefined) out.push(text);
  };
  let isGiven = false;
  for (const [index, word] of args.entries()) {
    const before = args[index - 1] ?? "";
    const [, flag = "", value] = /^(--?[\w-]+)=([\s\S]*)$/.exec(word) ?? [];
    const letters = word.startsWith("--") ? undefined : /^-([a-zA-Z])([\s\S]+)$/.exec(word);
    if (wanted.includes(before) || (texts !== "" && /^-[a-zA-Z]{2,6}$/.test(before) && wanted.includes(`-${before.at(-1)}`))) {
      out.push(word);
      isGiven = true;
    } else if (value !== undefined && wanted.includes(flag)) out.push(value);
    else if (named.includes(before)) addFile(word);
    else if (value !== undefined && named.includes(flag)) addFile(value);
    else if (letters && wanted.includes(`-${letters[1]}`) && /[^\w]/.test(letters[2] ?? "")) out.push(letters[2] ?? "");
    else if (letters && named.includes(`-${letters[1]}`) && written(letters[2] ?? "") !== undefined) addFile(letters[2] ?? "");
    else if (words === "plus" && word.startsWith("+")) out.push(word.slice(1));
    else if (words === "all" && /\s|\\|\(/.test(word)) out.push(word);
  }
  const { plain } = readInvocation(name, args);
  if (words === "first" && !isGiven && plain[0] !== undefined && !args.some((word) => /^-[a-zA-Z]*f$|^--file/.test(word))) out.push(plain[0]);
  if (operands === true) for (const word of plain) if (word !== "-") addFile(word);
  for (const file of usual) addFile(file);
  if (input === true && command.input !== undefined && !out.includes(command.input)) out.push(command.input);
  return out;
}

/** An editor that is told to write what it has open: `ex -sc '%d|x' file`. */
function judgeSaved({ name, args, judge }: Look, texts: readonly string[]): void {
  if (!texts.some((text) => /(?:^|[|\n\s])(?:w|wq|x|up|update|wa|xa|wqa|wqall|xall)!?\s*(?:$|[|\n])/.test(text))) return;
  const valued = /^(-c|--cmd|-s|-S|-u|-p|-sc|-Esc|-esc|-es?c)$/;
  const files = args.filter((word, index) => !/^[-+]/.test(word) && !valued.test(args[index - 1] ?? ""));
  for (const file of files.slice(0, 8)) judge(`: > ${asWord(file)}`, name);
}
