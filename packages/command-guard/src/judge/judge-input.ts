import { unknown } from "@instar/shell-words";
import { languageOf } from "../code/language-of.ts";
import { isShell, recipeOf } from "../unwrap/lines.ts";
import { isSettingUp } from "./judge-given.ts";
import { type Look, networkRule } from "./look.ts";

/** The words that may be files. */
export const filesAmong = (args: readonly string[]): readonly string[] => args.filter((word) => !word.startsWith("-") || word === "-");

/** Whether a program that could be given a script reads its input in its place. */
export function takesInput({ name, args }: Look): boolean {
  const [first] = filesAmong(args);
  return first === undefined || first === "-" || first === "/dev/stdin" || (isShell(name) && args.some((word) => /^-\w*s$/.test(word)));
}

const sameFile = (saved: string, file: string) => saved !== "" && file.replace(/^\.\//, "") === saved.replace(/^\.\//, "");
const isSourcing = (name: string) => name === "source" || name === ".";
const hasLine = (args: readonly string[]): boolean => args.some((word) => /^-[a-zA-Z]*c$/.test(word));

/** What the line wrote before into the file that a program would run now. */
export function madeFor({ words, name, args, origin }: Look): string | undefined {
  const isReader = isShell(name) || languageOf(name) !== undefined || isSourcing(name);
  const file = isReader ? (filesAmong(args)[0] ?? "") : (words[0] ?? "");
  return hasLine(args) ? undefined : origin.written.get(file.replace(/^\.\//, ""));
}

/** The language of a script by its first line; undefined for shell. */
export const languageOfScript = (script: string): string | undefined =>
  languageOf(/^#!\s*(?:\/\S*\/)?(?:env\s+)?(\S+)/.exec(script)?.[1]?.replace(/^.*\//, "") ?? "");

/** Judges what programs read as lines of shell: from their input, from files that the line made or fetched. */
export function judgeInput(look: Look): void {
  const { words, name, args, command, origin, scene, fetches, say, judge } = look;
  const [file = ""] = filesAmong(args);
  const { input } = command;
  if (!hasLine(args) && takesInput(look) && (isShell(name) || (isSourcing(name) && file === "/dev/stdin"))) judgeShellInput(look);
  else if (!hasLine(args) && (isShell(name) || isSourcing(name))) {
    if (file.includes(unknown) && input !== undefined) judge(input, `${name} <(…)`);
    else if (fetches && (file.startsWith(unknown) || file.startsWith("/dev/fd/"))) say(networkRule(scene));
    else if (file === unknown && !origin.captured.some(isSettingUp)) say("opaque");
    else if (origin.fetched.some((saved) => sameFile(saved, file))) say(networkRule(scene));
  }
  const [program = ""] = words;
  if (program.includes("/") && origin.fetched.some((saved) => sameFile(saved, program))) say(networkRule(scene));
  const made = madeFor(look);
  if (made !== undefined && languageOf(name) === undefined && languageOfScript(made) === undefined) judge(made, "a file that it wrote");
  if (/^g?make$/.test(name)) {
    const makefile = ["Makefile", "makefile", "GNUmakefile", ...args].map((one) => origin.written.get(one)).find((text) => text !== undefined);
    if (makefile !== undefined) judge(recipeOf(makefile), "a file that it wrote");
  }
  if (input === undefined) return;
  if (/^(at|batch)$/.test(name)) judge(input, name);
  if (name === "crontab") judge(input.replace(/^\s*(?:@\w+|(?:\S+\s+){4}\S+)\s+/gm, ""), name);
  if (
    /^g?make$/.test(name) &&
    args.some((word, index) => word === "-" || (/^-f|^--(make)?file/.test(args[index - 1] ?? "") && /^(-|\/dev\/stdin|\uE00F)$/.test(word)))
  )
    judge(recipeOf(input), "make -f -");
  if (name === "ssh") judge(input, "ssh's input", { remote: true, folders: [scene.ground.surroundings.home] });
  if (/^(psql|mysql|mariadb|sqlite3)$/.test(name))
    for (const [, line = ""] of input.matchAll(/^[ \t]*(?:\\!|\.shell|\.system|system)[ \t]+(.+)$/gm)) judge(line, `${name} \\!`);
  if (name === "parallel") judge(input, "parallel's input");
  if (/^(ed|ex|vi|vim)$/.test(name)) for (const [, line = ""] of input.matchAll(/^\s*:?!+(.*)$/gm)) judge(line, `${name}'s input`);
}

function judgeShellInput({ name, command, origin, fetches, sayUnread, judge }: Look): void {
  const { input, redirections } = command;
  if (input !== undefined && (input.replaceAll(unknown, "").trim() !== "" || input === "")) judge(input, `${name}'s input`);
  else if (fetches || origin.chain.length > 0 || redirections.some(({ operator, target }) => operator === "<" && target !== "/dev/null")) sayUnread();
}
