import type { Clock } from "@instar/kernel";

/** How long an opened session is kept for its opener's first input before somebody else may have its place. */
const claimMs = 30_000;

export interface IdleWatchParts {
  readonly clock: Clock;
  readonly idleMs: number;
  readonly gone: () => boolean;
  /** It has done nothing for a while: whether it works all the same. */
  readonly working: () => boolean;
  /** It has been idle long enough. */
  readonly idled: () => void;
  /** Its opener did not come, so that somebody else may have it. */
  readonly unclaimed: () => void;
}

/** Knows when a session was last moved, for whom it is kept, and when it has been idle for long enough. */
export interface IdleWatch {
  readonly movedAt: number;
  readonly claimed: boolean;
  /** The agent or its holder did something. `byHolder`: what it was kept for has come. */
  moved(byHolder?: boolean): void;
  /** Keeps it for its opener until the first input, at most 30 s. */
  claim(): void;
  start(): void;
  close(): void;
}

export function createIdleWatch({ clock, idleMs, gone, working, idled, unclaimed }: IdleWatchParts): IdleWatch {
  let movedAt = clock.now();
  let claimed: Disposable | undefined;
  let timer: Disposable | undefined;

  function unclaim(): void {
    claimed?.[Symbol.dispose]();
    claimed = undefined;
  }

  function watch(): void {
    timer = clock.after(Math.max(movedAt + idleMs - clock.now(), 1), () => {
      if (gone()) return;
      if (movedAt + idleMs > clock.now()) return watch();
      if (!working() && !claimed) return idled();
      movedAt = clock.now();
      watch();
    });
  }

  function moved(byHolder = false): void {
    if (byHolder) unclaim();
    movedAt = clock.now();
  }

  return {
    get movedAt() {
      return movedAt;
    },
    get claimed() {
      return claimed !== undefined;
    },
    moved,
    claim() {
      moved(true);
      claimed = clock.after(claimMs, () => {
        claimed = undefined;
        unclaimed();
      });
    },
    start() {
      movedAt = clock.now();
      watch();
    },
    close() {
      unclaim();
      timer?.[Symbol.dispose]();
    },
  };
}
