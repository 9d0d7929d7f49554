import type { Step } from "../contract.ts";
import { innerScene, type Scene } from "../scene.ts";
import { scriptProgramOf } from "../unwrap/lines/index.ts";
import { asWord, unescaped } from "../unwrap/lines/line.ts";
import { wrapperNames } from "../unwrap/wrappers/index.ts";
import { isCarrier } from "./carriers.ts";
import { judgeLine } from "./judge-line.ts";
import { bareCommand, catastrophicAmong } from "./judge-text.ts";
import { judgeWords } from "./judge-words.ts";
import type { Look } from "./look.ts";
import { noOrigin } from "./origin.ts";

const most = { text: 131_072, lines: 10, words: 30 } as const;

/** Programs that can do what nobody could undo. */
const grave =
  "(?:rm|grm|rmdir|unlink|shred|srm|wipe|dd|mkfs(?:\\.\\w+)?|wipefs|blkdiscard|sgdisk|parted|fdisk|find|chmod|chown|chgrp|mv|cp|truncate|git|tee|rsync|kill|killall|userdel|instar|busybox|sudo|doas|xargs|bash|sh|zsh|env|crontab)";
const leading = new RegExp(`^[\\s!@:$({-]{0,8}(?:\\w{1,40}=\\S{0,80}\\s+)?(?:/(?:usr/)?(?:local/)?s?bin/)?${grave}\\s+\\S`);
const listed = new RegExp(`["'\`](?:/(?:usr/)?s?bin/)?${grave}["'\`][\\s,().&'\\w[]{0,20}["'\`]`, "g");
const pieces =
  /"((?:[^"\\\n]|\\.){3,500})"|'((?:[^'\\\n]|\\.){3,500})'|`([^`'\n]{3,500})[`']|\{([^{}\n]{3,500})\}|\[([^[\]\n]{3,500})\]|\(([^()"'\n]{3,500})\)|<([^<>\n]{3,500})>/g;
/** Calls of many languages that take a folder away. */
const removals =
  /\b(?:remove_?(?:all|tree|path|dir(?:ectory)?(?:_?all|_?recursive(?:ly)?)?|recursive(?:ly)?|pathforcibly)|rm_?(?:rf|tree|dir_?(?:s|r|all|recurse))|delete_?(?:dir(?:ectory|s)?|tree|recursive(?:ly)?|folder)|del_?dir_?r|unlink_?tree|wipe_?dir)[!?]?\s*\(?\s*(?:["'`]([^"'`\n]{1,300})["'`]|(?:\w{1,20}[.:]{1,2}){0,4}(?:getenv|env|get_?env|expand_?user|home_?dir|home|user_?home)[!]?\s*\(?\s*(?:["']HOME["'])?)/gi;

/** The home folder as many languages call it. */
const homes =
  /(?:System\.getProperty\(\s*"user\.home"\s*\)|System\.getenv\(\s*"HOME"\s*\)|os\.Getenv\(\s*"HOME"\s*\)|(?:std::)?env::(?:var|home_dir)\(\s*(?:"HOME")?\s*\)(?:\.(?:unwrap|expect)\([^()]{0,40}\))?|(?:std::)?getenv\(\s*"HOME"\s*\)|System\.user_home!?(?:\(\))?|Path\.home\(\)|os\.homedir\(\)|process\.env\.HOME|ENV\[["']HOME["']\]|Sys\.getenv\(\s*"HOME"\s*\))/g;

/** Languages that are not read call by call. */
const evaluators =
  /^(jshell|erl|escript|ghc|ghci|runghc|runhaskell|elixir|iex|groovy|groovysh|kotlin|kotlinc|scala|scala-cli|amm|clojure|clj|bb|lein|julia|swipl|gprolog|gforth|sbcl|clisp|ecl|guile|racket|csi|gosh|ocaml|utop|raku|crystal|nim|janet|fennel|newlisp|picolisp|rexx|regina|pike|io|factor|ipython3?|jupyter|bpython|xonsh|swift|dotnet|fsi|dotnet-script|dart|d8|qjs|jsc|mongosh|mongo|irb|pry|tclsh|wish|jimsh|icon|snobol4|apl|j|k|q|zx|frida|r2|radare2|msfconsole|pari|maple|wolframscript|wolfram|math|praat|blender|gimp|inkscape|godot|abaqus)$/;

/** What languages only print: a text that no variable is put into. */
const printing =
  /(\b(?:puts|print(?:ln|f)?|say|display|writeln|write_line|putStrLn|message|disp|echo)[\s(!]{0,4}(?:-nonewline\s+)?)(?:"[^"$#{\\\n]{1,500}"|'[^'\\\n]{1,500}'|\{[^{}[\n]{1,500}\})/g;

/** Lines of shell that stand in a text, as a whole, in quotes and brackets, as a list of words, or as a call that removes. */
function linesCarried(given: string): readonly string[] {
  const text = given.slice(0, most.text).replace(homes, '"~"');
  const out = new Set<string>();
  const add = (line: string) => {
    if (out.size < most.lines && leading.test(line)) out.add(line.replace(/^[\s!@:$({-]+/, ""));
  };
  if (text.length <= 2_000 && !text.trim().includes("\n")) add(text.trim());
  for (const match of text.matchAll(pieces)) add(unescaped(match.slice(1).find((part) => part !== undefined) ?? ""));
  for (const match of text.matchAll(listed)) {
    if (out.size < most.lines) out.add(listFrom(text.slice(match.index, match.index + 500)));
  }
  for (const [, path] of text.matchAll(removals)) if (out.size < most.lines) out.add(`rm -rf ${asWord(path ?? "~")}`);
  return [...out];
}

/** The words of a list that begins here: strings, until a bracket closes behind at least two of them. */
function listFrom(text: string): string {
  const words: string[] = [];
  let end = 0;
  for (const match of text.matchAll(/"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|`([^`\n]*)`/g)) {
    const between = text.slice(end, match.index);
    if (/[;\n]/.test(between) || (words.length > 1 && /[\])}]/.test(between))) break;
    words.push(asWord(unescaped(match[1] ?? match[2] ?? match[3] ?? "")));
    end = match.index + match[0].length;
  }
  return words.join(" ");
}

/** What of a text nobody could undo if it were run, among the lines that stand in it. */
export const gravestIn = (text: string, via: string, scene: Scene): readonly Step[] =>
  linesCarried(text).flatMap((line) => catastrophicAmong(judgeLine(line, innerScene(scene), via)));

/** A program of which nothing is known may run what it is given: it is asked for, when that would be the worst. */
export function judgeCarried({ name, words, args, command, scene, inside, say }: Look): void {
  if (
    scene.depth > 4 ||
    (args.length === 0 && command.input === undefined) ||
    (isCarrier(name) && !evaluators.test(name)) ||
    scriptProgramOf(name) !== undefined ||
    wrapperNames.has(name)
  )
    return;
  if (evaluators.test(name)) {
    for (const text of [...args.slice(0, most.words), ...(command.input === undefined ? [] : [command.input])])
      if (/[\s("'`!]/.test(text)) inside.push(...gravestIn(text.replace(printing, "$1"), name, scene));
    return;
  }
  // Functions are judged by what they do; a program of the project is its own.
  if (scene.functions.has(name) || /^[^/]+\//.test(words[0] ?? "")) return;
  const texts = args.slice(0, most.words).filter((word) => /\s|["'`]/.test(word));
  if (command.input !== undefined) texts.push(command.input);
  for (const text of texts)
    for (const step of gravestIn(text, name, scene)) {
      say("opaque.carried", step.looked);
      return;
    }
  for (const [index, word] of args.slice(0, most.words).entries()) {
    if (!/^(\/(usr\/)?s?bin\/)?(rm|dd|shred|mkfs(\.\w+)?|wipefs|chmod|chown|find|sudo|ba?sh|sh|zsh)$/.test(word) || index + 1 >= args.length) continue;
    const [step] = catastrophicAmong([judgeWords(words.slice(index + 1), bareCommand, noOrigin, innerScene(scene), name)]);
    if (step !== undefined) say("opaque.carried", step.looked);
    return;
  }
}
