import { InstarError } from "@instar/kernel";
import type { Op } from "@instar/kernel/contracts";
import type { JobRunRecord } from "./contract.ts";
import { createDueHeap } from "./due-heap.ts";
import { consequences, endRun, unknownJob } from "./end-run.ts";
import type { House } from "./house.ts";
import { jitterOf } from "./plan/jitter.ts";
import { type JobLook, mostAheadMs, planCatchUp, planLook } from "./plan-look.ts";
import type { ActiveRun } from "./runner/begin-run.ts";
import { createDispatcher } from "./runner/dispatcher.ts";
import type { HeldJob } from "./scheduler-jobs.ts";
import type { StoredJob } from "./stored-job.ts";
import type { LivingRun } from "./stored-run.ts";

/** Jobs whose occurrences share a commit. */
const batch = 200;
/** Missed occurrences that one look records one by one, of all jobs together. */
const mostRecorded = 20_000;
const dayMs = 86_400_000;
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
  /** Ends a run that waits. */
  withdraw(run: LivingRun, end: Pick<JobRunRecord, "state" | "skip" | "why">): Promise<void>;
  readonly running: number;
  readonly isLive: boolean;
}

/** `setBack`: the clock was put back, so timers that count on it wait for too long. */
export function createSchedulerLoop(house: House, setBack: () => void): SchedulerLoop {
  const { clock, log, book, jobs, options } = house;
  const heap = createDueHeap();
  const dispatcher = createDispatcher(house, () => arm());
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

  function wake({ definition, plan }: HeldJob, { cursor }: StoredJob): void {
    const due = definition.enabled ? plan.next(cursor) : undefined;
    heap.set(definition.slug, due === undefined ? undefined : due + jitterOf(definition.slug, due, definition.jitterMs));
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
    for (const { slug, cursor, runs, wakeAt } of looks) {
      const state = book.job(slug);
      if (state === undefined) continue;
      let known = book.setJob(slug, { ...state, cursor });
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
      heap.set(slug, wakeAt);
    }
    await book.write(ops);
    for (const run of waiting) dispatcher.wait(run);
  }

  /** What was planned by a clock that was wrong holds nobody up: jobs begin from now, and what waits begins. */
  async function beginAnew(byMs: number): Promise<void> {
    log.warn("The clock was put back, so jobs begin from now.", { byMs });
    setBack();
    free = 0;
    await syncOnce(true);
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

  async function withdraw(run: LivingRun, end: Pick<JobRunRecord, "state" | "skip" | "why">): Promise<void> {
    dispatcher.remove(run.id);
    await endRun(house, run, end);
  }

  /** What waits of a job that is off or gone. */
  async function withdrawAll(slug: string, end: Pick<JobRunRecord, "state" | "skip" | "why">): Promise<void> {
    for (const run of book.livingOf(slug)) {
      if (dispatcher.active(run.id) || run.state !== "queued") continue;
      if (run.cause === "manual" && end.state === "cancelled") continue;
      try {
        await withdraw(run, end);
      } catch (error) {
        if (!InstarError.is(error, "SCHEDULER_NOT_SAVED")) throw error; // somebody else ended it meanwhile, which was the wish
      }
    }
  }

  async function syncOnce(isFirst: boolean): Promise<void> {
    const { changed, removed } = jobs.refresh();
    const now = clock.now();
    const ops: Op[] = [];
    const slugs = isFirst ? jobs.all().keys() : changed;
    for (const slug of slugs) {
      const job = jobs.get(slug);
      if (job === undefined) continue;
      let state = book.job(slug);
      if (state?.plan !== job.planKey || state.cursor > now + mostAheadMs) {
        state = { ...(state ?? unknownJob), plan: job.planKey, cursor: now };
        ops.push(book.setJob(slug, state));
      }
      wake(job, state);
    }
    const off = (slug: string) => {
      const state = book.job(slug);
      if (state !== undefined && state.plan !== "off") ops.push(book.setJob(slug, { ...state, plan: "off" }));
    };
    // A job in code that is away comes back with its plugin, and is caught up on then; a file that was taken away is a decision.
    if (isFirst) {
      for (const [slug, { plan, cursor, last }] of [...book.jobs()]) {
        if (jobs.get(slug)) continue;
        if (plan.startsWith('["file"')) off(slug);
        else if (Math.max(cursor, last?.endedAt ?? 0) < now - options.keepDays * dayMs) ops.push(book.forgetJob(slug));
      }
    }
    for (const { definition } of removed) {
      heap.set(definition.slug, undefined);
      if (definition.origin.kind === "file") off(definition.slug);
    }
    // All at once: a cursor that moves meanwhile is to be written behind these.
    const writes: Promise<void>[] = [];
    for (let index = 0; index < ops.length; index += 1_000) writes.push(book.write(ops.slice(index, index + 1_000)));
    await Promise.all(writes);
    for (const slug of slugs)
      if (jobs.get(slug)?.definition.enabled === false) await withdrawAll(slug, { state: "cancelled", why: "The job was switched off." });
    for (const { definition } of removed) await withdrawAll(definition.slug, { state: "skipped", skip: "changed", why: "The job is gone." });
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
      if (live) await syncOnce(false);
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
        await syncOnce(true);
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
    withdraw,
    get running() {
      return dispatcher.running;
    },
    get isLive() {
      return live;
    },
  };
}
