import { homedir } from "node:os";
import { basename, resolve } from "node:path";
import { globFits, literalOf } from "./guard-glob.ts";
import { hiddenTexts, mention } from "./guard-mention.ts";
import { type Places, withHomeFolder } from "./guard-places.ts";
import { instarWords, isUnclear, type Program, programOf, verbOf } from "./guard-program.ts";
import { decodeEscapes, readShell, type ShellCommand } from "./guard-shell.ts";
import { isOwnerVerb } from "./owner-verbs.ts";

export interface DaemonProcess {
  readonly pids: readonly number[];
  /** How it shows in the list of processes: its program, and its whole line. */
  readonly names: readonly string[];
  readonly line: string;
}

/** Why a shell line is not run, as the end of "That …". */
export interface ShellRefusal {
  readonly what: "reaches" | "owner" | "kills";
  readonly target: string;
}

const shells = new Set(["sh", "bash", "zsh", "dash", "ksh", "fish", "ash", "busybox", "eval", "source", "."]);
const interpreters = new Set([
  "python",
  "python3",
  "python2",
  "node",
  "nodejs",
  "perl",
  "ruby",
  "php",
  "deno",
  "bun",
  "tsx",
  "osascript",
  "lua",
  "awk",
  "gawk",
  "mawk",
  "sed",
  "ed",
  "ex",
  "vim",
  "vi",
  "emacs",
  "jshell",
  "tclsh",
  "expect",
  "parallel",
  "sqlite3",
]);
/** Their first plain argument is a pattern or a text, not a file. */
const searchers = new Set(["grep", "egrep", "fgrep", "rg", "ag", "ack", "ugrep"]);
const speakers = new Set(["echo", "printf"]);
const readers = new Set([
  ...[
    "ls",
    "cat",
    "head",
    "tail",
    "less",
    "more",
    "wc",
    "file",
    "stat",
    "du",
    "diff",
    "sort",
    "uniq",
    "cut",
    "tr",
    "nl",
    "od",
    "md5sum",
    "sha256sum",
    "tree",
    "for",
  ],
  ...[
    "grep",
    "egrep",
    "fgrep",
    "rg",
    "ag",
    "ack",
    "echo",
    "printf",
    "git",
    "tsc",
    "eslint",
    "vitest",
    "jest",
    "node",
    "test",
    "[",
    "[[",
    "jq",
    "bat",
    "column",
    "realpath",
    "basename",
  ],
]);

/** Decides about a whole shell line. */
export function judgeShell(text: string, cwd: string, places: Places, daemon: DaemonProcess, depth = 0): ShellRefusal | undefined {
  const commands = readShell(text, { HOME: homedir(), PWD: cwd });
  if (commands === undefined) {
    const target = mention(text);
    return target === undefined ? undefined : { what: "reaches", target };
  }
  for (const hidden of hiddenTexts(text)) {
    const target = mention(hidden);
    if (target !== undefined) return { what: "reaches", target: `${target}, in disguise` };
  }
  let folders: readonly string[] = [cwd];
  for (const [index, command] of commands.entries()) {
    const program = programOf(command.words);
    const next = command.piped ? programOf(commands[index + 1]?.words ?? []) : undefined;
    const refusal = judgeCommand(command, program, next, folders, places, daemon, depth);
    if (refusal !== undefined) return refusal;
    if (program !== undefined && ["cd", "pushd"].includes(program.name)) {
      const target = program.args.find((word) => !word.startsWith("-"));
      if (target !== undefined && !isUnclear(target))
        folders = [...new Set([...folders, ...folders.map((folder) => resolve(folder, withHomeFolder(target)))])].slice(-8);
    }
  }
  return undefined;
}

function judgeCommand(
  command: ShellCommand,
  program: Program | undefined,
  next: Program | undefined,
  folders: readonly string[],
  places: Places,
  daemon: DaemonProcess,
  depth: number,
): ShellRefusal | undefined {
  const again = (script: string): ShellRefusal | undefined => {
    for (const folder of folders) {
      const refusal = depth < 5 ? judgeShell(script, folder, places, daemon, depth + 1) : undefined;
      if (refusal !== undefined) return refusal;
    }
    return undefined;
  };
  const reach = (word: string, writing = true): ShellRefusal | undefined => {
    const target = reachedBy(word, folders, places, writing, program?.name);
    return target === undefined ? undefined : { what: "reaches", target };
  };
  const scan = (code: string): ShellRefusal | undefined => {
    const target = mention(code);
    return target === undefined ? undefined : { what: "reaches", target };
  };

  for (const word of [...command.files, ...command.assigned]) {
    const refusal = reach(word);
    if (refusal !== undefined) return refusal;
  }
  if (program === undefined) return undefined;
  const { name, args, more } = program;

  const words = instarWords(program);
  if (words !== undefined) {
    const verb = verbOf(words);
    const isHelp = words.some((word) => word === "--help" || word === "-h") && !words.includes("--");
    if (name === "node" && /daemon\.js$/.test(args.find((word) => /daemon\.js$/.test(word)) ?? "")) return { what: "owner", target: "start" };
    if (verb.slice(0, 2).some(isUnclear) || (more && verb.length < 2)) return { what: "owner", target: "a command that can't be told" };
    if (isOwnerVerb(verb) && !isHelp) return { what: "owner", target: verb.slice(0, 2).join(" ") };
    if (verb[0] === "doctor" && words.includes("--fix")) return { what: "owner", target: "doctor --fix" };
  }

  const killed = judgeKill(program, next, daemon);
  if (killed !== undefined) return { what: "kills", target: killed };

  if (shells.has(name)) {
    const scripts =
      name === "eval" ? [args.join(" ")] : name === "fish" || args.some((word) => /^-\w*c$/.test(word)) ? args.filter((word) => !word.startsWith("-")) : [];
    for (const script of [...scripts, command.input ?? ""]) {
      const refusal = again(script);
      if (refusal !== undefined) return refusal;
    }
  }
  const feeds = next !== undefined && (shells.has(next.name) || interpreters.has(next.name) || next.more);
  if (feeds || command.captured) {
    const said = [speakers.has(name) ? decodeEscapes(args.join(" ")) : "", command.input ?? ""];
    for (const text of said) {
      const refusal =
        scan(text) ??
        (feeds && shells.has(next.name) ? again(text) : undefined) ??
        (feeds && next.more ? again(`${next.name} ${next.args.join(" ")} ${text}`) : undefined);
      if (refusal !== undefined) return refusal;
    }
  }
  if (interpreters.has(name) || isInterpreter(name)) {
    const refusal = scan([...args, command.input ?? ""].join("\n"));
    if (refusal !== undefined) return refusal;
  }

  const recursive = judgeRecursive(program, next, folders, places);
  if (recursive !== undefined) return { what: "reaches", target: recursive };

  if (speakers.has(name) && !more) return undefined;
  for (const word of pathsAmong(program)) {
    const refusal = reach(word, !readers.has(name));
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

const isInterpreter = (name: string) => /^(python|node|perl|ruby|php)[\d.]*$/.test(name);

/** The arguments that may be files. Texts and patterns aside, where a program's first argument or an option's value is one. */
function pathsAmong({ name, args }: Program): readonly string[] {
  if (searchers.has(name)) {
    let pattern = args.some((word) => /^-\w*[ef]$/.test(word) || word.startsWith("--regexp") || word === "--files");
    return args.filter((word, index) => {
      if (/^(-e|--regexp)$/.test(args[index - 1] ?? "")) return false;
      if (/^--(exclude|exclude-dir|ignore-file)/.test(word) || (/^(-g|--glob|--iglob)$/.test(args[index - 1] ?? "") && word.startsWith("!"))) return false;
      if (word.startsWith("-") || pattern) return true;
      pattern = true;
      return false;
    });
  }
  if (name === "git") {
    const isText = (word: string) => /^(-\w*m|--message|--grep|-S|-G)$/.test(word);
    return args.filter((word, index) => !isText(args[index - 1] ?? "") && !/^(--message=|--grep=|-m.|-S.|-G.|:!|:\(exclude\))/.test(word));
  }
  if (["gh", "glab"].includes(name)) return args.filter((_, index) => !/^(-t|-b|--title|--body)$/.test(args[index - 1] ?? ""));
  if (name === "find")
    return args.filter(
      (word, index) => !(/^-(not|path|ipath|wholename|name|iname|prune|regex)$/.test(args[index - 1] ?? "") && isExcluding(args, index)) || word === "",
    );
  return args.filter((word) => !/^--?(exclude|ignore)[\w-]*=/.test(word) && word !== "!");
}

/** Whether the value at `index` of a `find` line names what is left out. */
const isExcluding = (args: readonly string[], index: number) => ["-not", "!"].includes(args[index - 2] ?? "") || args.slice(index).includes("-prune");

/** What of the owner's a word of a command leads to. */
function reachedBy(word: string, folders: readonly string[], places: Places, writing: boolean, program: string | undefined): string | undefined {
  const isPlain = !/[\uE000-\uE00F]/.test(word);
  const parts = [word, ...word.split(/[=:,@]/), ...(/^-[A-Za-z]./.test(word) ? [word.slice(2)] : [])];
  for (const part of new Set(parts)) {
    if (part === "" || part.length > 4_096) continue;
    for (const folder of folders) {
      if (isPlain) {
        const target = places.reached(part, folder, writing);
        if (target !== undefined) return target;
      } else {
        const matched = places.matched(part, folder);
        if (matched === "home" && !(program === "ls" && /\.[\uE000\uE001]+\/?$/.test(part))) return "the agent's own folder (.instar)";
        if (matched === "config" && (writing || program === "for")) return "the agent's config (instar.config)";
      }
    }
    if (!isPlain && part.split("/").some(isDisguised)) return "the agent's own folder (.instar)";
  }
  return undefined;
}

/** A part of a path that most likely stands for `.instar` or the token's file, wherever it is. */
function isDisguised(part: string, index: number, parts: readonly string[]): boolean {
  if (part === ".instar") return !/^(memory\.md|jobs|skills)$/i.test(parts[index + 1] ?? "") || parts.includes("..");
  const literal = literalOf(part);
  if (literal === part || literal.replace(/^\./, "").length < 3) return false;
  return [".instar", "owner-token"].some((name) => globFits(part, name));
}

/** Whether a command works on a whole folder in which the owner's folder lies, other than by reading texts. */
function judgeRecursive({ name, args, more }: Program, next: Program | undefined, folders: readonly string[], places: Places): string | undefined {
  const what = "the agent's own folder (.instar), which lies in there";
  const text = args.join(" ");
  if (/\.instar/.test(text) && /exclude|prune|-not|!|-e /.test(text)) return undefined;
  const isDeep = /(^|\s)-\w*[rRa]\w*|--(recursive|archive)/.test(text);
  const targets = args.filter((word) => !word.startsWith("-"));
  const holds = (list: readonly string[]) => list.some((word) => folders.some((folder) => places.contains(word, folder)));
  if (name === "git" && args[0] === "clean" && /-\w*[xX]/.test(text) && /-\w*[fd]/.test(text)) return what;
  if (["rm", "chmod", "chown", "chgrp", "shred"].includes(name) && isDeep && holds(targets)) return what;
  if (
    ["mv", "rsync", "trash", "zip", "tar", "bsdtar", "7z"].includes(name) &&
    (name === "mv" || name === "trash" || isPacking(name, args)) &&
    holds(name === "mv" ? targets.slice(0, -1) : targets)
  )
    return what;
  if (["cp", "scp"].includes(name) && isDeep && holds(targets.slice(0, -1))) return what;
  if (name !== "find" && name !== "fd") return undefined;
  const acts = /-(exec|execdir|ok|okdir|delete|fprint\w*|fls)\b/.test(text) || next?.more === true || more;
  if (!acts) return undefined;
  const roots = args.slice(
    0,
    args.findIndex((word) => word.startsWith("-") || word === "!") === -1 ? args.length : args.findIndex((word) => word.startsWith("-") || word === "!"),
  );
  if (!holds(roots.length === 0 ? ["."] : roots)) return undefined;
  const wanted = args.filter((_, index) => /^-i?name$/.test(args[index - 1] ?? "") && !["-not", "!"].includes(args[index - 2] ?? ""));
  if (wanted.length === 0) return /-not|!|-prune|-type d|-maxdepth 1/.test(text) ? undefined : what;
  if (wanted.some((pattern) => places.names().some((known) => globFits(pattern, known)))) return what;
  const worker = next?.more === true ? next.name : (args[args.findIndex((word) => /^-(exec|execdir|ok|okdir)$/.test(word)) + 1] ?? "rm");
  return wanted.some((pattern) => globFits(pattern, "instar.config.ts")) && !readers.has(basename(worker))
    ? "the agent's config (instar.config), which lies in there"
    : undefined;
}

function isPacking(name: string, args: readonly string[]): boolean {
  if (name === "tar" || name === "bsdtar") return /^-?\w*[cru]/.test(args[0] ?? "") || args.includes("--create");
  return name === "rsync" || name === "7z" || args.some((word) => /^-\w*r/.test(word));
}

/** Which process of ours a command would end. */
function judgeKill({ name, args, more }: Program, next: Program | undefined, { pids, names, line }: DaemonProcess): string | undefined {
  const plain = args.filter((word) => !word.startsWith("-"));
  if (name === "kill") {
    const isSignal = (word: string, index: number) => index === 0 && /^-([A-Za-z]+|\d+)$/.test(word) && args.length > 1;
    const targets = args.filter((word, index) => !isSignal(word, index) && word !== "--" && !/^-(s|n)$/.test(args[index - 1] ?? ""));
    return targets.some((word) => word === "-1" || pids.includes(Math.abs(Number(word)))) ? "the agent's process" : undefined;
  }
  if (name === "killall") return plain.some((word) => names.includes(word) || /instar/i.test(word)) ? "the agent's process" : undefined;
  const isEnding = name === "pkill" || (["pgrep", "pidof"].includes(name) && (next?.more === true || more));
  if (!isEnding) return undefined;
  const full = args.some((word) => /^-\w*f/.test(word));
  return plain.some((word) => !isUnclear(word) && isMatch(word, full ? [line] : names)) ? "the agent's process" : undefined;
}

function isMatch(pattern: string, texts: readonly string[]): boolean {
  if (/instar/i.test(pattern)) return true;
  // An agent's pattern is not run in our own process: one of its longer pieces of plain text is enough.
  const pieces = pattern.split(/[^\w./@-]+|\.[*+?]/).filter((piece) => piece.length > 2);
  return pieces.length === 0 || pieces.some((piece) => texts.some((text) => text.includes(piece)));
}
