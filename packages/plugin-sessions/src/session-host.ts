import type { Clock, SessionRef } from "@instar/kernel";
import { isHeld } from "@instar/kernel";
import type { Decision, Lifecycle, SessionEvent, SessionHost } from "@instar/kernel/contracts";
import type { SessionStory } from "./session-story.ts";

export interface HostParts {
  readonly ref: SessionRef;
  readonly lifecycle: Lifecycle;
  readonly clock: Clock;
  readonly story: SessionStory;
  /** Why no tool of it may start now; undefined when that is for the gates to say. */
  readonly refusal: () => Promise<string | undefined> | undefined;
  readonly handle: (event: SessionEvent) => Promise<void>;
  /** The blocks that are said again after a compaction. */
  readonly compactionBlocks: () => Promise<readonly string[]>;
}

/** What a driver talks to: the hooks of the house, and its events handled one after the other. */
export function createSessionHost({ ref, lifecycle, clock, story, refusal, handle, compactionBlocks }: HostParts): {
  readonly host: SessionHost;
  settled(): Promise<void>;
} {
  let tail: Promise<void> = Promise.resolve();
  const refuse = async (): Promise<Decision | undefined> => {
    const reason = await refusal();
    return reason === undefined ? undefined : { allow: false, by: "sessions", reason, advice: [] };
  };
  const host: SessionHost = {
    async decide(call) {
      const asked = clock.now();
      let decision = (await refuse()) ?? (await lifecycle.decide(call));
      // A limit may have been passed, or the session ended, while the gates were asked.
      if (decision.allow) decision = (await refuse()) ?? decision;
      story.decided(call, decision, clock.now() - asked);
      return decision;
    },
    toolDone(result) {
      story.ran(result);
      return lifecycle.toolDone(result);
    },
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
