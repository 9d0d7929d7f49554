import { type Guardian, openGuardian } from "./guardian.ts";
import type { ProcessMark } from "./process-mark.ts";

/** One guardian process for all programs of a part of the house: it ends their trees when we die. */
export interface Guarding extends AsyncDisposable {
  /** Resolves when this tree does not outlive us any more. With pid 0 it is known by its mark alone, so it can be watched before it is started. */
  watch(mark: ProcessMark): Promise<void>;
  forget(mark: Pick<ProcessMark, "mark">): Promise<void>;
}

export interface GuardingOptions {
  /** Somebody ended the guardian; a new one watches what it watched. */
  readonly replaced?: () => void;
  /** No new guardian could be started: what is watched would outlive us. */
  readonly failed?: (error: unknown) => void;
  /** After so long without anything to watch the guardian is ended, and the next program gets a new one. Absent: it stays. */
  readonly idleMs?: number;
}

/** Opened with the first program; replaced, with everything that it watched, when somebody ended it. */
export function createGuarding({ replaced, failed, idleMs }: GuardingOptions = {}): Guarding {
  const watched = new Map<string, ProcessMark>();
  let current: Promise<Guardian> | undefined;
  let idle: NodeJS.Timeout | undefined;
  let closing = false;

  const guardian = (): Promise<Guardian> => {
    current ??= open();
    return current;
  };

  async function open(): Promise<Guardian> {
    let opened: Guardian;
    try {
      opened = await openGuardian();
      for (const mark of watched.values()) await opened.watch(mark);
    } catch (error) {
      current = undefined;
      throw error;
    }
    void opened.exited.then(async ({ expected }) => {
      if (expected || closing) return;
      current = undefined;
      replaced?.();
      if (watched.size > 0) await guardian().catch((error: unknown) => failed?.(error));
    });
    return opened;
  }

  async function close(): Promise<void> {
    const last = current;
    current = undefined;
    const opened = await last?.catch(() => undefined); // one that never opened needs no closing
    await opened?.close();
  }

  function rest(): void {
    if (idleMs === undefined || closing || watched.size > 0) return;
    clearTimeout(idle);
    idle = setTimeout(() => {
      if (watched.size === 0) void close();
    }, idleMs).unref();
  }

  return {
    async watch(mark) {
      if (closing) return;
      clearTimeout(idle);
      watched.set(mark.mark, mark);
      await (await guardian()).watch(mark);
    },
    async forget(mark) {
      watched.delete(mark.mark);
      await current
        ?.then((opened) => opened.forget(mark))
        .catch(() => {
          // A guardian that is gone watches nothing any more.
        });
      rest();
    },
    async [Symbol.asyncDispose]() {
      closing = true;
      clearTimeout(idle);
      await close();
    },
  };
}
