import type { ShellCommand } from "@instar/shell-words";
import { programName } from "../program-name.ts";
import type { Origin } from "./origin.ts";

/** What a `kill` ends whose numbers were looked for: as words of a `pkill` of the same meaning. */
export function killedBy({ chain, captured }: Origin): readonly (readonly string[])[] {
  const sources = [...chain, ...captured];
  const asked = sources.filter(({ words }) => /^(pgrep|pidof)$/.test(programName(words))).map(({ words }) => ["pkill", ...words.slice(1)]);
  const listed = sources.find(({ words }) => programName(words) === "ps");
  if (listed === undefined) return asked;
  const own = ownOf(listed);
  const names = sources.flatMap(patternsOf).map((pattern) => pattern.replace(/^\[(.)\]/, "$1").replace(/^[\^/]+|\$$/g, ""));
  if (own !== undefined && names.length === 0) return [...asked, own];
  return [...asked, ...(names.length === 0 ? [["pkill", "."]] : names.map((name) => ["pkill", name]))];
}

/** What a `ps` was told to leave out. */
function ownOf({ words }: ShellCommand): readonly string[] | undefined {
  const told = (options: RegExp) => words.find((_, index) => options.test(words[index - 1] ?? ""));
  const name = told(/^-C$/);
  if (name !== undefined) return ["pkill", name];
  if (told(/^(-?p|--pid|--ppid|-s|--sid)$/) !== undefined || words.some((word) => /^--(ppid|pid|sid)=/.test(word))) return ["pkill", "-f", "one/of them"];
  const user = told(/^(-u|-U|--user|--User)$/);
  return user === undefined ? undefined : ["pkill", "-u", user];
}

function patternsOf({ words }: ShellCommand): readonly string[] {
  const name = programName(words);
  const plain = words.slice(1).filter((word) => !word.startsWith("-"));
  if (/^([ef]?grep|rg|ag)$/.test(name)) return words.some((word) => /^-\w*v|^--invert/.test(word)) ? [] : plain.slice(0, 1);
  if (!/^[gmn]?awk$/.test(name)) return [];
  return [...(plain[0] ?? "").slice(0, 1_000).matchAll(/(?<!!)\/([^/]{1,200})\//g)].map(([, pattern = ""]) => pattern);
}
