import { InstarError } from "@instar/kernel";
import { SchedulerError } from "./errors.ts";
import type { RunBook } from "./run-book.ts";
import { CutShort } from "./runner/outcome.ts";
import type { SchedulerLoop } from "./scheduler-loop.ts";

/** Ends a run that goes on, or takes a queued one out. False: it has ended already. */
export async function cancelRun(id: string, { book, loop }: { readonly book: RunBook; readonly loop: SchedulerLoop }): Promise<boolean> {
  const run = book.living().get(id);
  if (run === undefined) {
    if ((await book.find(id)) === undefined) throw SchedulerError.UNKNOWN_RUN(id);
    return false;
  }
  const active = loop.active(id);
  if (active === undefined) {
    try {
      await loop.withdraw(run, { state: "cancelled", why: "It was cancelled before it began." });
    } catch (error) {
      if (InstarError.is(error, "SCHEDULER_NOT_SAVED")) return false; // it has just begun, or ended
      throw error;
    }
    return true;
  }
  active.cut(new CutShort("cancelled", "It was cancelled."));
  await active.over;
  // Just then the model's limit sent it back: it waits again.
  if (book.living().has(id)) return cancelRun(id, { book, loop });
  return (await book.find(id))?.state === "cancelled";
}

/** Queued runs go first, so that none takes the place of one that ends. */
export async function cancelAllRuns(
  why: string,
  { book, loop }: { readonly book: RunBook; readonly loop: SchedulerLoop },
): Promise<{ readonly running: number; readonly queued: number }> {
  const runs = [...book.living().values()].map((run) => ({ run, active: loop.active(run.id) }));
  const queued = runs.filter(({ active }) => active === undefined);
  const withdrawn = queued.map(({ run }) => loop.withdraw(run, { state: "cancelled", why }));
  for (const { active } of runs) active?.cut(new CutShort("cancelled", why));
  const over = await Promise.allSettled(withdrawn); // one that has just begun or ended is no failure of the others
  return { running: runs.length - queued.length, queued: over.filter(({ status }) => status === "fulfilled").length };
}
