import { posix } from "node:path";
import { type ShellCommand, unknown } from "@instar/shell-words";
import type { Act } from "../compile-rule.ts";
import { programName } from "../program-name.ts";
import type { Finding } from "../rule-book.ts";
import type { Scene } from "../scene.ts";
import { brief } from "../steps.ts";

/** Files that are there to be emptied now and then, and such as keep an empty folder. */
const passing = /(?:^|\/)logs?\/|\.(?:log|out|err|pid|trace|lock|tmp|stamp)(?:[.-]\d+)?$|(?:^|\/)\.?(?:git)?keep$/;
const wild = /[\uE000\uE001]/;
/** Whether a name stands for what a search has found. */
export const isPlaceholder = (word: string): boolean => /(?:^|\/)found(?:\/by\.name|\.by(?:-name)?)$|^\.\/src$/.test(word);

/** Whether a command with a redirection says nothing, so that the file is empty afterwards. */
export function saysNothing({ words, redirections, source, input }: ShellCommand): boolean {
  const name = programName(words);
  const read = redirections.filter(({ operator }) => operator.startsWith("<")).map(({ target }) => target);
  if (words.length === 0) return /^\s*\d*&?>/.test(source) && read.length === 0 && input === undefined;
  if (/^(?::|true|false)$/.test(name)) return true;
  if (/^(?:cat|tee)$/.test(name)) return [...words.slice(1), ...read].includes("/dev/null") && !words.slice(1).some((word) => word !== "/dev/null");
  if (name === "printf") return words.slice(1).every((word) => word === "");
  return name === "echo" && words.includes("-n") && words.slice(1).every((word) => word === "-n" || word === "");
}

function isSource({ word, empties, target }: Act): boolean {
  if (empties !== true || passing.test(word.replace(/[\uE000-\uE00F]+/g, "x"))) return false;
  return /^(?:inside|top|project|whole|unknown|hollow)$/.test(target.kind);
}

/** What is said of emptying several files of the project at once: by a wildcard, a list, a search, or a loop. */
export function findEmptied(acts: readonly Act[], { within, source }: Pick<ShellCommand, "within" | "source">, { book }: Scene): Finding | undefined {
  const sources = acts.filter(isSource);
  if (sources.length === 0) return undefined;
  // What is written out is the same file in each round.
  const looping = within.includes("loop") && source.includes("$");
  const isMany = ({ word, target }: Act): boolean =>
    (wild.test(word) && target.kind !== "unknown") ||
    isPlaceholder(word) ||
    (looping && (posix.basename(word) === unknown || wild.test(word) || (target.exists && target.kind === "inside" && !word.includes(unknown))));
  const existing = sources.filter(({ word, target }) => target.exists && !word.includes(unknown));
  const [first] = [...sources.filter(isMany), ...(existing.length > 1 ? existing : [])];
  return first === undefined ? undefined : book.finding("empty.several", brief(first.word));
}
