import { basename } from "node:path";
import {
  isEditor,
  isInterpreter,
  lineTakers,
  type Program,
  programOf,
  readers,
  type ShellCommand,
  searchers,
  shells,
  speakers,
  unknown,
} from "@instar/shell-words";
import { behindRunner, leavingAlone } from "./path-words.ts";

/** They type into another window, or open one. */
const typing =
  /^(xdotool|ydotool|wtype|dotool|cliclick|kitty|wezterm|zellij|byobu|dtach|abduco|xterm|konsole|alacritty|foot|gnome-terminal|x-terminal-emulator)$/;
const takesLines = (name: string): boolean => lineTakers.has(name) || shells.has(name) || typing.test(name);

/** What everybody knows and what runs nothing of its words, beside the readers of files. */
const plainly = new Set(
  "cp mv rm mkdir rmdir touch ln chmod chown chgrp unlink truncate curl wget http jq yq gh glab pytest cargo go rustc mocha ava c8 nyc cypress playwright tap tsd ps lsof kill say notify-send".split(
    " ",
  ),
);

/** Whether no word of a program is a line of shell, whatever it says: text, patterns, names, code of another language. */
export function takesNoLines({ name, args }: Program): boolean {
  if (takesLines(name)) return packageScripts.test(name) && /^(run|run-script|test|t)$/.test(args[0] ?? "") && !args.some((word) => /^(-c|--call)$/.test(word));
  return (
    readers.has(name) ||
    searchers.has(name) ||
    speakers.has(name) ||
    plainly.has(name) ||
    leavingAlone.has(name) ||
    isEditor(name) ||
    (isInterpreter(name) && name !== "expect")
  );
}

const packageScripts = /^(npm|pnpm|yarn)$/;

/** The words of a command that may be lines of shell, where it is one that is given some. */
export function linesGiven({ words }: ShellCommand, program: Program): readonly string[] {
  const own = basename((words[0] ?? "").toLowerCase());
  if (![own, program.name].some((name) => lineTakers.has(name) || typing.test(name))) return [];
  const given = own === "watch" ? [words.slice(1).join(" ")] : wordsLeft(words, program);
  return given.map((word) => word.replace(/^(-[A-Za-z]|--?[\w-]+=|[\w.]+=)(?=\S*\s)/, "")).filter((word) => /\S\s+\S|\$[\w{]/.test(word));
}

/** Without those that stand behind a program which takes no lines. */
function wordsLeft(words: readonly string[], program: Program): readonly string[] {
  if (program.name === "find") return withoutActions(words.slice(1));
  const behind = behindRunner(program);
  if (program.name === "parallel") return linesForEach(program.args);
  // What is set there is no line of its own.
  const given = words.slice(1).filter((word, index) => !(/^\w+=/.test(word) && index < words.length - program.args.length - 2));
  // A shell's line is read with what is set for it.
  return takesNoLines(behind) || shells.has(program.name) ? given.slice(0, Math.max(0, given.length - behind.args.length)) : given;
}

/** `find -exec grep 'a b' {} +` */
function withoutActions(words: readonly string[]): readonly string[] {
  const at = words.findIndex((word) => /^-(exec|execdir|ok|okdir)$/.test(word));
  if (at === -1) return words;
  const rest = words.slice(at + 1);
  const end = rest.findIndex((word, index) => word === ";" || (word === "+" && rest[index - 1] === "{}"));
  const run = end === -1 ? rest : rest.slice(0, end);
  const worker = programOf(run);
  return [...words.slice(0, at), ...(worker !== undefined && takesNoLines(worker) ? [] : run), ...(end === -1 ? [] : withoutActions(rest.slice(end + 1)))];
}

/** How many things of one `parallel` are looked at. */
const mostThings = 20;

/** `parallel` puts its words together, and each thing that stands behind its mark; these are lines where no program is named. */
function linesForEach(args: readonly string[]): readonly string[] {
  const mark = args.findIndex((word) => /^:::/.test(word));
  const things = mark === -1 ? [] : args.slice(mark + 1, mark + 1 + mostThings);
  const before = mark === -1 ? args : args.slice(0, mark);
  const from = before.findIndex((word, index) => !word.startsWith("-") && !/^-[jPnNLISad]$/.test(before[index - 1] ?? ""));
  if (from === -1) return args;
  const line = before.slice(from).join(" ");
  return [line, ...things.map((thing) => (line.includes("{}") ? line.replaceAll("{}", thing) : `${line} ${thing}`))];
}

const quoted = (word: string): string => (/^[\w./=:,@%+{}-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** A program with what it is told by its input, as one line. */
export function lineWithInput(program: Program, input: string): string {
  const { name, args } = program;
  if (!takesNoLines(program) && !shells.has(name)) return `${name} ${args.join(" ")} ${input}`;
  const lines = input.split("\n").slice(0, mostThings);
  const told = args.some((word) => word.includes("{}"))
    ? args.map((word) => (word.includes("{}") ? lines.map((line) => word.replaceAll("{}", line)).join("\n") : word))
    : [...args, ...input.split(/\s+/).filter((word) => word !== "")];
  return [name, ...told.map(quoted)].join(" ");
}

/** The line that a shell is given, and what it finds behind it as `$1`, `$2`, …; undefined where it is given none. */
export function lineOfShell({ name, args, more }: Program): { readonly line: string; readonly numbered: Readonly<Record<string, string>> } | undefined {
  if (name === "eval") return { line: args.join(" "), numbered: {} };
  const option = args.findIndex((word) => /^-\w*c$/.test(word));
  const at = args.findIndex((word, index) => index > option && !/^[-+]/.test(word));
  if ((option === -1 && name !== "fish") || at === -1) return undefined;
  // `xargs` puts there what can't be told.
  if (more) return { line: args[at]?.replaceAll("{}", unknown) ?? "", numbered: {} };
  const line = (args[at] ?? "").replace(/\$\{?0\}?(?!\w)/g, () => args[at + 1] ?? "$0");
  return { line, numbered: Object.fromEntries(args.slice(at + 2).map((word, index) => [String(index + 1), word])) };
}
