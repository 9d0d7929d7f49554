import type { Clock } from "@instar/kernel";
import { isSameAlbum } from "./fold-album.ts";
import type { Waiting } from "./give-message.ts";

/** An album that goes on and on is not waited for any longer. */
const mostQuiets = 10;

export interface Gathering {
  /** Whether more of the album at the head of the queue may still come. */
  lasts(waiting: readonly Waiting[]): boolean;
  close(): void;
}

/**
 * Waits until `quietMs` have passed without another message of an album, since services hand its pictures over one by one. After a restart the waiting
 * begins anew: the rest may come only now. `over`: it may have passed.
 */
export function createGathering(clock: Clock, quietMs: number, over: () => void): Gathering {
  let timer: Disposable | undefined;

  return {
    lasts(waiting) {
      timer?.[Symbol.dispose]();
      timer = undefined;
      const head = waiting[0];
      if (!head || head.recover || head.arrivedAt === undefined || head.row.album === undefined) return false;
      const times = waiting.flatMap(({ row, arrivedAt }) => (arrivedAt !== undefined && isSameAlbum(head.row, row) ? [arrivedAt] : []));
      const now = clock.now();
      const leftMs = Math.min(Math.max(...times) + quietMs, Math.min(...times) + quietMs * mostQuiets) - now;
      // A clock that was set back must not keep an album waiting
      if (leftMs <= 0 || leftMs > quietMs) return false;
      timer = clock.after(leftMs, over);
      return true;
    },
    close: () => timer?.[Symbol.dispose](),
  };
}
