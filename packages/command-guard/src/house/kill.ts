import { globFits, isUnclear, type Program } from "@instar/shell-words";
import { mayEnd } from "./told-numbers.ts";

/** The daemon, as `kill` and its friends see it. */
export interface DaemonProcess {
  readonly pids: readonly number[];
  /** How it shows in the list of processes: its program, and its whole line. */
  readonly names: readonly string[];
  readonly line: string;
}

const theProcess = "the agent's process";

/** Programs that stop, hold, slow down or look into the processes whose numbers they are given. */
const onNumbers = new Set(
  "kill skill renice gdb lldb strace ltrace reptyr prlimit cpulimit criu ionice taskset chrt gcore nsenter py-spy rr perf bpftrace".split(" "),
);

/** Whether a line ends or holds processes somewhere, so that a list of them is no mere list. */
export const isKilling = (text: string): boolean =>
  /(?<![\w-])(kill|renice|gdb|lldb|strace|reptyr|prlimit|cpulimit|criu|gcore|cgroup\.(procs|freeze|kill))(?![\w-])/.test(text);

/** Which process of ours a command would end, or hold. `captured`: what it finds becomes words of a command that may end them. */
export function judgeKill(program: Program, next: Program | undefined, daemon: DaemonProcess, captured = false): string | undefined {
  const { name, args } = program;
  const { pids, names } = daemon;
  const plain = args.filter((word) => !word.startsWith("-"));
  const isOurs = (word: string) => pids.includes(Math.abs(Number(word)));
  if (name === "kill") {
    const isSignal = (word: string, index: number) => index === 0 && /^-([A-Za-z]+|\d+)$/.test(word) && args.length > 1;
    const targets = args.filter((word, index) => !isSignal(word, index) && word !== "--" && !/^-(s|n)$/.test(args[index - 1] ?? ""));
    return targets.some((word) => word === "-1" || isOurs(word)) ? theProcess : undefined;
  }
  if (name === "tee" && args.some(holdsGroup)) return theProcess;
  if (name === "killall5") return theProcess;
  if (name === "skill" && plain.some((word) => names.includes(word))) return theProcess;
  if (onNumbers.has(name)) return args.some((word) => isOurs(word.replace(/^(--?\w+=|-p)/, ""))) ? theProcess : undefined;
  if (name === "killall") return judgeKillall(args, plain, names);
  return endsByName(program, plain, next, daemon, captured) ? theProcess : undefined;
}

/** A file with which the system ends or holds a whole group of processes. */
export const holdsGroup = (path: string): boolean => /^\/sys\/fs\/cgroup\/.*(freeze|kill|procs)/.test(path);

function judgeKillall(args: readonly string[], plain: readonly string[], names: readonly string[]): string | undefined {
  if (args.some((word) => /^(-u|--user)/.test(word)) && plain.length < 2) return theProcess;
  const isPattern = args.some((word) => /^(-\w*r|--regexp)/.test(word));
  return plain.some((word) => names.includes(word) || namesUs(word) || (isPattern && isMatch(word, names))) ? theProcess : undefined;
}

function endsByName(
  { name, args, more }: Program,
  plain: readonly string[],
  next: Program | undefined,
  { names, line }: DaemonProcess,
  captured: boolean,
): boolean {
  const isEnding = name === "pkill" || (["pgrep", "pidof"].includes(name) && ((next?.more === true && mayEnd(next)) || more || captured));
  if (!isEnding) return false;
  // Everything of a user, a terminal or a group.
  if (name === "pkill" && args.some((word) => /^-[uUGgst]$|^--(euid|uid|group|pgroup|session|terminal)(=|$)/.test(word)) && plain.length < 2) return true;
  if (name === "pkill" && args.some((word) => /^-\w*v|^--inverse/.test(word))) return true;
  return plain.some((word) => !isUnclear(word) && isMatch(word, isFull(args) ? [line] : names));
}

const isFull = (args: readonly string[]): boolean => args.some((word) => /^-[a-zA-Z]*f/.test(word) || /^--f(u(ll?)?)?$/.test(word));

const managers = new Set("systemctl launchctl service rc-service pm2 supervisorctl sv initctl".split(" "));

/** Whether what keeps services alive on this machine is told to end the agent. */
export const endsService = ({ name, args }: Program): boolean =>
  managers.has(name) &&
  args.some((word) => /^(stop|kill|disable|mask|restart|freeze|try-restart|unload|bootout|remove|delete|down|exit|set-property)$/.test(word)) &&
  args.some((word) => /(^|[/.])instar([@.]|$)/i.test(word));

/** What a runner of programs does to a process beside: `nsenter -t 1`, `taskset -p`. */
export const holdsBeside = (words: readonly string[], { pids }: DaemonProcess): string | undefined =>
  words.some((word) => onNumbers.has(word)) && words.some((word) => pids.includes(Number(word.replace(/^--?\w{1,9}=/, "")))) ? theProcess : undefined;

/** `ps … | grep …`, `ps -C node`, `pgrep …`, whose lines go to `kill` in the same line. */
export function findsDaemon({ name, args }: Program, later: readonly Program[], { line, names }: DaemonProcess): boolean {
  if (name === "pgrep" || name === "pidof")
    return args.some(
      (word, index) => !word.startsWith("-") && !/^-[uUPgGst]$/.test(args[index - 1] ?? "") && !isUnclear(word) && isMatch(word, isFull(args) ? [line] : names),
    );
  if (name !== "ps" && name !== "top" && name !== "lsof") return false;
  if (name === "ps" && args.some((word, index) => args[index - 1] === "-C" && (names.includes(word) || namesUs(word)))) return true;
  return later.some(
    ({ name, args }) =>
      /^(grep|egrep|fgrep|rg|awk|gawk|mawk|sed|perl)$/.test(name) &&
      !args.includes("-v") &&
      args.some((word) => !word.startsWith("-") && /[\w\uE001]{3}/.test(word) && isMatch(word.replace(/\{[^}]{0,400}\}/g, ""), [line], false)),
  );
}

/** `[i]nstar` and `instar\b` are ways to write `instar`. */
const plainly = (pattern: string): string => pattern.replace(/\[(.)\]/g, "$1").replace(/\\[bB<>]/g, "");

const namesUs = (word: string): boolean => /instar/i.test(plainly(word));

function isMatch(given: string, texts: readonly string[], empty = true): boolean {
  if (namesUs(given)) return true;
  // An agent's pattern is not run in our own process: one of its longer pieces of plain text is enough.
  const pieces = plainly(given)
    .replaceAll("\uE001", "")
    .split(/[^\w./@-]+|\.[*+?]/)
    .filter((piece) => piece.length > 2);
  if (pieces.length === 0) return empty;
  return pieces.some(
    (piece) =>
      texts.some((text) => globFits(`*${piece.replaceAll(".", "?")}*`, text)) || (/[.?]/.test(piece) && globFits(`*${piece.replaceAll(".", "?")}*`, "instar")),
  );
}
