import { abortable } from "./within.ts";

/** One opening per key at a time, shared by all who ask meanwhile, given up when the last of them gives up. */
export interface SharedOpenings<T> {
  /** Joins the key's opening, or begins one. Rejects with the signal's reason for this caller alone. */
  join(key: string, begin: (signal: AbortSignal) => Promise<T>, signal: AbortSignal | undefined): Promise<T>;
  /** Fails the key's opening for all who wait for it. */
  abandon(key: string, reason: unknown): void;
  abandonAll(reason: unknown): void;
}

interface Opening<T> {
  readonly result: Promise<T>;
  readonly abort: AbortController;
  callers: number;
}

export function createSharedOpenings<T>(): SharedOpenings<T> {
  const openings = new Map<string, Opening<T>>();

  function beginOpening(key: string, begin: (signal: AbortSignal) => Promise<T>): Opening<T> {
    const abort = new AbortController();
    const opening: Opening<T> = { abort, callers: 0, result: begin(abort.signal) };
    openings.set(key, opening);
    const settled = () => {
      if (openings.get(key) === opening) openings.delete(key);
    };
    opening.result.then(settled, settled);
    return opening;
  }

  function abandon(key: string, reason: unknown): void {
    openings.get(key)?.abort.abort(reason);
    openings.delete(key);
  }

  return {
    async join(key, begin, signal) {
      const opening = openings.get(key) ?? beginOpening(key, begin);
      opening.callers++;
      try {
        return await abortable(opening.result, signal);
      } finally {
        opening.callers--;
        if (opening.callers === 0 && openings.get(key) === opening) abandon(key, signal?.reason);
      }
    },
    abandon,
    abandonAll(reason) {
      for (const key of [...openings.keys()]) abandon(key, reason);
    },
  };
}
