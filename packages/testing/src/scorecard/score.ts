import type { PromiseMark } from "./mark.ts";

export type Outcome = "passed" | "failed" | "opted out";

/** A promise and what came of it. */
export interface Kept {
  readonly id: string;
  readonly title: string;
  readonly outcome: Outcome;
  /** Why it was opted out of, or how it failed. */
  readonly why?: string;
}

/** What one contract found out of one subject. */
export interface Score {
  readonly contract: string;
  readonly subject: string;
  /** The file of the tests, relative to where they were run. */
  readonly file: string;
  /** In the order of their ids. */
  readonly promises: readonly Kept[];
}

/** All that a run of tests found out. */
export interface Scorecard {
  readonly scores: readonly Score[];
  /** Tests that belong to no contract. */
  readonly others: { readonly passed: number; readonly failed: readonly string[] };
  /** Files that could not be run, and errors that belong to no test. */
  readonly broken: readonly string[];
}

/** A test of a contract, when it has run. */
export interface MarkedResult {
  readonly mark: PromiseMark;
  readonly file: string;
  readonly passed: boolean;
  /** How it failed. */
  readonly error?: string;
}

const byId = (one: Kept, other: Kept) => one.id.localeCompare(other.id, "en", { numeric: true });
const byName = (one: Score, other: Score) => one.contract.localeCompare(other.contract, "en") || one.subject.localeCompare(other.subject, "en");

const outcomeOf = ({ mark: { id, title, optedOut }, passed, error }: MarkedResult): Kept => {
  if (!passed) return { id, title, outcome: "failed", why: error ?? "It did not run." };
  return optedOut === undefined ? { id, title, outcome: "passed" } : { id, title, outcome: "opted out", why: optedOut };
};

/** Groups results by contract and subject. A promise that was asked several times is kept only when it was kept each time. */
export function scoreOf(results: readonly MarkedResult[]): readonly Score[] {
  const scores = new Map<string, Omit<Score, "promises"> & { readonly promises: Map<string, Kept> }>();
  for (const result of results) {
    const { contract, subject } = result.mark;
    const key = JSON.stringify([contract, subject]);
    const score = scores.get(key) ?? { contract, subject, file: result.file, promises: new Map<string, Kept>() };
    scores.set(key, score);
    const kept = outcomeOf(result);
    if (score.promises.get(kept.id)?.outcome !== "failed") score.promises.set(kept.id, kept);
  }
  return [...scores.values()].map((score) => ({ ...score, promises: [...score.promises.values()].sort(byId) })).sort(byName);
}

/** Whether a card says yes: promises were asked for, and nothing failed. */
export const isGood = ({ scores, others, broken }: Scorecard): boolean =>
  scores.length > 0 &&
  broken.length === 0 &&
  others.failed.length === 0 &&
  scores.every(({ promises }) => promises.every(({ outcome }) => outcome !== "failed"));
