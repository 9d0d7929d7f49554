import type { Clock } from "@instar/kernel";
import type { Question } from "@instar/kernel/contracts";
import { mostOwnerWaitMs, unanswered, waitedMs } from "./owner-wait.ts";

/** Between two looks at questions that are open. */
const leastMs = 1_000;

export interface RunTimer {
  readonly clock: Clock;
  readonly timeoutMs: number;
  /** Of the run's session, the ended ones too; empty when they can't be told. */
  readonly questions: () => Promise<readonly Question[]>;
  /** Its time is over. `why`: a sentence or two. */
  readonly over: (why: string) => void;
}

/** The time that a run has. When it is up, what it spent on waiting for the owner is given back: so nobody has to watch its questions. */
export function startRunTimer({ clock, timeoutMs, questions, over }: RunTimer): Disposable {
  let timer: Disposable | undefined;
  let isDisposed = false;
  let given = 0;

  async function look(): Promise<void> {
    const asked = await questions();
    if (isDisposed) return;
    const more = Math.min(waitedMs(asked, clock.now()), mostOwnerWaitMs) - given;
    if (more <= 0) {
      const because = unanswered(asked);
      return over(`${because === undefined ? "" : `${because} `}It took longer than ${timeoutMs / 1_000} s, and was ended.`);
    }
    given += more;
    arm(Math.max(leastMs, more));
  }

  function arm(ms: number): void {
    timer = clock.after(ms, () => void look());
  }

  arm(timeoutMs);
  return {
    [Symbol.dispose]() {
      isDisposed = true;
      timer?.[Symbol.dispose]();
    },
  };
}
