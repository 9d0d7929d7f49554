import type { Op } from "@instar/kernel/contracts";
import { createDueHeap } from "./due-heap.ts";
import { consequences } from "./end-run.ts";
import type { House } from "./house.ts";
import { createJobChanges, type JobChanges } from "./job-changes.ts";
import { type JobLook, mostAheadMs, planCatchUp, planLook } from "./plan-look.ts";
import type { ActiveRun } from "./runner/begin-run.ts";
import { createDispatcher } from "./runner/dispatcher.ts";
import type { LivingRun } from "./stored-run.ts";

/** Jobs whose occurrences share a commit. */
const batch = 200;
/** Missed occurrences that one look records one by one, of all jobs together. */
const mostRecorded = 20_000;
/** So often it looks at least: a clock that was put back is noticed. */
const mostRestMs = 3_600_000;

/** Plans what is due and begins what waits: one timer for the nearest of both. */
export interface SchedulerLoop {
  /** Takes up what waits, and plans from now on. */
  start(): Promise<void>;
  /** Nothing begins any more; what goes on has `graceMs` to end, and is cancelled then. What waits, waits for the next start. */
  stop(graceMs: number): Promise<void>;
  /** The jobs were changed: new ones begin from now, and what waits of those that are off or gone is ended. */
  sync(): Promise<void>;
  /** Something may be due, or may begin. */
  look(): Promise<void>;
  /** A run that is durable waits. Undefined: it does not begin at once. */
  add(run: LivingRun): ActiveRun | undefined;
  /** The model answers again before its time: what waits for that begins now. */
  release(): void;
  active(id: string): ActiveRun | undefined;
  readonly withdraw: JobChanges["withdraw"];
  readonly running: number;
  readonly isLive: boolean;
}

/** `setBack`: the clock was put back, so timers that count on it wait for too long. */
export function createSchedulerLoop(house: House, setBack: () => void): SchedulerLoop {
  const { clock, log, book, jobs, options } = house;
  const heap = createDueHeap();
  const dispatcher = createDispatcher(house, () => arm());
  const changes = createJobChanges(house, { heap, dispatcher });
  let live = false;
  let isOver = false;
  let free = 0;
  let lookedAt = 0;
  let timer: Disposable | undefined;
  let looking: Promise<void> | undefined;
  let again = false;
  let last: Promise<unknown> = Promise.resolve();

  function arm(): void {
    timer?.[Symbol.dispose]();
    timer = undefined;
    if (!live) return;
    const now = clock.now();
    const next = Math.min(heap.next() ?? Number.POSITIVE_INFINITY, dispatcher.nextAt() ?? Number.POSITIVE_INFINITY, now + mostRestMs);
    timer = clock.after(Math.max(0, next - now), () => void look());
  }

  /** Everything that came due until now, decided before anything is written, so that what is caught up on can be put in order. */
  function decideDue(now: number): readonly JobLook[] {
    const due = heap.take(now);
    const recordAtMost = Math.max(1, Math.min(100, Math.floor(mostRecorded / Math.max(1, due.length))));
    return due.flatMap((slug) => {
      const job = jobs.get(slug);
      const state = book.job(slug);
      if (job === undefined || state === undefined || !job.definition.enabled) return [];
      const waiting = new Set(book.livingOf(slug).map(({ id }) => id));
      return [planLook(job, state, waiting, now, recordAtMost)];
    });
  }

  async function writeLooks(looks: readonly JobLook[], starts: ReadonlyMap<string, number>): Promise<void> {
    const ops: Op[] = [];
    const waiting: LivingRun[] = [];
    for (const { slug, former, cursor, runs, wakeAt } of looks) {
      const state = book.job(slug);
      if (state === undefined) continue;
      const isAsDecided = state.plan === former.plan && state.cursor === former.cursor;
      let known = book.setJob(slug, isAsDecided ? { ...state, cursor } : state);
      for (const run of runs) {
        if (run.state === "skipped") {
          const follows = consequences(house, run);
          known = follows.job;
          ops.push(book.record(run), ...follows.ops);
          continue;
        }
        const notBefore = starts.get(run.id);
        const queued: LivingRun = { ...run, fence: 0, ...(notBefore !== undefined && { notBefore }) };
        waiting.push(queued);
        ops.push(book.enqueue(queued));
      }
      if (runs.length > 0) ops.push(known);
      if (isAsDecided) heap.set(slug, wakeAt);
    }
    await book.write(ops);
    for (const run of waiting) dispatcher.wait(run);
  }

  /** What was planned by a clock that was wrong holds nobody up: jobs begin from now, and what waits begins. */
  async function beginAnew(byMs: number): Promise<void> {
    log.warn("The clock was put back, so jobs begin from now.", { byMs });
    setBack();
    free = 0;
    await changes.take(true);
    for (const run of [...book.living().values()]) if (run.state === "queued" && !dispatcher.active(run.id)) dispatcher.wait(run);
  }

  async function lookOnce(): Promise<void> {
    const now = clock.now();
    const byMs = lookedAt - now;
    lookedAt = now;
    if (byMs > mostAheadMs) await beginAnew(byMs);
    const looks = decideDue(now);
    const { starts, free: next } = planCatchUp(
      looks.flatMap(({ runs }) => runs),
      { now, free, everyMs: options.catchUpMs },
    );
    free = next;
    for (let index = 0; index < looks.length; index += batch) {
      try {
        await writeLooks(looks.slice(index, index + batch), starts);
      } catch (error) {
        if (!live) return;
        log.error("What is due could not be written down.", { error });
      }
      dispatcher.dispatch();
    }
    dispatcher.dispatch();
    arm();
  }

  function look(): Promise<void> {
    if (!live) return Promise.resolve();
    again = looking !== undefined;
    looking ??= (async () => {
      try {
        do {
          again = false;
          await lookOnce();
        } while (again && live);
      } finally {
        looking = undefined;
      }
    })();
    return looking;
  }

  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined); // whoever asked is told
    return turn;
  };

  let coming: Promise<void> | undefined;

  /** Who asks while another one's has not begun yet shares it: a plugin takes back thousands of jobs one by one. */
  function sync(): Promise<void> {
    coming ??= inTurn(async () => {
      coming = undefined;
      if (live) await changes.take(false);
      else jobs.refresh();
    }).then(() => look());
    return coming;
  }

  return {
    start: () =>
      inTurn(async () => {
        // The house was stopped while it tidied up after a crash.
        if (isOver) return;
        live = true;
        dispatcher.open();
        await changes.take(true);
        const waiting = [...book.living().values()].filter(({ id, state }) => state === "queued" && !dispatcher.active(id));
        for (const run of waiting.sort((a, b) => a.dueAt - b.dueAt)) dispatcher.wait(run);
        free = Math.max(0, ...waiting.map(({ notBefore, cause }) => (cause === "missed" ? (notBefore ?? 0) + options.catchUpMs : 0)));
        await look();
      }),
    async stop(graceMs) {
      isOver = true;
      live = false;
      arm();
      const closed = dispatcher.close(graceMs);
      await last.catch(() => undefined); // whoever asked was told
      await looking?.catch(() => undefined); // it was told where it was begun
      await closed;
    },
    sync,
    look,
    add(run) {
      dispatcher.wait(run);
      dispatcher.dispatch();
      arm();
      return dispatcher.active(run.id);
    },
    release() {
      dispatcher.release();
      dispatcher.dispatch();
      arm();
    },
    active: dispatcher.active,
    withdraw: changes.withdraw,
    get running() {
      return dispatcher.running;
    },
    get isLive() {
      return live;
    },
  };
}
