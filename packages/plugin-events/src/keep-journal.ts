import type { Clock } from "@instar/kernel";
import type { Journal, Op, Records } from "@instar/kernel/contracts";
import { type Bounds, countIn, planTruncation, type Segment, sizeOf } from "./account.ts";
import { newestPosition } from "./list-events.ts";
import type { StoredEvent } from "./stored-event.ts";

/** The name under which the journal remembers how far it was counted; nothing that was not counted is removed. */
const consumer = "account";
const account = "segments";
const lookEveryMs = 3_600_000;
/** What is recorded in so short a time is read together: counting must not slow down what is counted. */
const gatherMs = 100;

export interface JournalKeeper {
  /** Counts what is recorded, tells of it, and removes what is too old or too much, until the signal is aborted. */
  run(signal: AbortSignal): Promise<void>;
  /** Keeps the count; a crash counts again from the last time. */
  save(): Promise<void>;
}

/** Keeps the journal within its bounds. `heard`: something was recorded. */
export function createJournalKeeper(parts: {
  readonly journal: Journal<StoredEvent>;
  readonly segmentsOf: Records<readonly Segment[]>;
  readonly bounds: Bounds;
  readonly clock: Clock;
  commit(ops: readonly Op[]): Promise<unknown>;
  heard(): void;
}): JournalKeeper {
  const { journal, segmentsOf, bounds, clock } = parts;
  let segments: readonly Segment[] = [];
  let counted: (() => Op) | undefined;

  async function save() {
    const plan = planTruncation(segments, bounds, clock.now());
    const done = counted;
    counted = undefined;
    if (!done && plan.before === undefined) return;
    segments = plan.kept;
    await parts.commit([...(done ? [done()] : []), segmentsOf.put(account, segments)]);
    if (plan.before !== undefined) await journal.truncate(plan.before);
  }

  async function count(signal: AbortSignal) {
    let gathered = 0;
    for await (const { position, at, entry, done } of journal.follow(consumer, signal)) {
      const next = countIn(segments, { position, at, bytes: sizeOf(entry) }, bounds);
      segments = next.segments;
      counted = done;
      parts.heard();
      if (next.isNew) await save();
      if (position < gathered) continue;
      await clock.sleep(gatherMs, signal).catch(() => undefined); // aborted: the journal's own end follows
      gathered = await newestPosition(journal);
    }
  }

  async function look(signal: AbortSignal) {
    while (!signal.aborted) {
      await clock.sleep(lookEveryMs, signal).catch(() => undefined); // aborted: the loop's own condition ends it
      if (!signal.aborted) await save();
    }
  }

  return {
    async run(signal) {
      segments = (await segmentsOf.get(account))?.value ?? [];
      counted = undefined;
      const failed = new AbortController();
      const either = AbortSignal.any([signal, failed.signal]);
      const work = [count(either), look(either)];
      try {
        await Promise.all(work);
      } finally {
        failed.abort();
        await Promise.allSettled(work);
      }
    },
    save,
  };
}
