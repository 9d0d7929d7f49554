import { isUnclear, type Program } from "./guard-program.ts";

/** The daemon, as `kill` and its friends see it. */
export interface DaemonProcess {
  readonly pids: readonly number[];
  /** How it shows in the list of processes: its program, and its whole line. */
  readonly names: readonly string[];
  readonly line: string;
}

/** Which process of ours a command would end. */
export function judgeKill({ name, args, more }: Program, next: Program | undefined, { pids, names, line }: DaemonProcess): string | undefined {
  const plain = args.filter((word) => !word.startsWith("-"));
  if (name === "kill") {
    const isSignal = (word: string, index: number) => index === 0 && /^-([A-Za-z]+|\d+)$/.test(word) && args.length > 1;
    const targets = args.filter((word, index) => !isSignal(word, index) && word !== "--" && !/^-(s|n)$/.test(args[index - 1] ?? ""));
    return targets.some((word) => word === "-1" || pids.includes(Math.abs(Number(word)))) ? "the agent's process" : undefined;
  }
  if (name === "killall") return plain.some((word) => names.includes(word) || /instar/i.test(word)) ? "the agent's process" : undefined;
  const isEnding = name === "pkill" || (["pgrep", "pidof"].includes(name) && (next?.more === true || more));
  if (!isEnding) return undefined;
  const full = args.some((word) => /^-\w*f/.test(word));
  return plain.some((word) => !isUnclear(word) && isMatch(word, full ? [line] : names)) ? "the agent's process" : undefined;
}

function isMatch(pattern: string, texts: readonly string[]): boolean {
  if (/instar/i.test(pattern)) return true;
  // An agent's pattern is not run in our own process: one of its longer pieces of plain text is enough.
  const pieces = pattern.split(/[^\w./@-]+|\.[*+?]/).filter((piece) => piece.length > 2);
  return pieces.length === 0 || pieces.some((piece) => texts.some((text) => text.includes(piece)));
}
