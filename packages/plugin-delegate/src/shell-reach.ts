import { homedir, tmpdir } from "node:os";
import { basename, resolve, sep } from "node:path";
import {
  globFits,
  hiddenTexts,
  isEditor,
  isInterpreter,
  lineTakers,
  literalOf,
  type Program,
  pathsAmong,
  programOf,
  readShell,
  type ShellCommand,
  shells,
  speakers,
  usualVariables,
} from "@instar/shell-words";
import { absolutePath, type ProtectedPaths } from "./protected-paths.ts";

/** They only read the files that they are given. */
const onlyReading: ReadonlySet<string> = new Set(
  "ls cat head tail less more wc file stat du diff cmp cut od xxd md5sum sha1sum sha256sum tree grep egrep fgrep rg ag ack jq bat column realpath readlink basename dirname test [ [[ cd pushd popd pwd".split(
    " ",
  ),
);

/** They take whole folders along: what is below the folder that they are given is meant, too. */
const takingAlong: ReadonlySet<string> = new Set("rm rmdir mv chmod chown chgrp rsync find shred unlink trash srm".split(" "));

/** Folders that are followed, and lines within lines. */
const most = { folders: 4, depth: 3 };

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const isPlain = (word: string) => literalOf(word) === word;

/** The protected path whose name stands in a text that isn't understood. */
const named = (text: string, { paths }: ProtectedPaths): string | undefined =>
  paths.find((path) => new RegExp(`(?<![\\w.-])${escaped(basename(path))}(?![\\w-]|\\.\\w)`, "i").test(text));

/** The protected path that a word with wildcards may be, or lead into. */
function matched(word: string, folder: string, { paths }: ProtectedPaths): string | undefined {
  const parts = absolutePath(word, folder).split(sep);
  // A word of which nothing is known may be any file: it says nothing.
  if (literalOf(word).replace(/[./]/g, "") === "" && !word.includes("\uE000")) return undefined;
  return paths.find((path) => {
    const kept = path.split(sep);
    return kept.every((part, index) => index >= parts.length || globFits(parts[index] ?? "", part)) && parts.length >= kept.length;
  });
}

/** The protected path that a word of a program leads to. */
function reachedBy(word: string, folders: readonly string[], protection: ProtectedPaths, isTakingAlong: boolean): string | undefined {
  const parts = [word, ...word.split(/[=:,@]/), ...(/^-[A-Za-z]./.test(word) ? [word.slice(2)] : [])];
  for (const part of new Set(parts)) {
    if (part === "" || part.length > 4_096) continue;
    for (const folder of folders) {
      const found = isPlain(part)
        ? (protection.reached(part, folder) ?? (isTakingAlong && !part.startsWith("-") ? protection.below(part, folder) : undefined))
        : matched(part, folder, protection);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function foldersAfter({ name, args }: Program, folders: readonly string[]): readonly string[] {
  const target = args.find((word) => !word.startsWith("-"));
  if (!["cd", "pushd"].includes(name) || target === undefined || !isPlain(target)) return folders;
  return [...new Set([...folders, ...folders.map((folder) => absolutePath(target, folder))])].slice(-most.folders);
}

function judgeCommand(command: ShellCommand, folders: readonly string[], protection: ProtectedPaths, depth: number): string | undefined {
  for (const file of command.files) {
    const found = reachedBy(file, folders, protection, false);
    if (found !== undefined) return found;
  }
  const program = programOf(command.words);
  if (program === undefined) return undefined;
  const { name, args, more } = program;
  if (speakers.has(name) && !more) return undefined;
  const code = [...args, command.input ?? ""];
  if (shells.has(name) || lineTakers.has(name)) {
    for (const text of code) {
      const found =
        depth < most.depth && /\s/.test(text)
          ? folders.map((folder) => shellReach(text, folder, protection, depth + 1)).find((one) => one !== undefined)
          : undefined;
      if (found !== undefined) return found;
    }
  }
  if (isInterpreter(name) || isEditor(name) || depth >= most.depth) {
    const found = named(code.join("\n"), protection);
    if (found !== undefined) return found;
  }
  if (onlyReading.has(name) && !more) return undefined;
  for (const word of pathsAmong(program)) {
    const found = reachedBy(word, folders, protection, takingAlong.has(name) && !isSearchOnly(program));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A `find` that neither deletes nor runs anything. */
const isSearchOnly = ({ name, args }: Program) => name === "find" && !args.some((word) => /^-(delete|exec|execdir|ok|okdir|fprint\w*|fls)$/.test(word));

/**
 * The protected path that a shell line would change, as far as its words tell: whatever names one counts, but for programs that only read. What a
 * program does by itself is not seen here; a change is noticed afterwards.
 */
export function shellReach(line: string, cwd: string, protection: ProtectedPaths, depth = 0): string | undefined {
  if (protection.paths.length === 0) return undefined;
  const commands = readShell(line, usualVariables(cwd, homedir(), tmpdir()));
  if (commands === undefined) return named(line, protection);
  for (const hidden of hiddenTexts(line)) {
    const found = named(hidden, protection);
    if (found !== undefined) return found;
  }
  // What is said to a shell, or to a program that takes its words from there.
  const isHeard = commands.some(({ words }) => {
    const program = programOf(words);
    return program !== undefined && (program.more || shells.has(program.name) || isInterpreter(program.name) || program.name === "tee");
  });
  let folders: readonly string[] = [resolve(cwd)];
  for (const command of commands) {
    const program = programOf(command.words);
    if (isHeard && command.piped) {
      const found = named([...command.words, command.input ?? ""].join(" "), protection);
      if (found !== undefined) return found;
    }
    const found = judgeCommand(command, folders, protection, depth);
    if (found !== undefined) return found;
    if (program !== undefined) folders = foldersAfter(program, folders);
  }
  return undefined;
}
