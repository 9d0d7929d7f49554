import { resolve } from "node:path";
import { gitWords, globFits, takesIgnored } from "@instar/shell-words";
import type { Places } from "./places.ts";

/** Whether a `git` line works on a whole folder in which the owner's folder lies, although git was told to leave that out. `given`: its lines go to a program. */
export function gitReaches(args: readonly string[], given: boolean, folders: readonly string[], places: Places): boolean {
  const from = foldersOfGit(args, folders);
  const [command, ...words] = gitWords(args);
  const holds = (list: readonly string[]) => list.some((word) => /^:/.test(word) || from.some((folder) => places.contains(word, folder)));
  if (takesIgnored(args)) {
    const paths = pathsOfGit(command ?? "", words);
    if (paths.some((word) => word.includes("*"))) return true;
    // A stash is of the whole repository, wherever it is made.
    if (command === "stash" && paths.length === 0) return true;
    return holds(paths.length === 0 ? ["."] : paths);
  }
  if (command === "diff") return words.includes("--no-index") && holds(words);
  if (command !== "ls-files" || !given || !words.some((word) => /^(-\w*[oi]\w*|--others|--ignored)$/.test(word))) return false;
  const patterns = words.filter((word) => !word.startsWith("-"));
  if (patterns.length > 0 && !holds(patterns) && !patterns.some((pattern) => places.names().some((name) => globFits(pattern, name)))) return false;
  const isLeftOut = words.includes("--exclude-standard") && !words.some((word) => /^(-\w*i\w*|--ignored)$/.test(word)) && places.isIgnored();
  return !isLeftOut && holds(["."]);
}

/** `-C` names the folder that git works in. */
function foldersOfGit(args: readonly string[], folders: readonly string[]): readonly string[] {
  const own = args.length - gitWords(args).length;
  const named = args
    .slice(0, own)
    .flatMap((word, index) => (["-C", "--work-tree"].includes(args[index - 1] ?? "") ? [word] : word.startsWith("--work-tree=") ? [word.slice(12)] : []));
  return named.length === 0 ? folders : folders.map((folder) => resolve(folder, ...named));
}

function pathsOfGit(command: string, words: readonly string[]): readonly string[] {
  const dashes = words.indexOf("--");
  if (dashes !== -1) return words.slice(dashes + 1);
  if (command === "stash") return [];
  return words.filter((word, index) => !word.startsWith("-") && !(command === "clean" && /^(-[a-zA-Z]*e|--exclude)$/.test(words[index - 1] ?? "")));
}
