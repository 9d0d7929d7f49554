import { resolve } from "node:path";
import type { Program } from "@instar/shell-words";
import { withHomeFolder } from "./places.ts";

/** Programs that change each path they are given. */
const changing = new Set(["rm", "rmdir", "unlink", "mv", "tee", "truncate", "shred", "chmod", "chown", "touch", "patch", "mkdir"]);
/** Programs that change the last path they are given. */
const copying = new Set(["cp", "install", "rsync", "ln"]);
/** Editors of lines, which only print unless they are told to change the file. */
const inPlace = new Set(["sed", "perl", "ruby"]);
const packageManagers = new Set(["npm", "pnpm", "yarn", "bun"]);
const taking = new Set(["uninstall", "remove", "rm", "r", "un", "unlink"]);

export const ownPackages = "the packages that the agent itself runs from (node_modules)";

/** Whether a path leads into an installed package of Instar, or to all of `@instar`. */
export const isOwnPackage = (path: string): boolean => /\/node_modules\/(@instar|instar(-[^/]+)?)(\/|$)/i.test(path);

/** What of its own packages a program would change: the guard is one of them. Reading them, and installing, is anybody's. */
export function changedPackage({ name, args }: Program, folders: readonly string[]): string | undefined {
  const words = args.filter((word) => !word.startsWith("-"));
  if (packageManagers.has(name)) {
    const [verb, ...names] = words;
    return taking.has(verb ?? "") && names.some((word) => /^(@instar\/|instar($|-|@))/.test(word)) ? ownPackages : undefined;
  }
  const isEditing = inPlace.has(name) && args.some((word) => /^(-[A-Za-z0-9]*i|--in-place)/.test(word));
  const changed = changing.has(name) || isEditing ? words : copying.has(name) ? words.slice(-1) : [];
  return packageAmong(changed, folders);
}

/** Its own packages, when one of these words leads there. */
export const packageAmong = (words: readonly string[], folders: readonly string[]): string | undefined =>
  words.some((word) => folders.some((folder) => isOwnPackage(resolve(folder, withHomeFolder(word))))) ? ownPackages : undefined;
