import { basename } from "node:path";
import { globFits } from "./guard-glob.ts";
import { readers } from "./guard-known-programs.ts";
import type { Places } from "./guard-places.ts";
import type { Program } from "./guard-program.ts";

/** Whether a command works on a whole folder in which the owner's folder lies, other than by reading texts. */
export function judgeRecursive({ name, args, more }: Program, next: Program | undefined, folders: readonly string[], places: Places): string | undefined {
  const what = "the agent's own folder (.instar), which lies in there";
  const text = args.join(" ");
  if (/\.instar/.test(text) && /exclude|prune|-not|!|-e /.test(text)) return undefined;
  const isDeep = /(^|\s)-\w*[rRa]\w*|--(recursive|archive)/.test(text);
  const targets = args.filter((word) => !word.startsWith("-"));
  const holds = (list: readonly string[]) => list.some((word) => folders.some((folder) => places.contains(word, folder)));
  if (name === "git" && args[0] === "clean" && /-\w*[xX]/.test(text) && /-\w*[fd]/.test(text)) return what;
  if (["rm", "chmod", "chown", "chgrp", "shred"].includes(name) && isDeep && holds(targets)) return what;
  if (
    ["mv", "rsync", "trash", "zip", "tar", "bsdtar", "7z"].includes(name) &&
    (name === "mv" || name === "trash" || isPacking(name, args)) &&
    holds(name === "mv" ? targets.slice(0, -1) : targets)
  )
    return what;
  if (["cp", "scp"].includes(name) && isDeep && holds(targets.slice(0, -1))) return what;
  if (name !== "find" && name !== "fd") return undefined;
  const acts = /-(exec|execdir|ok|okdir|delete|fprint\w*|fls)\b/.test(text) || next?.more === true || more;
  if (!acts) return undefined;
  const roots = args.slice(
    0,
    args.findIndex((word) => word.startsWith("-") || word === "!") === -1 ? args.length : args.findIndex((word) => word.startsWith("-") || word === "!"),
  );
  if (!holds(roots.length === 0 ? ["."] : roots)) return undefined;
  const wanted = args.filter((_, index) => /^-i?name$/.test(args[index - 1] ?? "") && !["-not", "!"].includes(args[index - 2] ?? ""));
  if (wanted.length === 0) return /-not|!|-prune|-type d|-maxdepth 1/.test(text) ? undefined : what;
  if (wanted.some((pattern) => places.names().some((known) => globFits(pattern, known)))) return what;
  const worker = next?.more === true ? next.name : (args[args.findIndex((word) => /^-(exec|execdir|ok|okdir)$/.test(word)) + 1] ?? "rm");
  return wanted.some((pattern) => globFits(pattern, "instar.config.ts")) && !readers.has(basename(worker))
    ? "the agent's config (instar.config), which lies in there"
    : undefined;
}

function isPacking(name: string, args: readonly string[]): boolean {
  if (name === "tar" || name === "bsdtar") return /^-?\w*[cru]/.test(args[0] ?? "") || args.includes("--create");
  return name === "rsync" || name === "7z" || args.some((word) => /^-\w*r/.test(word));
}
