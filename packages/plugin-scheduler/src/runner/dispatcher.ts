import type { House } from "../house.ts";
import { mostAheadMs } from "../plan-look.ts";
import type { LivingRun } from "../stored-run.ts";
import { type ActiveRun, beginRun } from "./begin-run.ts";
import { usesOf } from "./execute-run.ts";
import { CutShort } from "./outcome.ts";
import { createRunQueue } from "./run-queue.ts";

/** Begins what waits, as many at a time as may run. */
export interface Dispatcher {
  /** A run that is durable waits. It begins with the next `dispatch`, at the earliest. */
  wait(run: LivingRun): void;
  remove(id: string): void;
  dispatch(): void;
  /** When something may begin that waits for nothing but its time; undefined: nothing, or every place is taken. */
  nextAt(): number | undefined;
  /** The model answers again before its time: what waits for that waits no more. */
  release(): void;
  active(id: string): ActiveRun | undefined;
  readonly running: number;
  /** From now on runs begin. */
  open(): void;
  /** No run begins any more. What goes on has `graceMs` to end, and is cancelled then. */
  close(graceMs: number): Promise<void>;
}

/** `changed`: a run is over, and another one may have begun. */
export function createDispatcher(house: House, changed: () => void): Dispatcher {
  const { clock, book, jobs, parking, options } = house;
  const queue = createRunQueue();
  const active = new Map<string, ActiveRun>();
  let isOpen = false;

  const busy = () => new Set([...active.values()].map(({ job }) => job));

  function wait(run: LivingRun): void {
    const definition = jobs.get(run.job)?.definition;
    queue.add({
      id: run.id,
      job: run.job,
      priority: run.priority,
      notBefore: run.queuedAt > clock.now() + mostAheadMs ? 0 : (run.notBefore ?? 0),
      agent: definition !== undefined && usesOf(definition) === "agent",
    });
  }

  function dispatch(): void {
    while (isOpen && active.size < options.maxParallel) {
      const next = queue.next(clock.now(), busy(), parking.until());
      if (next === undefined) break;
      queue.remove(next.id);
      const run = book.living().get(next.id);
      if (run === undefined || active.has(run.id)) continue;
      const begun = beginRun(house, run, wait);
      active.set(run.id, begun);
      void begun.over.then(() => {
        active.delete(run.id);
        dispatch();
        changed();
      });
    }
  }

  return {
    wait,
    remove: (id) => queue.remove(id),
    dispatch,
    nextAt: () => (active.size < options.maxParallel ? queue.nextAt(clock.now(), busy(), parking.until()) : undefined),
    release() {
      for (const run of book.living().values()) if (run.state === "queued" && run.attempt > 0 && !active.has(run.id)) wait({ ...run, notBefore: 0 });
    },
    active: (id) => active.get(id),
    get running() {
      return active.size;
    },
    open() {
      isOpen = true;
    },
    async close(graceMs) {
      isOpen = false;
      const runs = [...active.values()];
      if (runs.length === 0) return;
      const all = Promise.all(runs.map(({ over }) => over));
      if (graceMs > 0) {
        let patience: Disposable | undefined;
        const over = new Promise<void>((resolve) => {
          patience = clock.after(graceMs, resolve);
        });
        await Promise.race([all, over]);
        patience?.[Symbol.dispose]();
      }
      for (const run of runs) run.cut(new CutShort("stopped", "The house stopped."));
      await all;
    },
  };
}
