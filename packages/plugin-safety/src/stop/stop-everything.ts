import type { Address, Clock, Logger } from "@instar/kernel";
import type { AgentsStopped } from "../contract.ts";
import type { SafetyParts } from "../parts.ts";
import type { WorkEnd } from "./end-work.ts";

/** Whoever asked has an answer by then; what is not over goes on being ended. */
const withinMs = 950;

/** What works, beside the sessions themselves. */
export type Workers = Pick<SafetyParts["services"], "conversations" | "named" | "scheduler" | "completions">;

/** What came of it, as soon as nothing works any more; `over` resolves when the processes have left as well. */
export interface Stopping {
  readonly stopped: AgentsStopped;
  readonly over: Promise<unknown>;
}

/** Ends the work of all agents, all of it at once. Never rejects: what fails is logged, and the others end all the same. */
export async function stopEverything(
  { conversations, named, scheduler, completions }: Workers,
  work: WorkEnd,
  { reason, place, clock, log }: { readonly reason: string; readonly place: Address | undefined; readonly clock: Clock; readonly log: Logger },
): Promise<Stopping> {
  const begun = clock.now();
  let dropped = 0;
  let jobs = 0;
  let working: readonly string[] = [];
  let living: readonly string[] = [];
  const surely = async (what: string, end: () => Promise<unknown>) => {
    try {
      await end();
    } catch (error) {
      log.error("Something could not be stopped.", { what, error });
    }
  };

  const all = Promise.all([
    surely("conversations", async () => {
      dropped += (await conversations?.stopAll?.(reason, place))?.waiting ?? 0;
    }),
    surely("jobs", async () => {
      const cancelled = await scheduler?.cancelAll?.(reason);
      jobs += (cancelled?.running ?? 0) + (cancelled?.queued ?? 0);
    }),
    surely("single questions", async () => completions?.endAll?.(reason)),
    surely("sessions", async () => {
      const found = await work.find();
      ({ working, all: living } = found);
      await Promise.all(working.map((key) => work.interrupt(key, reason)));
    }),
  ]);
  // It ends their processes, too: that is not waited for
  const halted = surely("named sessions", async () => {
    const busy = (await named?.list({ statuses: ["busy", "starting"], limit: 1_000 })) ?? [];
    await Promise.all(busy.map(({ name }) => surely(name, async () => named?.stop(name))));
  });
  const late = new AbortController();
  const end = all.finally(() => late.abort());
  await Promise.race([end, clock.sleep(withinMs, late.signal).catch(() => undefined)]); // aborted: all of it is over
  const stopped = { working: working.length, left: working.filter(work.isAtWork).length, jobs, dropped, elapsedMs: clock.now() - begun };
  const left = end.then(() => Promise.all(living.map((key) => work.leave(key, reason))));
  return { stopped, over: Promise.all([left, halted]) };
}
