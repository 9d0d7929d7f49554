import type { ServerResponse } from "node:http";
import type { Clock } from "@instar/kernel";
import { HttpError } from "./errors.ts";

/** One request that is under way. */
export interface Exchange {
  /** Aborted when its caller has gone, when it takes too long, and when the house closes. */
  readonly signal: AbortSignal;
  abort(reason: Error): void;
  /** Its answer begins: what is still to come is a stream, which ends when the house begins to close. */
  begin(): void;
}

/** Counts what is under way, and brings it to an end. */
export function createTraffic(clock: Clock, most: number) {
  const open = new Set<{ readonly controller: AbortController; begun: boolean }>();
  let emptied: () => void = () => undefined;
  let stopping = false;

  return {
    get stopping() {
      return stopping;
    },
    /** Undefined when there is no room. */
    enter(outgoing: ServerResponse): Exchange | undefined {
      if (open.size >= most) return undefined;
      const entry = { controller: new AbortController(), begun: false };
      open.add(entry);
      outgoing.on("close", () => {
        open.delete(entry);
        if (!outgoing.writableFinished) entry.controller.abort(HttpError.GONE());
        if (open.size === 0) emptied();
      });
      return {
        signal: entry.controller.signal,
        abort: (reason) => entry.controller.abort(reason),
        begin() {
          entry.begun = true;
          if (stopping) entry.controller.abort(HttpError.STOPPING());
        },
      };
    },
    /** Streams end at once, requests have `graceMs` to be answered. */
    async drain(graceMs: number): Promise<void> {
      stopping = true;
      for (const { controller, begun } of open) if (begun) controller.abort(HttpError.STOPPING());
      if (open.size === 0) return;
      const empty = new Promise<void>((resolve) => {
        emptied = resolve;
      });
      const late = new AbortController();
      await Promise.race([empty, clock.sleep(graceMs, late.signal).catch(() => undefined)]); // empty in time: nobody waits for the grace to pass
      late.abort();
      for (const { controller } of open) controller.abort(HttpError.STOPPING());
    },
  };
}

export type Traffic = ReturnType<typeof createTraffic>;
