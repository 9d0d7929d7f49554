const secondMs = 1_000;
const minuteMs = 60_000;

/** Between two edits at least; it grows with each. */
const firstPauseMs = 15_000;
const growth = 1.2;
const longestPauseMs = 600_000;
const mostEdits = 30;
/** How soon it is looked again for words that have changed, and for a place that takes something again. */
const lookAgainMs = 5_000;
/** The answer goes first. */
const afterAnswerMs = 1_000;
/** After this nobody looks for how a turn ended that long ago. */
const worthEndingMs = 86_400_000;

/** Whether there is another edit for a turn that has had so many. */
export const lastsFor = (edits: number): boolean => edits < mostEdits;

export interface ProgressState {
  readonly now: number;
  /** When the first message is due, epoch ms. */
  readonly dueAt: number;
  /** What stands there now; absent: nothing is shown yet. */
  readonly shown?: string;
  readonly shownAt: number;
  readonly edits: number;
  readonly words: string;
  /** The turn is over since then, and `words` are the last. */
  readonly endedAt?: number;
  /** Nothing else goes to that place now, and no limit lasts there. */
  readonly free: boolean;
  readonly notBefore: number;
  /** It can be neither sent nor edited. */
  readonly lost?: boolean;
}

export type ProgressPlan =
  | { readonly step: "wait"; readonly afterMs: number }
  | { readonly step: "send" | "edit" }
  /** Nothing is to be done until the turn ends. */
  | { readonly step: "rest" }
  | { readonly step: "over" };

/** When a person is told that work goes on: seldom enough to disturb nobody, and never in the way of an answer. */
export function planProgress({ now, dueAt, shown, shownAt, edits, words, endedAt, free, notBefore, lost = false }: ProgressState): ProgressPlan {
  const ended = endedAt !== undefined;
  if (ended && (lost || shown === undefined || shown === words || now - endedAt > worthEndingMs)) return { step: "over" };
  if (lost || (!ended && !lastsFor(edits))) return { step: "rest" };
  const pauseMs = Math.min(longestPauseMs, firstPauseMs * growth ** edits);
  const at = Math.max(notBefore, ended ? endedAt + afterAnswerMs : shown === undefined ? dueAt : shownAt + pauseMs);
  // A timer does not count while the machine sleeps
  if (at > now) return { step: "wait", afterMs: Math.min(at - now, minuteMs) };
  if (!free || shown === words) return { step: "wait", afterMs: lookAgainMs };
  return { step: shown === undefined ? "send" : "edit" };
}

/** `45 s`, `3 min`, `2 h 5 min`. */
export function spanText(ms: number): string {
  if (ms < minuteMs) return `${Math.max(1, Math.floor(ms / secondMs))} s`;
  const minutes = Math.floor(ms / minuteMs);
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export interface Doing {
  /** What it does, or did last. */
  readonly what?: string;
  readonly running: boolean;
  /** For how many minutes it has been silent, once that is worth saying. */
  readonly silentMinutes?: number;
  /** A sentence about what holds it up. */
  readonly trouble?: string;
}

/** What stands in the message while work goes on. */
export function progressWords(workedMs: number, { what, running, silentMinutes, trouble }: Doing): string {
  const words = [`Working for ${spanText(workedMs)}.`];
  if (what !== undefined) words.push(running ? `Now: ${what}.` : `Last: ${what}.`);
  if (trouble !== undefined) words.push(trouble);
  if (silentMinutes !== undefined) words.push(`Silent for ${silentMinutes} min; /stop ends it.`);
  return words.join(" ");
}

/** How a turn ended, as far as people are told in passing: the answer says more. */
export type Ending = "done" | "interrupted" | "stopped" | "failed" | "paused" | "restart";

const endings: Readonly<Record<Exclude<Ending, "restart">, string>> = {
  done: "Done after",
  interrupted: "Interrupted after",
  stopped: "Stopped after",
  failed: "Ended without an answer after",
  paused: "Paused after",
};

export const endWords = (how: Ending, workedMs: number): string =>
  how === "restart" ? "Interrupted by a restart." : `${endings[how]} ${spanText(Math.max(0, workedMs))}.`;
