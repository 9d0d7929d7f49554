import { posix } from "node:path";
import { type ShellCommand, unknown } from "@instar/shell-words";
import type { Step } from "../contract.ts";
import { innerScene, noteCut, type Scene } from "../scene.ts";
import { judgeLine } from "./judge-line.ts";
import { judgeWords } from "./judge-words.ts";
import { noOrigin } from "./origin.ts";

/** What stands where on the command line of `parallel`. */
interface Parallel {
  readonly options: readonly string[];
  readonly run: readonly string[];
  /** The things of each of its lists, or nothing where it reads them. */
  readonly lists: readonly (readonly string[])[];
}

const valued =
  /^(-j|--jobs|-P|-n|-N|-L|-I|-J|--timeout|--delay|--joblog|--results|-S|--sshlogin|-a|--arg-file|--colsep|-C|-d|--delimiter|--tmpdir|--load|--memfree|--nice|--retries|--halt|--block|--tagstring|--rpl|--env|--wd|--workdir|--shebang)$/;
const mostLines = 100;

export function readParallel(args: readonly string[]): Parallel {
  const at = args.findIndex((word) => /^:::\+?$/.test(word));
  let from = 0;
  while (from < args.length && args[from]?.startsWith("-")) from += valued.test(args[from] ?? "") ? 2 : 1;
  const lists: string[][] = [];
  for (const word of at === -1 ? [] : args.slice(at))
    if (/^:::\+?$/.test(word)) lists.push([]);
    else lists.at(-1)?.push(word);
  return { options: args.slice(0, from), run: args.slice(from, at === -1 ? undefined : at), lists };
}

/** Whether it only says what it would run. */
export const isRehearsed = ({ options }: Parallel): boolean => options.some((word) => /^--dry-?run$/.test(word));

/** Judges what `parallel` runs for each thing that it is given. */
export function judgeParallel(args: readonly string[], command: ShellCommand, scene: Scene): readonly Step[] {
  const read = readParallel(args);
  const { options, run } = read;
  if (isRehearsed(read)) return [];
  // What it reads goes on as the input of each.
  if (options.some((word) => /^--(?:pipe|pipe-?part|tee|spreadstdin)$/.test(word)))
    return [judgeWords(run, command, noOrigin, innerScene(scene), "parallel --pipe")];
  const lists = read.lists.length > 0 ? read.lists : [command.input?.split("\n").filter((line) => line !== "") ?? [unknown]];
  if (lists.reduce((count, list) => count * Math.max(1, list.length), 1) > mostLines) noteCut(scene, "things for parallel");
  const mark = options.find((_, index) => options[index - 1] === "-I") ?? options.find((word) => /^-I./.test(word))?.slice(2) ?? "{}";
  const lines: string[] = [];
  for (const things of each(lists)) {
    const whole = things.join(" ");
    if (run.length === 0) lines.push(whole);
    else lines.push(run.some((part) => hasPlace(part, mark)) ? run.map((part) => filled(part, mark, things)).join(" ") : [...run, whole].join(" "));
    // Each thing that is given stays one word, so for a shell it is a whole line; what stands in quotes is one word for a shell, too.
    if (run.some((part) => /^-\w*c$/.test(part))) lines.push(whole);
    for (const part of run) if (/\s/.test(part)) lines.push(filled(part, mark, things));
  }
  return [...new Set(lines)].flatMap((line) => (line.trim() === "" || line === unknown ? [] : judgeLine(line, innerScene(scene), "parallel")));
}

/** One of each list, in all ways, at most a hundred. */
function each(lists: readonly (readonly string[])[]): readonly (readonly string[])[] {
  let out: readonly (readonly string[])[] = [[]];
  for (const list of lists.slice(0, 8)) out = out.slice(0, mostLines).flatMap((before) => list.slice(0, mostLines).map((thing) => [...before, thing]));
  return out.slice(0, mostLines);
}

const places = /\{(\d{0,2})(\.|\/|\/\/|\/\.)?\}/g;
const hasPlace = (part: string, mark: string): boolean => part.includes(mark) || part.search(places) !== -1;

/** `{}` is the thing, `{//}` its folder, `{/}` its name, `{.}` and `{/.}` the same without its ending; `{2}` is that of the second list. */
function filled(part: string, mark: string, things: readonly string[]): string {
  const own = mark === "{}" ? part : part.replaceAll(mark, things.join(" "));
  return own.replace(places, (_, number: string, kind: string | undefined) => {
    const thing = number === "" ? things.join(" ") : (things[Number(number) - 1] ?? unknown);
    if (thing.includes(unknown)) return thing;
    if (kind === "//") return posix.dirname(thing);
    const name = kind?.startsWith("/") ? posix.basename(thing) : thing;
    return kind?.endsWith(".") ? name.replace(/\.[^./]*$/, "") : name;
  });
}
