import { test } from "vitest";
import { asMeta, type PromiseMark } from "./mark.ts";

/** What a promise's test gives back when its subject does not offer what the promise is about. */
export interface OptedOut {
  readonly optedOut: string;
}

/** The promise is not asked of this subject, and why: a few words, as `it sends plain text only`. A scorecard shows it as opted out, not as passed. */
export const optedOut = (why: string): OptedOut => ({ optedOut: why });

export interface Contract {
  /**
   * A test, marked as one of the contract's promises. `id` is permanent and unique in the contract, as `C3`. `run` rejects when the promise
   * is broken, or gives back `optedOut(why)`. `timeoutMs`: as of the test runner when absent.
   */
  promise(id: string, title: string, run: () => void | OptedOut | Promise<void | OptedOut>, timeoutMs?: number): void;
  /** A promise that is known beforehand not to be asked. Its test does nothing, and says why. */
  leftOut(id: string, title: string, why: string): void;
}

/**
 * A contract suite whose promises show on scorecards: call it inside of `describe`, and write its tests with `promise`. `contract` is what
 * the subject is held to, as `channel`; `subject` who is, as `tiny-chat`.
 */
export function createContract(contract: string, subject: string): Contract {
  const mark = (id: string, title: string, why?: string): PromiseMark => ({ contract, subject, id, title, ...(why === undefined ? {} : { optedOut: why }) });
  return {
    promise(id, title, run, timeoutMs) {
      const options = { meta: asMeta(mark(id, title)), ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }) };
      test(`${id}: ${title}`, options, async ({ task }) => {
        const outcome = await run();
        if (outcome) Object.assign(task.meta, asMeta(mark(id, title, outcome.optedOut)));
      });
    },
    leftOut(id, title, why) {
      test(`${id}: ${title} (opted out: ${why})`, { meta: asMeta(mark(id, title, why)) }, () => undefined);
    },
  };
}
