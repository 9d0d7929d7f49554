import { posix } from "node:path";
import { programOf, type ShellCommand, unknown } from "@instar/shell-words";
import type { FileView } from "../contract.ts";
import { type Invocation, readInvocation, valuesOf } from "../invocation.ts";
import { programName } from "../program-name.ts";
import { scriptsSet } from "../unwrap/lines/index.ts";
import { withEnvironment } from "./environment.ts";
import { isFetching, savedBy } from "./fetching.ts";
import { type Remote, withRemotes } from "./remotes.ts";

/** What a line left behind so far, for what comes later in it. Paths are whole. */
export interface Traces {
  /** Files that came from the network, as they were called. */
  readonly fetched: readonly string[];
  /** Folders into which the line unpacked or cloned what came from the network. */
  readonly unpacked: readonly string[];
  /** What may stand in the files that the line wrote. */
  readonly written: ReadonlyMap<string, string>;
  /** Programs that the line gave another name, by that name. */
  readonly copied: ReadonlyMap<string, string>;
  /** Folders in which programs are looked for first. */
  readonly searched: readonly string[];
  /** Scripts that the line put into the package, by their names. */
  readonly scripts: ReadonlyMap<string, string>;
  /** The remotes of git that the line named. */
  readonly remotes: ReadonlyMap<string, Remote>;
  /** What the line set for the programs that it runs. */
  readonly environment: Readonly<Record<string, string>>;
  /** Folders in which the line made a repository of its own, where there was nothing. */
  readonly repositories: readonly string[];
}

export const noTraces: Traces = {
  fetched: [],
  unpacked: [],
  written: new Map(),
  copied: new Map(),
  searched: [],
  scripts: new Map(),
  remotes: new Map(),
  environment: {},
  repositories: [],
};

/** How much of each kind is remembered. */
const most = 1_000;
/** How much is remembered of what a file may hold, in letters. */
const mostText = 131_072;
const copiers = /^(cp|gcp|ln|install|mv|link|ditto|rsync)$/;
/** Programs under their own names, found wherever they lie: `$(command -v rm)`. */
const bare =
  /^(rm|grm|rmdir|unlink|shred|srm|wipe|dd|mkfs(\.\w+)?|wipefs|mv|cp|chmod|chown|find|truncate|tee|ba?sh|zsh|dash|ksh|fish|busybox|toybox|env|xargs|sudo|python[\d.]*|perl|ruby|node|php|git|curl|wget|nc|rsync|tar)$/;

/** A path from the folder that a command stands in. */
export const wholePath = (folder: string, path: string): string => (folder.includes(unknown) ? posix.normalize(path) : posix.resolve(folder, path));

/** What is left behind when a command has run in a folder. */
export function withTraces(traces: Traces, command: ShellCommand, folder: string, files: FileView): Traces {
  const { words, settings, writes = [] } = command;
  const program = programOf(words);
  const [name, args] = program === undefined ? ["", []] : [programName([program.name]), program.args];
  const environment = withEnvironment(traces.environment, command);
  let out = environment === traces.environment ? traces : { ...traces, environment };
  if (isFetching(command)) out = { ...out, fetched: [...out.fetched, ...savedBy(command)].slice(-most) };
  if (writes.length > 0) out = { ...out, written: withWrites(out.written, writes, folder) };
  const filled = filledBy(name, args);
  if (filled !== undefined && command.input !== undefined)
    out = { ...out, written: withWrites(out.written, [{ file: filled, text: command.input, appends: false }], folder) };
  const path = settings["PATH"];
  if (path !== undefined) out = { ...out, searched: [...foldersOf(path, folder), ...out.searched].slice(0, most) };
  if (copiers.test(name)) out = withCopies(out, command.offered?.[0] ?? command.input, readInvocation(name, args), folder, files);
  if (name === "git" && args.includes("remote")) out = { ...out, remotes: withRemotes(out.remotes, args) };
  if (name === "git") {
    const made = repositoryMade(args, folder, files);
    if (made !== undefined) out = { ...out, repositories: [...out.repositories, made].slice(-most) };
  }
  if (name === "hash" && args[0] === "-p" && args[1] !== undefined && args[2] !== undefined)
    out = { ...out, copied: new Map([...out.copied, [args[2], args[1]]]) };
  if (/^(npm|pnpm|yarn)$/.test(name)) {
    const set = scriptsSet(args);
    if (set.length > 0) out = { ...out, scripts: new Map([...out.scripts, ...set.map(({ name: key, text }) => [key, text] as const)]) };
  }
  return out;
}

/** The folder of a repository that `git clone` or `git init` makes where nothing lies. */
function repositoryMade(args: readonly string[], folder: string, files: FileView): string | undefined {
  const call = readInvocation("git", args);
  const [verb, first, second] = call.plain;
  if (verb !== "clone" && verb !== "init") return undefined;
  if (valuesOf(call, "--separate-git-dir|--git-dir|--work-tree").length > 0) return undefined;
  const named = verb === "init" ? (first ?? ".") : (second ?? posix.basename(first ?? "", ".git"));
  if (named === "" || /[\uE000-\uE00F]/.test(named + folder)) return undefined;
  const path = wholePath(valuesOf(call, "-C").reduce(wholePath, folder), named);
  return files.look(path) === undefined ? path : undefined;
}

/** The file that a program fills with what it reads. */
const filledBy = (name: string, args: readonly string[]): string | undefined =>
  name === "dd" ? args.find((word) => word.startsWith("of="))?.slice(3) : name === "sponge" ? args.find((word) => !word.startsWith("-")) : undefined;

export const foldersOf = (path: string, folder: string): readonly string[] =>
  path
    .split(":")
    .filter((part) => part !== "" && !part.includes(unknown))
    .map((part) => wholePath(folder, part));

function withWrites(known: Traces["written"], writes: NonNullable<ShellCommand["writes"]>, folder: string): Traces["written"] {
  const out = new Map(known);
  for (const { file, text, appends } of writes) {
    if (file.startsWith("/dev/")) continue;
    const key = wholePath(folder, file);
    const before = out.get(key);
    // A loop writes the same again and again.
    if (before !== undefined && (before.length > mostText || (!appends && before.includes(text)))) continue;
    // What was there before may still be: the command that writes it anew may never run.
    if (before !== undefined || out.size < most) out.set(key, before === undefined ? text : appends ? before + text : `${before}\n${text}`);
  }
  return out;
}

/** `cp /bin/rm ./tidy`, `ln -s "$(which rm)" tidy`, `install -m 755 <(…) tool`, `mv draft.sh run.sh`. */
function withCopies(traces: Traces, input: string | undefined, call: Invocation, folder: string, files: FileView): Traces {
  const into = valuesOf(call, "-t|--target-directory")[0];
  const sources = into === undefined ? call.plain.slice(0, -1) : call.plain;
  const target = into ?? call.plain.at(-1) ?? "";
  if (target === "" || sources.length === 0 || sources.length > 8) return traces;
  const written = new Map(traces.written);
  const copied = new Map(traces.copied);
  for (const source of sources) {
    const from = wholePath(folder, source);
    const to = wholePath(folder, target);
    const names = [to, posix.join(to, posix.basename(source))];
    const text = source.includes(unknown) ? input : traces.written.get(from);
    const program = traces.copied.get(from) ?? (isProgram(source) && !traces.written.has(from) && files.look(from)?.kind !== "folder" ? source : undefined);
    const isLocal = !source.includes("/") && files.look(from) !== undefined;
    for (const one of names) {
      if (text !== undefined && written.size < most) written.set(one, text);
      else if (program !== undefined && !isLocal && copied.size < most) copied.set(one, program);
    }
  }
  return { ...traces, written, copied };
}

const isProgram = (source: string) => /^\/(usr\/)?(local\/)?s?bin\/[\w.+-]+$/.test(source) || bare.test(source);

/** What the line wrote into a program that is called by its name or path. */
export function programMade({ written, searched }: Traces, folder: string, name: string): string | undefined {
  if (name.includes("/")) return written.get(wholePath(folder, name));
  for (const place of searched) {
    const text = written.get(posix.join(place, name));
    if (text !== undefined) return text;
  }
  return undefined;
}

/** The program that stands behind a name that the line gave it. */
export function programCopied({ copied, searched }: Traces, folder: string, name: string): string | undefined {
  if (copied.size === 0) return undefined;
  if (name.includes("/")) return copied.get(wholePath(folder, name));
  const place = searched.find((one) => copied.has(posix.join(one, name)));
  return copied.get(name) ?? (place === undefined ? undefined : copied.get(posix.join(place, name)));
}
