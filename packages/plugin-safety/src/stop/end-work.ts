import type { Clock, Logger } from "@instar/kernel";
import type { SessionRecord, Sessions } from "@instar/kernel/contracts";

/** How long a turn may take to end by itself once it was interrupted. */
const listenMs = 400;
/** How long an agent that rests may take to leave. */
const restGraceMs = 250;

const living: readonly SessionRecord["state"][] = ["new", "starting", "idle", "working"];

export interface WorkEnd {
  /** What lives; `working`: of those, what is at work. */
  find(): Promise<{ readonly all: readonly string[]; readonly working: readonly string[] }>;
  /** Interrupts a turn; where it does not listen, its process is ended. */
  interrupt(key: string, reason: string): Promise<void>;
  /** The same, and ends the process also of one that listens or rests, for it may have left something running. It goes on with its past when it is used again. */
  end(key: string, reason: string): Promise<void>;
  isAtWork(key: string): boolean;
  close(): void;
}

/** Ends what sessions do, whoever began it. None of it rejects. */
export function createWorkEnd({ sessions, clock, log }: { readonly sessions: Sessions; readonly clock: Clock; readonly log: Logger }): WorkEnd {
  const waiting = new Map<string, Set<() => void>>();

  const isAtWork = (key: string): boolean => {
    const phase = sessions.find(key)?.phase;
    return phase === "working" || phase === "waiting";
  };

  const listening = sessions.listen(async (_session, key, event) => {
    if (event.type !== "turn-end" && event.type !== "exit") return;
    if (!isAtWork(key)) for (const rests of waiting.get(key) ?? []) rests();
  });

  /** Resolves with whether it rests in time. */
  async function comesToRest(key: string, reason: string): Promise<boolean> {
    const session = sessions.find(key);
    if (session === undefined || !isAtWork(key)) return true;
    const late = new AbortController();
    const resting = new Set<() => void>();
    const rest = new Promise<void>((resolve) => {
      resting.add(resolve);
      const known = waiting.get(key) ?? new Set();
      known.add(resolve);
      waiting.set(key, known);
      (async () => session.interrupt(reason))().then(
        () => isAtWork(key) || resolve(),
        (error: Error) => {
          log.warn("A turn could not be interrupted, so its process is ended.", { session: session.ref.id, error });
          late.abort();
        },
      );
    });
    await Promise.race([rest, clock.sleep(listenMs, late.signal).catch(() => undefined)]); // aborted: nobody need wait
    late.abort();
    const known = waiting.get(key);
    for (const resolve of resting) known?.delete(resolve);
    if (known?.size === 0) waiting.delete(key);
    return !isAtWork(key);
  }

  async function park(key: string, reason: string, graceMs: number): Promise<void> {
    try {
      await sessions.park(key, reason, graceMs);
    } catch (error) {
      log.error("A session could not be ended.", { key, error });
    }
  }

  return {
    async find() {
      const all = (await sessions.list({ states: living })).map(({ key }) => key);
      return { all, working: all.filter(isAtWork) };
    },
    async interrupt(key, reason) {
      if (!(await comesToRest(key, reason))) await park(key, reason, 0);
    },
    async end(key, reason) {
      await park(key, reason, (await comesToRest(key, reason)) ? restGraceMs : 0);
    },
    isAtWork,
    close: () => listening[Symbol.dispose](),
  };
}
