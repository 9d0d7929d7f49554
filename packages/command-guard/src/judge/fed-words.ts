import { foundBy, type ShellCommand, unknown } from "@instar/shell-words";
import { programName } from "../program-name.ts";
import { isFindingKeys } from "./judge-data.ts";
import type { Origin } from "./origin.ts";

/** The words that `xargs` would make of its input. */
export function fedWords(words: readonly string[], options: readonly string[], command: ShellCommand, origin: Origin): readonly string[] {
  const base = words.length === 0 ? ["echo"] : words;
  const mark = options.flatMap((option, index) =>
    /^-\w*[IJ]$/.test(option)
      ? [options[index + 1] ?? "{}"]
      : /^-\w*i$|^--replace=?$/.test(option)
        ? ["{}"]
        : /^(-[IiJ]|--replace=)./.test(option)
          ? [option.replace(/^(-[IiJ]|--replace=)/, "")]
          : [],
  )[0];
  const given =
    mark !== undefined && command.input !== undefined
      ? command.input.split("\n").filter((line) => line !== "")
      : (apartBy(options, command) ?? wordsFrom(command, origin));
  if (mark !== undefined)
    return base.flatMap((word, index) => {
      const filled = word.includes(mark) ? few(given, word.length > 200 ? 50 : 500).map((one) => word.replaceAll(mark, one)) : [word];
      // A shell is given one of them each time: all of them, one after the other, do the same.
      return /^-\w*c$/.test(base[index - 1] ?? "") ? [filled.join("\n")] : filled;
    });
  // Whatever is in a folder, file by file, is the folder.
  if (given[0] !== "-r") return [...base, ...given];
  const name = programName(base);
  return name === "rm" ? [...base, ...given] : [...base, ...(handing.test(name) ? ["-R"] : []), ...given.slice(1)];
}

/** What `xargs -d,` makes of its input; undefined without such an option. */
function apartBy(options: readonly string[], { input }: ShellCommand): readonly string[] | undefined {
  const at = options.findIndex((option) => /^(-d|--delimiter)/.test(option));
  if (at === -1 || input === undefined || input.includes(unknown)) return undefined;
  const own = (options[at] ?? "").replace(/^(-d|--delimiter=?)/, "");
  const mark = (own === "" ? (options[at + 1] ?? "") : own).replace("\\n", "\n").replace("\\t", "\t").replace("\\0", "\0");
  return mark.length !== 1
    ? undefined
    : few(
        input
          .replace(/\n$/, "")
          .split(mark)
          .filter((word) => word !== ""),
        500,
      );
}

/** The first of many, and one that nobody can tell for the others. */
const few = (all: readonly string[], most: number): readonly string[] => (all.length <= most ? all : [...all.slice(0, most), unknown]);

/** Programs that give what they are told to somebody. */
export const handing = /^(chmod|chown|chgrp|setfacl)$/;

/** The words that a command reads, as far as it can be told. */
export function wordsFrom(command: ShellCommand, { chain }: Origin): readonly string[] {
  // The names that `ls` gives say nothing of their folder.
  const isBare = chain[0] !== undefined && programName(chain[0].words) === "ls" && /^[\uE000\n]+$/.test(command.input ?? "");
  // Nor is what git lists of a folder less than all that it keeps there.
  const isListed = chain[0]?.words[0] === "git" && chain[0].words[1] === "ls-files" && /^[^\n.\uE000-\uE00F]+\/\uE000\n?$/.test(command.input ?? "");
  if (!isBare && !isListed && command.input !== undefined && command.input.replaceAll(unknown, "") !== "")
    return few(
      command.input.split(/[\s\0]+/).filter((word) => word !== ""),
      500,
    ).map((word) => word.replace(/^(['"])(.*)\1$/, "$2"));
  for (const source of chain) {
    const name = programName(source.words);
    if (name === "find" || name === "gfind") {
      const { words, narrow } = foundBy(source.words.slice(1));
      return narrow ? words : [...sweeping, ...words];
    }
    const given = source.words.slice(2).filter((word) => !word.startsWith("-"));
    if (isFindingKeys(source)) return ["\uE000"];
    if (name === "ls") {
      const folders = source.words.slice(1).filter((word) => !word.startsWith("-"));
      // With these it names git's own folder, too.
      if (source.words.some((word) => /^-\w*[aA]|^--(almost-)?all$/.test(word)))
        return (folders.length === 0 ? ["."] : folders).flatMap((one) => [`${one}/\uE000`, `${one}/.\uE000`]);
      return folders.length === 0 ? ["./\uE000"] : folders.map((folder) => (/[\uE000\uE001]/.test(folder) ? folder : `${folder}/\uE000`));
    }
    // All that git keeps is the project.
    if (name === "git" && source.words[1] === "ls-files" && !source.words.slice(2).some((word) => !/^(-z|-c|--cached)$/.test(word))) return ["./\uE000"];
    // A whole folder of what it keeps, file by file.
    if (name === "git" && source.words[1] === "ls-files" && given.length > 0 && given.every((word) => !/[.*?\uE000-\uE00F]/.test(word)))
      return [...sweeping, ...given];
    if (name === "fd" || name === "fdfind" || name === "git" || name === "rg" || name === "grep")
      return source.words.some((word) => /\.\w+$|\uE000/.test(word)) || name !== "git" ? ["./found/by.name"] : ["./src"];
  }
  return [unknown];
}

/** What a `find` without a name gives is all there is. */
const sweeping = ["-r"];
