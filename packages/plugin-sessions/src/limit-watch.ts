import type { Clock, Logger, SessionRef } from "@instar/kernel";
import type { SessionLimits } from "@instar/kernel/contracts";
import type { RecordKeeper } from "./record-keeper.ts";
import { mergeLimits, type Spent, spentLimit, untilLimitMs } from "./session-limits.ts";
import { createWorkClock } from "./work-clock.ts";

/** How often a working session's time is counted. */
const stepMs = 1_000;
/** How long a turn may take to end once it was interrupted. */
const interruptMs = 10_000;

export interface LimitWatchParts {
  readonly ref: SessionRef;
  readonly keeper: RecordKeeper;
  readonly clock: Clock;
  readonly log: Logger;
  readonly working: () => boolean;
  readonly interrupt: (reason: string) => Promise<void>;
  /** The limit was passed, and its record says so on disk. */
  readonly passed: (spent: Spent) => void;
  /** Its interrupted turn does not end, or it is too old: end its processes. */
  readonly end: (text: string) => void;
}

/** Holds one living session to its limits, whatever its driver does. */
export interface LimitWatch {
  /** Something may have changed: work, figures, limits. */
  look(): void;
  /** What still runs after the end of a turn is interrupted anew. */
  turnEnded(): void;
  /** Resolves when what was passed so far is on disk. */
  settled(): Promise<void>;
  /** Why nothing of it may begin now: no input, no tool. On disk when it resolves; undefined at once when nothing is spent. */
  refusal(): Promise<string | undefined> | undefined;
  /** From now on. Raising the limit that was passed lets it go on. Durable when it resolves. */
  amend(limits: SessionLimits): Promise<void>;
  close(): void;
}

export function createLimitWatch({ ref, keeper, clock, log, working, interrupt, passed, end }: LimitWatchParts): LimitWatch {
  const work = createWorkClock(keeper.record.workedMs, clock);
  let timer: Disposable | undefined;
  let deadline: Disposable | undefined;
  let interrupting = false;
  let wasWorking = false;
  let closed = false;
  let keeping: Promise<void> = Promise.resolve();

  const spent = (how: "spent" | "passed") => spentLimit(keeper.record, keeper.record.limits, clock.now(), how);

  function count(): void {
    const isWorking = working();
    if (isWorking || wasWorking) {
      work.look(isWorking);
      keeper.set({ workedMs: work.workedMs });
    }
    wasWorking = isWorking;
  }

  function look(): void {
    if (closed) return;
    count();
    const found = keeper.record.over ? undefined : spent("passed");
    if (found) pass(found);
    if (keeper.record.over) enforce();
    else relent();
    arm();
  }

  /** In memory at once, so that nothing begins any more; what follows waits until it is on disk. */
  function pass(found: Spent): void {
    const { limit, text } = found;
    const kept = keeper.keep({ over: { limit, at: clock.now(), text } });
    keeping = kept.then(
      () => passed(found),
      (error) => log.error("A session that passed a limit could not be recorded; it is stopped all the same.", { session: ref.id, limit, error }),
    );
  }

  function enforce(): void {
    const { over } = keeper.record;
    if (!over) return;
    if (!working()) {
      relent();
      if (over.limit === "ageMs") void keeping.then(() => end(over.text));
      return;
    }
    deadline ??= clock.after(interruptMs, () => {
      deadline = undefined;
      if (closed || !working() || !keeper.record.over) return;
      log.warn("An interrupted turn did not end, so its processes are ended.", { session: ref.id, limit: over.limit });
      end(`${over.text} It did not stop when it was interrupted.`);
    });
    if (interrupting) return;
    interrupting = true;
    void interruptNow(over.text);
  }

  /** Never rejects. A driver that can't interrupt has its processes ended at once, if it still works. */
  async function interruptNow(text: string): Promise<void> {
    await keeping;
    const stops = () => !closed && working() && keeper.record.over !== undefined;
    if (!stops()) return;
    try {
      await interrupt(text);
    } catch (error) {
      if (!stops()) return;
      log.warn("A session that passed a limit could not be interrupted, so its processes are ended.", { session: ref.id, error });
      end(text);
    }
  }

  function relent(): void {
    interrupting = false;
    deadline?.[Symbol.dispose]();
    deadline = undefined;
  }

  function arm(): void {
    timer?.[Symbol.dispose]();
    timer = undefined;
    const { record } = keeper;
    const isWorking = working();
    const left = record.over ? undefined : untilLimitMs(record, record.limits, clock.now(), isWorking);
    if (!isWorking && left === undefined) return;
    timer = clock.after(Math.max(1, isWorking ? Math.min(stepMs, left ?? stepMs) : (left ?? stepMs)), () => {
      timer = undefined;
      look();
      if (working() && record.limits?.workMs !== undefined) remember();
    });
  }

  function remember(): void {
    keeper.keep({}).catch((error) => log.error("A session's time could not be saved; the next second tries again.", { session: ref.id, error }));
  }

  function refusal(): Promise<string | undefined> | undefined {
    count();
    if (!keeper.record.over) {
      const found = spent("spent");
      if (!found) return undefined;
      pass(found);
      look();
    }
    return keeping.then(() => keeper.record.over?.text);
  }

  return {
    look,
    turnEnded() {
      interrupting = false;
      look();
    },
    settled: () => keeping,
    refusal,
    async amend(changes) {
      const limits = mergeLimits(keeper.record.limits, changes);
      if (!limits) return;
      count();
      const goesOn = keeper.record.over && !spentLimit(keeper.record, limits, clock.now());
      await keeping;
      await keeper.keep({ limits, ...(goesOn && { over: undefined }) });
      look();
    },
    close() {
      if (closed) return;
      count();
      closed = true;
      relent();
      timer?.[Symbol.dispose]();
    },
  };
}
