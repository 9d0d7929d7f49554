import { posix } from "node:path";
import { programOf, type ShellCommand } from "@instar/shell-words";
import type { Ground } from "./target.ts";

/** The same ground with a folder on it that the line shows in another place: `mount --bind`. What is done there is done to that folder. */
export function withMountOf({ words }: ShellCommand, folder: string, ground: Ground): Ground {
  if (!words.some((word) => /(^|\/)(mount|bindfs)$/.test(word))) return ground;
  const program = programOf(words);
  if (program?.name !== "mount" && program?.name !== "bindfs") return ground;
  const isBound =
    program.name === "bindfs" || program.args.some((word) => /^(--r?bind|-B|-R|--move|-M)$/.test(word) || /^(-o|--options=)?([\w=-]+,)*r?bind(,|$)/.test(word));
  const [from = "", to = "", ...more] = program.args.filter((word) => !word.startsWith("-") && !/^([\w=-]+,)*r?bind(,[\w=-]+)*$/.test(word));
  if (!isBound || to === "" || more.length > 0 || /[\uE000-\uE00F]/.test(from + to + folder)) return ground;
  const shown = posix.resolve(folder, to);
  const lies = posix.resolve(folder, from);
  const before = ground.bound;
  const bound = (path: string): string => {
    const within = path === shown ? lies : path.startsWith(`${shown}/`) ? posix.join(lies, path.slice(shown.length)) : path;
    return before === undefined ? within : before(within);
  };
  return { ...ground, bound };
}
