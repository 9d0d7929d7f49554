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
  /** Its answer begins: what is still to come ends when the house begins to close, and a stream also when there are too many newer ones. */
  begin(isStream: boolean): void;
}

function openExchange(began: (isStream: boolean) => void) {
  let controller: AbortController | undefined;
  let reason: Error | undefined;
  let reject: (reason: Error) => void = () => undefined;
  const over = new Promise<never>((_, fail) => {
    reject = fail;
  });
  over.catch(() => undefined); // nobody may wait for it any more
  return {
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
    begin: began,
  };
}

/** Counts what is under way, and brings it to an end. Beyond `mostRequests` nobody is let in; beyond `mostStreams` the oldest stream ends. */
export function createTraffic(clock: Clock, { mostRequests, mostStreams }: { readonly mostRequests: number; readonly mostStreams: number }) {
  const open = new Set<Exchange>();
  const begun = new Set<Exchange>();
  const streams = new Set<Exchange>();
  let emptied: () => void = () => undefined;
  let stopping = false;

  function began(exchange: Exchange, isStream: boolean) {
    if (stopping) return exchange.abort(HttpError.STOPPING());
    begun.add(exchange);
    if (!isStream) return;
    streams.add(exchange);
    const [oldest] = streams;
    if (streams.size <= mostStreams || oldest === undefined) return;
    streams.delete(oldest);
    oldest.abort(HttpError.CROWDED(mostStreams));
  }

  return {
    get stopping() {
      return stopping;
    },
    /** Undefined when there is no room. */
    enter(outgoing: ServerResponse): Exchange | undefined {
      if (open.size - streams.size >= mostRequests) return undefined;
      const exchange: Exchange = openExchange((isStream) => began(exchange, isStream));
      open.add(exchange);
      outgoing.on("close", () => {
        for (const set of [open, begun, streams]) set.delete(exchange);
        if (!outgoing.writableFinished) exchange.abort(HttpError.GONE());
        if (open.size === 0) emptied();
      });
      return exchange;
    },
    /** Streams end at once, requests have `graceMs` to be answered. */
    async drain(graceMs: number): Promise<void> {
      stopping = true;
      for (const exchange of begun) exchange.abort(HttpError.STOPPING());
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
