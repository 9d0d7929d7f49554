import type { ServerResponse } from "node:http";
import type { Clock } from "@instar/kernel";
import { HttpError } from "./errors.ts";

/** One request that is under way. */
export interface Exchange {
  /** Aborted when its caller has gone, when it takes too long, and when the house closes. Made for whoever looks at it: most don't. */
  readonly signal: AbortSignal;
  /** Rejects then, with the reason. */
  readonly over: Promise<never>;
  abort(reason: Error): void;
  /** Its answer begins: what is still to come is a stream, which ends when the house begins to close. */
  begin(): void;
}

function openExchange(isStopping: () => boolean) {
  let controller: AbortController | undefined;
  let reason: Error | undefined;
  let reject: (reason: Error) => void = () => undefined;
  const over = new Promise<never>((_, fail) => {
    reject = fail;
  });
  over.catch(() => undefined); // nobody may wait for it any more
  return {
    begun: false,
    over,
    get signal() {
      controller ??= new AbortController();
      if (reason !== undefined) controller.abort(reason);
      return controller.signal;
    },
    abort(given: Error) {
      reason ??= given;
      reject(reason);
      controller?.abort(reason);
    },
    begin() {
      this.begun = true;
      if (isStopping()) this.abort(HttpError.STOPPING());
    },
  };
}

/** Counts what is under way, and brings it to an end. */
export function createTraffic(clock: Clock, most: number) {
  const open = new Set<ReturnType<typeof openExchange>>();
  let emptied: () => void = () => undefined;
  let stopping = false;

  return {
    get stopping() {
      return stopping;
    },
    /** Undefined when there is no room. */
    enter(outgoing: ServerResponse): Exchange | undefined {
      if (open.size >= most) return undefined;
      const exchange = openExchange(() => stopping);
      open.add(exchange);
      outgoing.on("close", () => {
        open.delete(exchange);
        if (!outgoing.writableFinished) exchange.abort(HttpError.GONE());
        if (open.size === 0) emptied();
      });
      return exchange;
    },
    /** Streams end at once, requests have `graceMs` to be answered. */
    async drain(graceMs: number): Promise<void> {
      stopping = true;
      for (const exchange of open) if (exchange.begun) exchange.abort(HttpError.STOPPING());
      if (open.size === 0) return;
      const empty = new Promise<void>((resolve) => {
        emptied = resolve;
      });
      const late = new AbortController();
      await Promise.race([empty, clock.sleep(graceMs, late.signal).catch(() => undefined)]); // empty in time: nobody waits for the grace to pass
      late.abort();
      for (const exchange of open) exchange.abort(HttpError.STOPPING());
    },
  };
}

export type Traffic = ReturnType<typeof createTraffic>;
