import { endTree } from "@instar/process";
import { endRun } from "../end-run.ts";
import type { House } from "../house.ts";

/**
 * What went on when the house died has failed: first everything that is left of it is ended, then it is said. None of it runs again by itself;
 * what waited, waits on, and what goes on in this life of the house (`isActive`) does so. A run whose processes can't be ended keeps its mark, and the next start tries again.
 */
export async function recoverRuns(house: House, isActive: (id: string) => boolean): Promise<number> {
  const { book, sessions, log } = house;
  const left = [...book.living().values()].filter(({ id, state }) => state === "running" && !isActive(id));
  for (const run of left) {
    try {
      if (run.process) await endTree(run.process, 0);
      const record = run.sessionKey === undefined ? undefined : await sessions.record(run.sessionKey);
      if (run.sessionKey !== undefined) await sessions.end(run.sessionKey, "The house died while its job ran.");
      await endRun(house, run, {
        state: "failed",
        failure: "crashed",
        why: "The house died while it ran.",
        ...(record && {
          session: record.id,
          costUsd: run.costUsd + record.costUsd,
          inputTokens: run.inputTokens + record.inputTokens,
          outputTokens: run.outputTokens + record.outputTokens,
        }),
      });
    } catch (error) {
      log.error("What is left of a run of a former life of the house could not be ended.", { run: run.id, error });
    }
  }
  if (left.length > 0) log.warn("The house had died while jobs ran; those runs have failed.", { runs: left.length });
  return left.length;
}
