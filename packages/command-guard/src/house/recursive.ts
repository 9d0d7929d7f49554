import { basename, resolve } from "node:path";
import { fileTakers, globFits, type Program, readers, searchers, shells } from "@instar/shell-words";
import { gitReaches } from "./git-reach.ts";
import type { Places } from "./places.ts";

/** A wildcard that meets hidden names meets the owner's. */
export const everyWildcard = "the agent's own folder (.instar), with every wildcard";

/** Whether a command lets wildcards meet hidden names. */
export function isDotting({ name, args }: Pick<Program, "name" | "args">): boolean {
  const text = args.join(" ");
  return (
    (name === "shopt" && /dotglob/.test(text) && !/(^|\s)-\w*u/.test(text)) || (name === "setopt" && /glob_?dots/i.test(text)) || /(^|\s)-O dotglob/.test(text)
  );
}

/** Whether one of the words is a wildcard in a folder in which the owner's lies. */
export const meetsHidden = (words: readonly string[], folders: readonly string[], places: Places): boolean =>
  words.some((word) => {
    const at = word.search(/[\uE000-\uE00F]/);
    return at !== -1 && folders.some((folder) => places.contains(word.slice(0, word.lastIndexOf("/", at) + 1) || ".", folder));
  });

/** Whether a command works on a whole folder in which the owner's folder lies, other than by reading texts. */
export function judgeRecursive(
  { name, args, more }: Program,
  later: readonly Program[],
  captured: boolean,
  folders: readonly string[],
  places: Places,
): string | undefined {
  const what = "the agent's own folder (.instar), which lies in there and is not left out";
  const text = args.join(" ");
  if (/\.instar/.test(text) && /exclude|prune|-not|!|-e |--filter|-x[ r@]/.test(text)) return undefined;
  const isDeep = /(^|\s)-\w*[rRa]\w*|--(recursive|archive)/.test(text);
  const targets = args.filter((word) => !word.startsWith("-"));
  const from = name === "tar" || name === "bsdtar" ? foldersOfTar(args, folders) : folders;
  const holds = (list: readonly string[], itself = false) => list.some((word) => from.some((folder) => places.contains(word, folder, itself)));
  const into = args.findIndex((word) => /^(-\w*t|--target-directory(=.*)?)$/.test(word));
  // Where a copy goes is not what is copied.
  const sources = into === -1 ? targets.slice(0, -1) : targets.filter((word) => word !== args[into + 1]);
  const takers = later.filter((program) => program.more || fileTakers.has(program.name) || shells.has(program.name));
  if (name === "git") return gitReaches(args, takers.length > 0 || captured, folders, places) ? what : undefined;
  if (!/^(?:shopt|setopt)$/.test(name) && isDotting({ name, args }) && holds(["."])) return everyWildcard;
  // A link is taken away as a link.
  if (["rm", "chmod", "chown", "chgrp", "shred"].includes(name) && isDeep && holds(targets, name === "rm")) return what;
  if (
    ["mv", "rsync", "ditto", "rclone", "jar", "trash", "zip", "tar", "bsdtar", "7z"].includes(name) &&
    (name === "mv" || name === "trash" || isPacking(name, args)) &&
    (name === "mv" ? holds(sources, true) : holds(targets))
  )
    return what;
  if (name === "mount" && holds(targets.slice(-1))) return what;
  if (["cp", "scp"].includes(name) && isDeep && holds(sources)) return what;
  // Without names of files nobody can tell which lines are the owner's.
  if (searchers.has(name))
    return ((takers.length > 0 &&
      isListing(
        name,
        args,
        takers.every(({ name }) => readers.has(name)),
      )) ||
      isNameless(name, args)) &&
      holds(foldersSearched(targets))
      ? what
      : undefined;
  if (name === "ls")
    return /(^|\s)-\w*[aA]|\.[\uE000\uE001]/.test(text) && takers.length > 0 && holds(targets.length === 0 || isDeepName(text) ? ["."] : targets)
      ? what
      : undefined;
  if (name !== "find" && name !== "fd") return undefined;
  const isFd = name === "fd" && /(^|\s)(-\w*[HuI]\w*|--hidden|--unrestricted)/.test(text);
  if (name === "fd" && !isFd) return undefined;
  const acts =
    /-(exec|execdir|ok|okdir|delete|fprint\w*|fls)\b/.test(text) ||
    (isFd && /(^|\s)-(x|X)\b/.test(text)) ||
    takers.length > 0 ||
    more ||
    (captured && later.length === 0);
  if (!acts) return undefined;
  const roots = args.slice(
    0,
    args.findIndex((word) => word.startsWith("-") || word === "!") === -1 ? args.length : args.findIndex((word) => word.startsWith("-") || word === "!"),
  );
  if (!holds(roots.length === 0 || isFd ? ["."] : roots)) return undefined;
  const wanted = args.filter((_, index) => /^-i?name$/.test(args[index - 1] ?? "") && !["-not", "!"].includes(args[index - 2] ?? ""));
  if (wanted.length === 0) return leavesOut(args, roots, takers) ? undefined : what;
  // The owner's folder is one level deeper, and has another name.
  if (/-maxdepth 1\b/.test(text) && wanted.every((pattern) => /\.\w+$/.test(pattern) && !globFits(pattern, ".instar"))) return undefined;
  // Who only reads names gives them to something that is judged by itself; an extension is no name of ours.
  const isNaming = !more && !/-(exec|ok|delete)/.test(text) && takers.every((program) => program.name === "read");
  if (isNaming && wanted.every((pattern) => /^[\uE000*]?\*\.(?!db|token)\w+$/.test(pattern.replaceAll("\uE000", "*")))) return undefined;
  const worker = takers[0]?.name ?? args[args.findIndex((word) => /^-(exec|execdir|ok|okdir)$/.test(word)) + 1] ?? "rm";
  // Documents of ours are among these, and no secret.
  if (readers.has(basename(worker)) && wanted.every((pattern) => /^\*\.mdx?$/i.test(pattern))) return undefined;
  if (wanted.some((pattern) => places.names().some((known) => globFits(pattern, known)))) return what;
  return wanted.some((pattern) => globFits(pattern, "instar.config.ts")) && !readers.has(basename(worker))
    ? "the agent's config (instar.config), which lies in there"
    : undefined;
}

const removing = /^(rm|mv|shred|unlink|trash)$/;

/** Whether a search without names stays away from the owner's folder, or only looks. */
function leavesOut(args: readonly string[], roots: readonly string[], takers: readonly Program[]): boolean {
  const text = args.join(" ");
  const values = args.flatMap((word, index) => {
    if (!/^-i?(path|wholename|name)$/.test(args[index - 1] ?? "")) return [];
    return [{ word, isLeftOut: ["-not", "!"].includes(args[index - 2] ?? "") || args[index + 1] === "-prune" }];
  });
  const fits = (word: string) => ["./.instar", ".instar", "./.instar/secrets/owner-token"].some((path) => globFits(word, path));
  const paths = values.filter(({ isLeftOut }) => !isLeftOut);
  if (paths.length > 0 && roots.every((root) => root === ".") && !paths.some(({ word }) => fits(word))) return true;
  const worker = basename(args[args.findIndex((word) => /^-(exec|execdir|ok|okdir)$/.test(word)) + 1] ?? "");
  const isRemoving = args.includes("-delete") || (/-(exec|ok)/.test(text) && removing.test(worker)) || takers.some(({ name }) => removing.test(name));
  if (!isRemoving) return /-not|!|-prune|-type d|-maxdepth 1/.test(text);
  if (args.includes("-empty") || (/-maxdepth 1\b/.test(text) && /-type f\b/.test(text))) return true;
  return values.some(({ word, isLeftOut }) => isLeftOut && fits(word));
}

const isDeepName = (text: string) => /\.[\uE000\uE001]/.test(text);

function isNameless(name: string, args: readonly string[]): boolean {
  const has = (pattern: RegExp) => args.some((word) => pattern.test(word));
  if (name === "rg") return has(/^(-\w*I\w*|--no-filename)$/) && has(/^(-\w*(\.|uu)\w*|--hidden)$/);
  return has(/^(-\w*[rR]\w*|--recursive)$/) && has(/^(-\w*h\w*|--no-filename)$/) && !has(/^--include=[*\uE000]\.(?!db|json|token)\w+$/);
}

/** Whether a search through hidden folders gives names of files. */
function isListing(name: string, args: readonly string[], reads: boolean): boolean {
  const has = (pattern: RegExp) => args.some((word) => pattern.test(word));
  if (name === "rg") return has(/^(-\w*l\w*|--files|--files-with-matches)$/) && has(/^(-\w*(\.|uu)\w*|--hidden|-\.)$/);
  return (
    has(/^(-\w*[rR]\w*|--recursive)$/) &&
    has(/^(-\w*[lLZ]\w*|--files-with(out)?-match(es)?)$/) &&
    !(has(/^--include=[*\uE000]\.(?!db|json|token)\w+$/) && (reads || !has(/^--include=[*\uE000]\.(?:[mc]?[jt]s|mdx?|ya?ml|txt|sh)$/)))
  );
}

const foldersSearched = (targets: readonly string[]) => (targets.length < 2 ? ["."] : targets.slice(1));

/** `-C` names the folder that the rest is read from. */
function foldersOfTar(args: readonly string[], folders: readonly string[]): readonly string[] {
  const named = args.flatMap((word, index) => (args[index - 1] === "-C" || args[index - 1] === "--directory" ? [word] : []));
  return named.length === 0 ? folders : folders.flatMap((folder) => named.map((word) => resolve(folder, word)));
}

function isPacking(name: string, args: readonly string[]): boolean {
  if (name === "tar" || name === "bsdtar")
    return /^\w*[cru]/.test(args[0] ?? "") || args.some((word) => /^-[a-zA-Z]*[cru]/.test(word)) || args.includes("--create");
  if (name === "jar") return /^-?\w*[cu]/.test(args[0] ?? "");
  if (/^(rsync|rclone)$/.test(name) && args.some((word) => /^(-[a-zA-Z]*n[a-zA-Z]*|--dry-run)$/.test(word))) return false;
  return ["rsync", "ditto", "rclone"].includes(name) || name === "7z" || args.some((word) => /^-\w*r/.test(word));
}
