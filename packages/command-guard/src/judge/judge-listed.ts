import { type ShellCommand, unknown } from "@instar/shell-words";
import { programName } from "../program-name.ts";
import { isPlaceholder } from "./emptied.ts";
import type { Look } from "./look.ts";

/** What takes one thing away that somebody has installed or marked; told of a whole list, all of them go. */
const takers: readonly (readonly [rule: string, line: RegExp])[] = [
  [
    "system.packages-listed",
    /^(?:pip[\d.]*|pipx|gem|cargo|code|codium|cursor|brew|conda|mamba|opam|luarocks|composer|dotnet|go)\s(?:.{0,60}\s)?-{0,2}(?:uninstall|remove|rm|uninstall-extension)\b/,
  ],
  [
    "system.packages-listed",
    /^(?:npm|pnpm|yarn|bun)\s(?:.{0,60}\s)?(?:uninstall|remove|rm|un|r|unlink)\s(?:.{0,60}\s)?(?:-g|--global)\b|^(?:npm|pnpm|yarn|bun)\s(?:.{0,40}\s)?(?:-g|--global)\s(?:.{0,40}\s)?(?:uninstall|remove|rm|un)\b/,
  ],
  ["system.packages-listed", /^python[\d.]*\s-m\s(?:pip|pipx)\suninstall\b/],
  ["git.tags-listed", /^git\s(?:-C\s\S{1,200}\s)?tag\s(?:.{0,40}\s)?(?:-d|--delete)\b/],
];

/** Judges what is done to each of a list that nobody has named: `pip freeze | xargs pip uninstall -y`, `git tag -d $(git tag)`. */
export function judgeListed({ name, args, command, origin, say, looked }: Look): void {
  if (removing.test(name) && origin.captured.some(isListingUntracked)) say("git.clean", looked);
  if (!args.some((word) => /[\uE000\uE001\uE00F]|^\//.test(word) || isPlaceholder(word))) return;
  if (!command.within.includes("loop") && origin.captured.length === 0) return;
  const line = `${name} ${args.slice(0, 20).join(" ")}`;
  const [rule] = takers.find(([, pattern]) => pattern.test(line)) ?? [];
  if (rule !== undefined) say(rule, looked);
}

export const removing = /^(?:g?rm|unlink|shred|trash|trash-put)$/;

/** Whether a command names the files that git does not keep yet, and nobody could get back. */
export const isListingUntracked = ({ words }: ShellCommand): boolean =>
  programName(words) === "git" &&
  words.includes("ls-files") &&
  words.some((word) => /^(?:-\w*o\w*|--others)$/.test(word)) &&
  // With a name it is no more than what bears it.
  words.slice(words.indexOf("ls-files") + 1).every((word) => word.startsWith("-") || word === ".") &&
  !words.some((word) => /^(?:-\w*i\w*|--ignored)$/.test(word));

const parent = /\$\{?PPID\b/;
const aboutProcesses = (word: string) => /^\/proc(?:\/|$)/.test(word);

/** Judges a `kill` whose numbers were found among all processes, or that ends the one which runs the line. */
export function judgeKilling({ name, args, command, origin, say, looked }: Look): void {
  if (name !== "kill" || args.some((word) => /^(?:-0|-l|--list)$/.test(word))) return;
  if (parent.test(command.source) || args.some((word) => parent.test(word))) say("system.kill-parent", looked);
  if (args.some((word) => /[\uE000\uE001]/.test(word))) say("system.kill-found", looked);
  else if (
    args.some((word) => word.includes(unknown) || word.includes("/") || isPlaceholder(word)) &&
    [...origin.chain, ...origin.captured].some(({ words }) => isListing(words))
  )
    say("system.kill-found", looked);
}

const isListing = (words: readonly string[]): boolean =>
  /^(?:ls|find|gfind|echo|printf|grep|egrep|rg|awk|basename|cut|sed)$/.test(programName(words)) && words.some(aboutProcesses);
