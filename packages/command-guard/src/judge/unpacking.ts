import { posix } from "node:path";
import type { ShellCommand } from "@instar/shell-words";
import { programName } from "../program-name.ts";
import { wholePath } from "./traces.ts";

const packers = /^(?:tar|bsdtar|gtar|unzip|7z|7za|7zz|cpio|ar|unar|git)$/;

/** The folder into which a command unpacks or clones what comes from the network; undefined when it does not. */
export function unpackedBy({ words }: ShellCommand, here: string, brought: boolean, fetched: readonly string[]): string | undefined {
  const name = programName(words);
  if (!packers.test(name)) return undefined;
  if (name === "git") return clonedTo(words, here);
  const args = words.slice(1);
  const isOfNet = brought || args.some((word) => fetched.some((file) => file !== "" && posix.basename(file) === posix.basename(word)));
  if (!isOfNet) return undefined;
  const at = args.findIndex((word) => /^(?:-C|-d|--directory|-D)$/.test(word));
  const joined = args.find((word) => /^--directory=|^-o(?=.)/.test(word))?.replace(/^--directory=|^-o/, "");
  return wholePath(here, (at === -1 ? joined : args[at + 1]) ?? ".");
}

/** Where `git clone` puts a repository of the network: what needs a key of one's own is one's own. */
function clonedTo(words: readonly string[], here: string): string | undefined {
  const at = words.indexOf("clone");
  if (at === -1) return undefined;
  const [from, to] = words
    .slice(at + 1)
    .filter(
      (word, index, all) =>
        !word.startsWith("-") && !/^(?:-b|--branch|--depth|-o|--origin|-c|--config|--reference|-j|--jobs|--filter|--shallow-since)$/.test(all[index - 1] ?? ""),
    );
  if (from === undefined || !/^(?:https?|git):\/\//.test(from)) return undefined;
  return wholePath(here, to ?? posix.basename(from).replace(/\.git$/, ""));
}
