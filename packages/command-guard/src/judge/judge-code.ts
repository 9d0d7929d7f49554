import { unknown } from "@instar/shell-words";
import { codeOf, type GivenCode } from "../code/code-of.ts";
import { languageOf } from "../code/language-of.ts";
import type { Deed } from "../deeds/deed.ts";
import { innerScene } from "../scene.ts";
import { isStrangeAddress } from "../strange/addresses.ts";
import { consoleCodeOf } from "../unwrap/console-code.ts";
import { dataCallsOf, isThrownAway } from "../unwrap/data-calls.ts";
import { isForTests } from "./judge-data.ts";
import { filesAmong, languageOfScript, madeFor, takesInput } from "./judge-input.ts";
import { judgeWords } from "./judge-words.ts";
import { readFed } from "./lines-fed.ts";
import { type Look, networkRule } from "./look.ts";
import { noOrigin } from "./origin.ts";

/** Judges the code that an interpreter is given, and tells what it would do and say to a database. */
export function judgeCode(look: Look): { readonly deeds: readonly Deed[]; readonly statements: readonly string[] } {
  const { name, args, command, scene, inside, say, sayUnread, judge } = look;
  const deeds: Deed[] = [];
  const statements: string[] = [];
  // `perl -ne print file`: what stands behind the code is read line by line.
  if (/^(perl|ruby)[\d.]*$/.test(name) && args.some((word) => /^-\w*[np]\w*$/.test(word)) && !args.some((word) => /^-\w*i/.test(word)))
    for (const word of args.slice(args.findLastIndex((one) => one.startsWith("-")) + 2)) deeds.push({ does: "read", deep: false, word });
  judgeWithoutCode(look);
  for (const given of codesOf(look)) {
    const { language, code, args: behind, variables } = given;
    if (code.replaceAll(unknown, "").trim() === "") {
      sayUnread();
      continue;
    }
    const read = readFed(given, look, {
      args: behind ?? [],
      variables: { ...(language === "awk" ? {} : scene.traces.environment), ...command.settings, ...variables },
      ...(command.input === undefined || command.input === code ? {} : { input: command.input }),
    });
    for (const { text, via } of read.lines) judge(text, via);
    for (const { words, via } of read.runs)
      inside.push(judgeWords(words, { ...command, input: undefined, settings: {}, redirections: [] }, noOrigin, innerScene(scene), via));
    deeds.push(...read.deeds);
    if (!isForTests("database.calls", name, args, command.settings)) {
      if (!isThrownAway(code)) statements.push(...read.statements);
      const [call] = dataCallsOf(code);
      if (call !== undefined) say("database.calls", call);
    }
    // `print | "sh"`: the lines of its input are run.
    if (language === "awk" && read.hides !== undefined && command.input !== undefined) judge(command.input, "awk | sh");
    if (read.hides !== undefined) say("opaque", read.hides);
    if (read.breaks !== undefined) say(read.breaks);
  }
  return { deeds, statements };
}

/** The language that a compiler is given as its input. */
function compiled(name: string, args: readonly string[]): string | undefined {
  if (!args.some((word) => word === "-" || word === "/dev/stdin")) return undefined;
  if (/^(gcc|g\+\+|cc|c\+\+|clang|clang\+\+|tcc)(-\d+)?$/.test(name)) return "c";
  return /^(rustc|go|java|kotlinc|swiftc?|ghc|ocaml|nim|dmd|rdmd)$/
    .exec(name)?.[1]
    ?.replace("rustc", "rust")
    .replace("kotlinc", "kotlin")
    .replace("swiftc", "swift");
}

/** What an interpreter does by its options alone. */
function judgeWithoutCode({ name, args, command, scene, inside, say }: Look): void {
  const plain = (words: readonly string[], via: string) =>
    inside.push(judgeWords(words, { ...command, input: undefined, settings: {}, redirections: [] }, noOrigin, innerScene(scene), via));
  // `ruby -run -e rm -- -rf folder`: ruby's own tools for files.
  const tool = /^(ruby|jruby)/.test(name) && args.includes("-run") ? args[args.indexOf("-e") + 1] : undefined;
  if (tool !== undefined && args.includes("-e"))
    plain([tool, ...args.slice(args.indexOf("-e") + 2).filter((word, index) => index > 0 || word !== "--")], "ruby -run");
  if (/^g?awk$/.test(name) && args.some((word, index) => word === "inplace" && /^(-i|--include)$/.test(args[index - 1] ?? "")))
    plain(["sed", "-i", "s/a/a/", ...args.slice(args.indexOf("inplace") + 2)], "awk -i inplace");
  if (
    /^(deno|bun|tsx|node|python[\d.]*|ruby|php)$/.test(name) &&
    filesAmong(args)
      .slice(0, /^(run|serve|x)$/.test(args[0] ?? "") ? 2 : 1)
      .some(isStrangeAddress) &&
    !/^(add|install|i|info|cache|eval|test)$/.test(args[0] ?? "")
  )
    say(networkRule(scene));
}

function codesOf(look: Look): readonly GivenCode[] {
  const { name, args, command, origin, sayUnread } = look;
  const made = madeFor(look);
  const language = languageOf(name) ?? compiled(name, args);
  const given = [...codeOf(name, args), ...consoleCodeOf(name, args, command.input)];
  const spoken = made === undefined ? undefined : (language ?? languageOfScript(made));
  if (spoken !== undefined && made !== undefined) return [...given, { language: spoken, code: made }];
  if (language === undefined || given.length > 0) return given;
  const [file] = filesAmong(args);
  if ((takesInput(look) || language !== languageOf(name) || file?.includes(unknown) === true) && command.input !== undefined)
    return [{ language, code: command.input, args: args.slice(Math.max(args.indexOf("-"), args.indexOf("/dev/stdin")) + 1) }];
  if (file === unknown || (takesInput(look) && origin.chain.length > 0)) sayUnread();
  return given;
}
