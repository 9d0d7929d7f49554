import type { Clock, Logger } from "@instar/kernel";
import type { NamedSessions } from "@instar/plugin-named-sessions/contract";
import type { DelegationBook } from "./delegation-book.ts";
import { stateOf } from "./follow-runs.ts";

/** How long an interrupted agent has to leave its turn before its process is ended. */
const patienceMs = 5_000;

export interface RunStopper extends AsyncDisposable {
  /** Interrupts the current run, later by force. Returns at once: who asks may be what the agent waits for. */
  stop(name: string, reason: string, how?: "interrupt" | "kill"): void;
}

export function createRunStopper(book: DelegationBook, named: NamedSessions, clock: Clock, log: Logger): RunStopper {
  const stopping = new Map<string, Promise<void>>();
  const closing = new AbortController();

  const runs = (name: string, run: number) => {
    const delegation = book.get(name);
    return delegation?.state === "running" && delegation.run === run;
  };

  async function end(name: string, run: number, reason: string, how: "interrupt" | "kill"): Promise<void> {
    const delegation = book.get(name);
    // By its name another one's session may be meant by now.
    if (delegation === undefined || (await stateOf(named, delegation)).session === undefined) return;
    if (how === "interrupt") {
      try {
        await named.interrupt(name, reason);
      } catch (error) {
        log.warn("A delegation could not be interrupted; its process is ended instead.", { delegation: name, error });
      }
      const deadline = clock.now() + patienceMs;
      while (runs(name, run) && clock.now() < deadline && !closing.signal.aborted) await book.changed(name, deadline - clock.now(), closing.signal);
      if (!runs(name, run) || closing.signal.aborted) return;
    }
    await named.kill(name);
  }

  return {
    stop(name, reason, how = "interrupt") {
      const delegation = book.get(name);
      if (delegation === undefined || (how === "interrupt" && stopping.has(name))) return;
      const done = end(name, delegation.run, reason, how)
        .catch((error: unknown) => log.error("A delegation could not be ended.", { delegation: name, error }))
        .finally(() => {
          if (stopping.get(name) === done) stopping.delete(name);
        });
      stopping.set(name, done);
    },
    async [Symbol.asyncDispose]() {
      closing.abort(new Error("Delegations are no longer followed."));
      await Promise.all(stopping.values());
    },
  };
}
