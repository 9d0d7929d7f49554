import { posix } from "node:path";
import { type ShellCommand, unknown } from "@instar/shell-words";
import { programName } from "../program-name.ts";

const keeping = /^-\w*[nibt]|^--(no-clobber|interactive|backup|target-directory|help)/;

interface Move {
  readonly from: string;
  readonly to: string;
}

/** What a command moves to one name: itself, or for each thing that is found. */
function moveOf({ words }: ShellCommand): Move | undefined {
  const at = words.findIndex((word) => programName([word]) === "mv");
  if (at === -1 || (at > 0 && !words.slice(0, at).some((word) => /^(sudo|env|command|xargs|-exec|-execdir|nice|time)$/.test(word)))) return undefined;
  const end = words.findIndex((word, index) => index > at && (word === ";" || word === "+"));
  const told = words.slice(at + 1, end === -1 ? undefined : end);
  const [from = "", to = "", ...more] = told.filter((word) => !/^-./.test(word));
  return to === "" || more.length > 0 || told.some((word) => keeping.test(word)) ? undefined : { from, to };
}

/** More than one thing, one after the other. */
const isMany = (from: string, { within, words }: ShellCommand): boolean =>
  from === "{}" || (words.some((word) => /^xargs$/.test(word)) && from.includes("{}")) || (within.includes("loop") && /[\uE000-\uE00F]/.test(from));

/**
 * A name that several things are moved to, one after the other, where there is no folder of that name: each takes the place of the one before. Undefined
 * when there is none, or the line makes the folder.
 */
export function lostMove(commands: readonly ShellCommand[], folder: string, isThere: (path: string) => boolean): string | undefined {
  const first = new Map<string, string>();
  for (const [index, command] of commands.entries()) {
    const move = moveOf(command);
    if (move === undefined || /[\uE000-\uE00F]|\{\}|\/\.?$|^\.{0,2}$|[^/]\.\w{1,8}$/.test(move.to)) continue;
    const to = posix.resolve(command.known["PWD"] ?? folder, move.to);
    if (to.includes(unknown) || isThere(to)) continue;
    const before = first.get(to);
    const isLost = isMany(move.from, command) || (before !== undefined && before !== move.from && posix.basename(before) !== posix.basename(to));
    first.set(to, move.from);
    if (isLost && !commands.slice(0, index).some((other) => makes(other, move.to))) return move.to;
  }
  return undefined;
}

const makes = ({ words }: ShellCommand, folder: string): boolean =>
  /^(mkdir|install|git|cp|sudo|unzip|tar)$/.test(programName(words)) &&
  words.some((word) => word.replace(/\/$/, "") === folder || word.startsWith(`${folder}/`));
