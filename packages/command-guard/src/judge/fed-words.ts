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
  const separator = separatorOf(options);
  const given =
    mark !== undefined && separator === undefined && command.input !== undefined
      ? command.input.split("\n").filter((line) => line !== "")
      : wordsFrom(command, origin, separator);
  if (mark !== undefined)
    return base.flatMap((word, index) => {
      const filled = word.includes(mark) ? few(given, word.length > 200 ? 50 : 500).map((one) => filledIn(word, mark, one)) : [word];
      // A shell is given one of them each time: all of them, one after the other, do the same.
      return /^-\w*c$/.test(base[index - 1] ?? "") ? [filled.join("\n")] : filled;
    });
  // Whatever is in a folder, file by file, is the folder.
  if (given[0] !== "-r") return [...base, ...given];
  const name = programName(base);
  return name === "rm" ? [...base, ...given] : [...base, ...(handing.test(name) ? ["-R"] : []), ...given.slice(1)];
}

/** The first of many, and one that nobody can tell for the others. */
const few = (all: readonly string[], most: number): readonly string[] => (all.length <= most ? all : [...all.slice(0, most), unknown]);

/** A mark of letters is most often meant where it stands alone. */
function filledIn(word: string, mark: string, one: string): string {
  if (!/^\w{1,20}$/.test(mark)) return word.replaceAll(mark, one);
  const alone = word.replace(new RegExp(`\\b${mark}\\b`, "g"), () => one);
  return alone === word ? word.replaceAll(mark, one) : alone;
}

/** What `xargs` is told to part its input by, where that is not blanks. */
function separatorOf(options: readonly string[]): string | undefined {
  if (options.some((option) => /^-\w*0$|^--null$/.test(option))) return "\0";
  const at = options.findIndex((option) => /^(-d|--delimiter)$/.test(option));
  const told = at === -1 ? options.map((option) => /^(?:-d|--delimiter=)(.+)$/s.exec(option)?.[1]).find((one) => one !== undefined) : options[at + 1];
  const mark = told?.replace("\\n", "\n").replace("\\t", "\t").replace("\\0", "\0");
  return mark?.length === 1 ? mark : undefined;
}

/** The words of a text in which quotes hold them together. */
function quotedWords(text: string): readonly string[] {
  if (!/["']/.test(text)) return text.split(/[\s\0]+/);
  return (text.match(/(?:"[^"\n]{0,4000}"|'[^'\n]{0,4000}'|[^\s\0])+/g) ?? []).map((word) =>
    word.replace(/"([^"\n]*)"|'([^'\n]*)'/g, (_, one: string | undefined, other: string | undefined) => one ?? other ?? ""),
  );
}

/** Programs that give what they are told to somebody. */
export const handing = /^(chmod|chown|chgrp|setfacl)$/;

/** The words that a command reads, as far as it can be told. */
export function wordsFrom(command: ShellCommand, { chain }: Origin, separator?: string): readonly string[] {
  // The names that `ls` gives say nothing of their folder.
  const isBare = chain[0] !== undefined && programName(chain[0].words) === "ls" && /^[\uE000\n]+$/.test(command.input ?? "");
  // Nor is what git lists of a folder less than all that it keeps there.
  const isListed = chain[0]?.words[0] === "git" && chain[0].words[1] === "ls-files" && /^[^\n.\uE000-\uE00F]+\/\uE000\n?$/.test(command.input ?? "");
  if (!isBare && !isListed && command.input !== undefined && command.input.replaceAll(unknown, "") !== "") {
    const words = separator === undefined ? quotedWords(command.input) : command.input.replace(/\n$/, "").split(separator);
    return few(
      words.filter((word) => word !== ""),
      500,
    );
  }
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
