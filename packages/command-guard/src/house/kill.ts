import { globFits, isUnclear, type Program } from "@instar/shell-words";

/** The daemon, as `kill` and its friends see it. */
export interface DaemonProcess {
  readonly pids: readonly number[];
  /** How it shows in the list of processes: its program, and its whole line. */
  readonly names: readonly string[];
  readonly line: string;
}

/** Which process of ours a command would end. */
export function judgeKill(
  { name, args, more }: Program,
  next: Program | undefined,
  { pids, names, line }: DaemonProcess,
  captured = false,
): string | undefined {
  const plain = args.filter((word) => !word.startsWith("-"));
  if (name === "kill") {
    const isSignal = (word: string, index: number) => index === 0 && /^-([A-Za-z]+|\d+)$/.test(word) && args.length > 1;
    const targets = args.filter((word, index) => !isSignal(word, index) && word !== "--" && !/^-(s|n)$/.test(args[index - 1] ?? ""));
    return targets.some((word) => word === "-1" || pids.includes(Math.abs(Number(word)))) ? "the agent's process" : undefined;
  }
  if (name === "killall5") return "the agent's process";
  if (name === "skill") return plain.some((word) => names.includes(word) || pids.includes(Number(word))) ? "the agent's process" : undefined;
  if (name === "killall") {
    if (args.some((word) => /^(-u|--user)$/.test(word)) && plain.length < 2) return "the agent's process";
    const isPattern = args.some((word) => /^(-\w*r|--regexp)/.test(word));
    return plain.some((word) => names.includes(word) || /instar/i.test(word) || (isPattern && isMatch(word, names))) ? "the agent's process" : undefined;
  }
  const isEnding = name === "pkill" || (["pgrep", "pidof"].includes(name) && (next?.more === true || more || captured));
  if (!isEnding) return undefined;
  // Everything of a user, a terminal or a group.
  if (name === "pkill" && args.some((word) => /^-[uUGgst]$/.test(word)) && plain.length < 2) return "the agent's process";
  const full = args.some((word) => /^-\w*f/.test(word));
  return plain.some((word) => !isUnclear(word) && isMatch(word, full ? [line] : names)) ? "the agent's process" : undefined;
}

/** `ps … | grep …`, whose lines go to `kill`. */
export const findsDaemon = (later: readonly Program[], { line }: DaemonProcess): boolean =>
  later.some(({ name, args }) => {
    const pattern = args.find((word) => !word.startsWith("-"));
    return (
      /^(grep|egrep|rg|awk|gawk)$/.test(name) &&
      pattern !== undefined &&
      /[\w\uE001]{3}/.test(pattern) &&
      !args.includes("-v") &&
      isMatch(pattern.replace(/^\{.*\}$/, "none of them"), [line])
    );
  });

function isMatch(pattern: string, texts: readonly string[]): boolean {
  if (/instar/i.test(pattern)) return true;
  // An agent's pattern is not run in our own process: one of its longer pieces of plain text is enough.
  const pieces = pattern
    .replaceAll("\uE001", "")
    .split(/[^\w./@-]+|\.[*+?]/)
    .filter((piece) => piece.length > 2);
  return pieces.length === 0 || pieces.some((piece) => texts.some((text) => globFits(`*${piece.replaceAll(".", "?")}*`, text)));
}
