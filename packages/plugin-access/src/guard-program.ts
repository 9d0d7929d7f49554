import { basename } from "node:path";
import { unknown } from "./guard-shell.ts";

/** What a simple command runs, without the programs that only run another one. */
export interface Program {
  readonly name: string;
  readonly args: readonly string[];
  /** It gets more arguments from its input (`xargs`). */
  readonly more: boolean;
}

/** Programs that run another program, with their options that take a value. */
const runners: Readonly<Record<string, readonly string[]>> = {
  builtin: [],
  chronic: [],
  command: [],
  doas: ["-u", "-C"],
  env: ["-u", "--unset", "-C", "--chdir", "-S"],
  exec: ["-a"],
  ionice: ["-c", "-n", "-p"],
  nice: ["-n", "--adjustment"],
  nohup: [],
  setsid: [],
  stdbuf: ["-i", "-o", "-e"],
  strace: ["-e", "-o", "-p", "-s"],
  sudo: ["-u", "-g", "-C", "-D", "-h", "-p"],
  time: ["-f", "-o"],
  timeout: ["-k", "--kill-after", "-s", "--signal"],
  unbuffer: [],
  watch: ["-n", "--interval"],
  xargs: ["-I", "-n", "-P", "-L", "-d", "-a", "-E", "-s", "--replace", "--max-args", "--max-procs", "--delimiter"],
};

/** Goes through the programs that only run another one. Undefined for a line that only sets variables. */
export function programOf(words: readonly string[]): Program | undefined {
  let rest = words;
  let more = false;
  for (;;) {
    const [first, ...after] = rest;
    if (first === undefined) return undefined;
    const name = basename(first.toLowerCase());
    const valued = Object.hasOwn(runners, name) ? runners[name] : undefined;
    if (valued === undefined) return { name, args: after, more };
    more ||= name === "xargs";
    rest = withoutOptions(after, valued, name);
    if (rest.length === 0) return { name, args: after, more };
  }
}

function withoutOptions(args: readonly string[], valued: readonly string[], name: string): readonly string[] {
  let at = 0;
  while (at < args.length) {
    const word = args[at] ?? "";
    if (word === "--") {
      at++;
      break;
    }
    if (word.startsWith("-") && word !== "-") at += valued.includes(word) ? 2 : 1;
    else if (name === "env" && /^[A-Za-z_]\w*=/.test(word)) at++;
    else break;
  }
  // The first word of `timeout` is how long.
  return args.slice(name === "timeout" ? at + 1 : at);
}

const packageRunners = new Set(["npx", "bunx", "pnpx"]);

/** The words that are given to `instar`, however it is started; undefined when something else is. */
export function instarWords({ name, args }: Program): readonly string[] | undefined {
  if (isInstar(name)) return args;
  if (["node", "bun", "deno", "tsx"].includes(name)) {
    const at = args.findIndex((word) => !word.startsWith("-") && word !== "run");
    return at !== -1 && /(^|\/)(instar(\.[mc]?js)?|daemon\.js)$/.test(args[at] ?? "") && /instar|bundle/.test(args[at] ?? "") ? args.slice(at + 1) : undefined;
  }
  const isRunner =
    packageRunners.has(name) || (["npm", "pnpm", "yarn", "bun"].includes(name) && ["exec", "x", "dlx", "run", "run-script", "instar"].includes(args[0] ?? ""));
  if (!isRunner) return undefined;
  // Quoted as one word behind `-c`, or after options.
  const at = args.findIndex((word) => isInstar(basename(word.replace(/@[^/@]+$/, ""))));
  if (at === -1) return undefined;
  return args.slice(at + 1).filter((word) => word !== "--");
}

const isInstar = (name: string) => /^instar(\.[mc]?js|\.cmd)?$/.test(name);

/** Words of a command line of ours without its options: the command's own name. */
export function verbOf(words: readonly string[]): readonly string[] {
  const verb: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    if (word === "--dir") at++;
    else if (!word.startsWith("-")) verb.push(word);
  }
  return verb.flatMap((word) => word.split(":"));
}

export const isUnclear = (word: string | undefined): boolean => word?.includes(unknown) ?? false;
