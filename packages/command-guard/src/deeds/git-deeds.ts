import { unknown } from "@instar/shell-words";
import { isOff, settingsOfGit } from "../git-settings.ts";
import { hasFlag, type Invocation, valuesOf } from "../invocation.ts";
import type { Deed } from "./deed.ts";

const none: ReadonlySet<string> = new Set();
const given = (call: Invocation, names: string) => hasFlag(call, names, none);
const each = (does: Deed["does"], deep: boolean, words: readonly string[]): readonly Deed[] => words.map((word) => ({ does, deep, word }));

/** What a `git` line would do to files, and to which branches and references. */
export function deedsOfGit(call: Invocation): readonly Deed[] {
  switch (call.plain[0]) {
    case "checkout":
    case "restore":
      return discardedBy(call);
    case "clean":
      return cleanedBy(call);
    case "rm":
      return call.flags.has("-r") && given(call, "-f|--force") && !call.flags.has("--cached") ? each("discard", true, call.plain.slice(1)) : [];
    case "push":
    case "send-pack":
      return pushedBy(call);
    case "fetch":
    case "pull":
      return fetchedBy(call);
    default:
      return each("read", false, shownBy(call));
  }
}

function discardedBy(call: Invocation): readonly Deed[] {
  const { plain, flags, args } = call;
  const at = args.indexOf("--");
  // Without `--`, what comes behind the commit is a path.
  const paths = at !== -1 ? args.slice(at + 1) : plain[0] === "restore" ? plain.slice(1) : valuesOf(call, "-b|-B|--orphan").length > 0 ? [] : plain.slice(2);
  if (flags.has("--staged") || flags.has("-S")) return [];
  return each(
    "discard",
    true,
    paths.map((word) => word.replace(/^:\/$|^[*\uE000].*$/, ".")),
  );
}

/** Whether a setting in the line itself takes the place of `-f`. */
const isUnasked = ({ args }: Invocation) => settingsOfGit(args, {}).some(({ key, value }) => key === "clean.requireforce" && isOff(value));

function cleanedBy(call: Invocation): readonly Deed[] {
  const { plain, args } = call;
  if ((!given(call, "-f|--force") && !isUnasked(call)) || given(call, "-n|--dry-run")) return [];
  const tree = settingsOfGit(args, {}).findLast(({ key }) => key === "core.worktree")?.value;
  const folder = valuesOf(call, "--work-tree").at(-1) ?? tree ?? valuesOf(call, "-C").at(-1);
  // It never takes git's own folder along.
  const paths = (plain.length > 1 ? plain.slice(1) : ["."]).map((path) => path.replace(/^(\.\/?)+$/, "./\uE000"));
  return each(
    "remove",
    true,
    paths.map((word) => (folder === undefined || word.startsWith("/") ? word : `${folder}/${word}`)),
  );
}

/** The branch on the other side of a reference: `a:refs/heads/b` is `b`. */
const branchOf = (reference: string) => (reference.includes(":") ? reference.slice(reference.indexOf(":") + 1) : reference).replace(/^refs\/heads\//, "");

function pushedBy(call: Invocation): readonly Deed[] {
  const references = call.plain.slice(2);
  const set = settingsOfGit(call.args, {});
  const configured = references.length > 0 ? [] : set.filter(({ key }) => /^remote\..*\.push$/.test(key)).map(({ value }) => value);
  const mirrors = set.some(({ key, value }) => /^remote\..*\.mirror$/.test(key) && !isOff(value));
  const forced = mirrors || call.flags.has("-d") || ["-f|--force", "--mirror", "--delete", "--prune"].some((names) => given(call, names));
  const leased = [...call.flags].some((flag) => flag.startsWith("--force-with") || flag === "--force-if-includes");
  const names = references.length > 0 ? references : configured.length > 0 ? configured : [unknown];
  return names.flatMap((reference): readonly Deed[] => {
    const isPlus = reference.startsWith("+") || /^:(?!$)/.test(reference);
    const word = branchOf(reference.replace(/^\+/, ""));
    return forced || isPlus ? each("rewrite", false, [word]) : leased ? each("lease", false, [word]) : [];
  });
}

/** Where references from elsewhere may go by force: what is only a copy of the other side, and what was made to look at a request. */
const copies = /^(refs\/)?(remotes|tags|pull|merge-requests|changes|notes)\/|^$/;

function fetchedBy(call: Invocation): readonly Deed[] {
  const forced = call.plain[0] === "fetch" && given(call, "-f|--force");
  return call.plain.slice(2).flatMap((reference) => {
    const source = reference.replace(/^\+/, "");
    const isOver = (forced || reference.startsWith("+")) && source.includes(":") && !/^(refs\/)?(pull|merge-requests)\//.test(source);
    const target = source.slice(source.indexOf(":") + 1);
    return isOver && !copies.test(target) ? each("rewrite", false, [branchOf(source)]) : [];
  });
}

const listing = "--stat|--name-only|--name-status|--numstat|--shortstat|--summary|--quiet|-q|-s|--no-patch";

/** Files of which it shows the content, as they are or as they were. */
function shownBy(call: Invocation): readonly string[] {
  const { plain, args, flags } = call;
  const [command = "", ...words] = plain;
  const end = args.indexOf("--");
  const paths = end === -1 ? [] : args.slice(end + 1);
  if (command === "config") return valuesOf(call, "-f|--file");
  if (command === "blame" || command === "annotate") return words;
  if (command === "grep") return given(call, "-l|-L|-c|-q|--count|--files-with-matches|--quiet") ? [] : paths;
  if (command === "log" || command === "stash") return given(call, "-p|-u|--patch") || flags.has("-L") ? [...paths, ...words] : [];
  if (command === "cat-file" && (flags.has("-e") || flags.has("-s") || flags.has("-t"))) return [];
  if (!/^(show|cat-file|diff|diff-index|diff-tree)$/.test(command) || given(call, listing)) return [];
  return [...paths, ...words].map((word) => /^[^:]*:(.+)$/.exec(word)?.[1] ?? word);
}
