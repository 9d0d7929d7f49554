import type { Address, Clock, Sender } from "@instar/kernel";
import { senderName } from "./contract.ts";

/** Whoever waits asks again before that. */
const graceMs = 10_000;
const longestWaitMs = 60_000;
/** More than that is a crowd, which meets silence. */
const mostGreeted = 20;

const greeting = "Your message is here. The person who runs me is being asked at their computer whether this is them; if it is, you need not send it again.";

export interface Expected {
  /** Somebody at the host waits for a person on this channel. */
  is(channel: string): boolean;
  wait(channel: string, waitMs: number): Promise<void>;
  /** What a stranger is told meanwhile, once each; undefined: nothing. */
  greet(sender: Sender, address: Address): string | undefined;
}

interface Waiting {
  until: number;
  readonly greeted: Set<string>;
  readonly come: Set<() => void>;
}

/** Who is waited for at the host: in memory, as the waiting ends with whoever waits. */
export function createExpected(clock: Clock, stopped: AbortSignal): Expected {
  const waiting = new Map<string, Waiting>();

  function is(channel: string): boolean {
    const found = waiting.get(channel);
    if (found && found.until <= clock.now()) waiting.delete(channel);
    return waiting.has(channel);
  }

  return {
    is,
    async wait(channel, wanted) {
      const waitMs = Math.min(longestWaitMs, wanted);
      if (waitMs <= 0) return void waiting.delete(channel);
      const mine = (is(channel) && waiting.get(channel)) || { until: 0, greeted: new Set(), come: new Set() };
      waiting.set(channel, mine);
      mine.until = clock.now() + waitMs + graceMs;
      const over = new AbortController();
      const end = () => over.abort();
      mine.come.add(end);
      stopped.throwIfAborted();
      try {
        await clock.sleep(waitMs, AbortSignal.any([over.signal, stopped]));
      } catch (error) {
        // Somebody came. What else ends it ends whoever asks again, too
        if (!over.signal.aborted) throw error;
      } finally {
        mine.come.delete(end);
      }
    },
    greet(sender, { channel }) {
      const found = waiting.get(channel);
      const name = senderName(channel, sender);
      if (!found) return undefined;
      for (const come of found.come) come();
      if (found.greeted.has(name) || found.greeted.size >= mostGreeted) return undefined;
      found.greeted.add(name);
      return greeting;
    },
  };
}
