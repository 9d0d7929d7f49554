import { basename } from "node:path";
import { globFits, literalOf } from "./glob.ts";
import { unknown } from "./shell.ts";

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
    else if (["env", "cross-env", "sudo"].includes(name) && /^[A-Za-z_]\w*=/.test(word)) at++;
    else break;
  }
  return args.slice(withOneWord.has(name) ? at + 1 : at);
}

/** Their first word is how long, where, at what priority: not yet the program. */
const withOneWord: ReadonlySet<string> = new Set(["chroot", "chrt", "flock", "taskset", "timeout"]);

const packageRunners = new Set(["npx", "bunx", "pnpx"]);

/** The words that are given to `instar`, however it is started; undefined when something else is. */
export function instarWords({ name, args }: Program): readonly string[] | undefined {
  if (isInstar(name)) return args;
  if (["node", "bun", "deno", "tsx"].includes(name)) {
    const at = args.findIndex((word) => !word.startsWith("-") && word !== "run");
    if (/(^|\/)node_modules\/@?instar\//.test(args[at] ?? "")) return args.slice(at + 1);
    return at !== -1 && /(^|\/)(instar(\.[mc]?js)?|daemon\.js)$/.test(args[at] ?? "") && /instar|bundle/.test(args[at] ?? "") ? args.slice(at + 1) : undefined;
  }
  const isRunner =
    packageRunners.has(name) ||
    (["npm", "pnpm", "yarn", "bun"].includes(name) && args.slice(0, 4).some((word) => ["exec", "x", "dlx", "run", "run-script", "instar"].includes(word)));
  if (!isRunner) return undefined;
  // Quoted as one word behind `-c`, or after options.
  const named = (word: string, index: number) =>
    !namesPackage.test(args[index - 1] ?? "") && (isInstar(basename(word.replace(/@[^/@]+$/, ""))) || isOurCli(word));
  const at = args.findIndex(named);
  if (at === -1) return undefined;
  return args.slice(at + 1).filter((word) => word !== "--");
}

const isInstar = (name: string) =>
  /^instar(\.[mc]?js|\.cmd)?$/.test(name) || (/[\uE000\uE001]/.test(name) && literalOf(name).length > 2 && globFits(name, "instar"));
const isOurCli = (word: string) => /^@instar\/cli(@[^/]*)?$/.test(word);
/** What follows is a package or a folder to work in, and no program. */
const namesPackage = /^(-w|-p|-F|-C|--workspace|--package|--filter|--prefix|workspace)$/;

/** Our words where another program is given them to run: `tmux new -d instar stop`, `sh -c '"$@"' x instar stop`. */
export function instarWordsLater({ args }: Program): readonly string[] | undefined {
  const at = args.findIndex((word, index) => isInstar(basename(word)) && !namesPackage.test(args[index - 1] ?? ""));
  return at === -1 ? undefined : args.slice(at + 1);
}

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
