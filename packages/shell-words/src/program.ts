import { basename } from "node:path";
import { unknown } from "./marks.ts";

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
  caffeinate: ["-t", "-w"],
  chrt: ["-T", "-P", "-D"],
  chroot: [],
  chronic: [],
  command: [],
  "cross-env": [],
  daemonize: ["-c", "-e", "-o", "-p", "-l", "-u", "-E"],
  dotenv: ["-e", "-v"],
  doas: ["-u", "-C"],
  env: ["-u", "--unset", "-C", "--chdir"],
  exec: ["-a"],
  fakeroot: [],
  firejail: [],
  flock: ["-w", "-E", "--timeout"],
  ionice: ["-c", "-n", "-p"],
  nice: ["-n", "--adjustment"],
  nohup: [],
  nsenter: ["-t", "-S", "-G"],
  runuser: ["-u", "-g", "-G"],
  setsid: [],
  stdbuf: ["-i", "-o", "-e"],
  strace: ["-e", "-o", "-p", "-s"],
  sudo: ["-u", "-g", "-C", "-D", "-h", "-p"],
  "systemd-run": ["-p", "-E", "-u", "-d", "-M", "-H", "--unit", "--property", "--setenv", "--description"],
  taskset: [],
  time: ["-f", "-o"],
  timeout: ["-k", "--kill-after", "-s", "--signal"],
  unbuffer: [],
  unshare: [],
  watch: ["-n", "--interval"],
  xargs: ["-I", "-n", "-P", "-L", "-d", "-a", "-E", "-s", "--replace", "--max-args", "--max-procs", "--delimiter"],
};

/** Nobody who means well writes more of them behind one another. */
const mostRunners = 32;

/** Goes through the programs that only run another one. Undefined for a line that only sets variables. */
export function programOf(words: readonly string[]): Program | undefined {
  let rest = words;
  let more = false;
  for (let passed = 0; passed < mostRunners; passed++) {
    const [first, ...after] = rest;
    if (first === undefined) return undefined;
    const name = basename(first.toLowerCase());
    const valued = Object.hasOwn(runners, name) ? runners[name] : undefined;
    if (valued === undefined) return { name, args: after, more };
    more ||= name === "xargs";
    rest = withoutOptions(after, valued, name);
    if (rest.length === 0) return { name, args: after, more };
  }
  return { name: unknown, args: rest, more: true };
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
    else if (["env", "cross-env", "sudo"].includes(name) && /^[A-Za-z_]\w*=/.test(word)) at++;
    else break;
  }
  return args.slice(withOneWord.has(name) ? at + 1 : at);
}

/** Their first word is how long, where, at what priority: not yet the program. */
const withOneWord: ReadonlySet<string> = new Set(["chroot", "chrt", "flock", "taskset", "timeout"]);

/** Whether a part of it can't be told before the command runs. */
export const isUnclear = (word: string | undefined): boolean => word?.includes(unknown) ?? false;
