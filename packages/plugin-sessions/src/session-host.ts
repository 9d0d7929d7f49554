import type { SessionRef } from "@instar/kernel";
import { isHeld } from "@instar/kernel";
import type { Lifecycle, SessionEvent, SessionHost } from "@instar/kernel/contracts";

export interface HostParts {
  readonly ref: SessionRef;
  readonly lifecycle: Lifecycle;
  readonly ended: () => boolean;
  readonly handle: (event: SessionEvent) => Promise<void>;
  /** The blocks that are said again after a compaction. */
  readonly compactionBlocks: () => Promise<readonly string[]>;
}

/** What a driver talks to: the hooks of the house, and its events handled one after the other. */
export function createSessionHost({ ref, lifecycle, ended, handle, compactionBlocks }: HostParts): { readonly host: SessionHost; settled(): Promise<void> } {
  let tail: Promise<void> = Promise.resolve();
  const host: SessionHost = {
    decide: async (call) =>
      ended() ? { allow: false, by: "sessions", reason: "The session has ended, so none of its tools may start.", advice: [] } : lifecycle.decide(call),
    toolDone: (result) => lifecycle.toolDone(result),
    async compacting(trigger, instructions) {
      const plan = await lifecycle.compact({ session: ref, trigger, instructions });
      return isHeld(plan) ? plan : plan.instructions;
    },
    async compacted() {
      const event = await lifecycle.compacted({ session: ref, context: await compactionBlocks() });
      return isHeld(event) ? [] : event.context;
    },
    emit(event) {
      const done = tail.then(() => handle(event));
      tail = done.catch(() => {
        // The driver has the failure of its event; later events are handled all the same.
      });
      return done;
    },
  };
  return { host, settled: () => tail };
}
