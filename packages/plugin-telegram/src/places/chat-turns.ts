import type { Clock } from "@instar/kernel";

/** Requests to one chat, one after the other: what a limit forbids must not be under way already when it is told. */
export interface ChatTurns {
  /** Begins when what was asked for before has ended, or `patienceMs` are over. Settles as `work` does. */
  take<T>(chat: number, work: () => Promise<T>, patienceMs?: number): Promise<T>;
}

export function createChatTurns(clock: Clock): ChatTurns {
  const last = new Map<number, Promise<void>>();

  async function waited(before: Promise<void>, patienceMs: number | undefined): Promise<void> {
    if (patienceMs === undefined) return before;
    const over = new AbortController();
    const late = clock.sleep(patienceMs, over.signal).catch(() => undefined); // what came before has ended in time
    await Promise.race([before, late]);
    over.abort();
  }

  return {
    take(chat, work, patienceMs) {
      const before = last.get(chat);
      const mine = before ? waited(before, patienceMs).then(work) : work();
      const forget = () => {
        if (last.get(chat) === ended) last.delete(chat);
      };
      const ended: Promise<void> = mine.then(forget, forget);
      last.set(chat, ended);
      return mine;
    },
  };
}
