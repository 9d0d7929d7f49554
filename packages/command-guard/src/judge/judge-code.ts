import { unknown } from "@instar/shell-words";
import { codeOf } from "../code/code-of.ts";
import { languageOf } from "../code/language-of.ts";
import { readCode } from "../code/read-code.ts";
import type { Deed } from "../deeds/deed.ts";
import { innerScene } from "../scene.ts";
import { filesAmong, languageOfScript, madeFor, takesInput } from "./judge-input.ts";
import { judgeWords } from "./judge-words.ts";
import type { Look } from "./look.ts";
import { noOrigin } from "./origin.ts";

/** Judges the code that an interpreter is given, and tells what it would do and say to a database. */
export function judgeCode(look: Look): { readonly deeds: readonly Deed[]; readonly statements: readonly string[] } {
  const { command, scene, inside, say, sayUnread, judge } = look;
  const deeds: Deed[] = [];
  const statements: string[] = [];
  for (const { language, code } of codesOf(look)) {
    if (code.replaceAll(unknown, "").trim() === "") {
      sayUnread();
      continue;
    }
    const read = readCode(code, language, scene.ground.surroundings.home);
    for (const { text, via } of read.lines) judge(text, via);
    for (const { words, via } of read.runs)
      inside.push(judgeWords(words, { ...command, input: undefined, settings: {}, redirections: [] }, noOrigin, innerScene(scene), via));
    deeds.push(...read.deeds);
    statements.push(...read.statements);
    if (read.hides !== undefined) say("opaque", read.hides);
  }
  return { deeds, statements };
}

function codesOf(look: Look): readonly { readonly language: string; readonly code: string }[] {
  const { name, args, command, origin, sayUnread } = look;
  const made = madeFor(look);
  const language = languageOf(name);
  const given = codeOf(name, args);
  const spoken = made === undefined ? undefined : (language ?? languageOfScript(made));
  if (spoken !== undefined && made !== undefined) return [...given, { language: spoken, code: made }];
  if (language === undefined || given.length > 0) return given;
  const [file] = filesAmong(args);
  if ((takesInput(look) || file?.includes(unknown) === true) && command.input !== undefined) return [{ language, code: command.input }];
  if (file === unknown || (takesInput(look) && origin.chain.length > 0)) sayUnread();
  return given;
}
