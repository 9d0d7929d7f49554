import type { Clock, Logger } from "@instar/kernel";
import type { SessionRecord, Sessions } from "@instar/kernel/contracts";

/** So often a turn is interrupted: what was being given to the agent at that moment has not begun then. */
const tries = 3;
/** How long it may take to end by itself each time. */
const listenMs = 140;
/** How long an agent that rests may take to leave. */
const restGraceMs = 250;

const living: readonly SessionRecord["state"][] = ["new", "starting", "idle", "working"];

export interface WorkEnd {
  /** What lives; `working`: of those, what is at work. */
  find(): Promise<{ readonly all: readonly string[]; readonly working: readonly string[] }>;
  /** Interrupts a turn; where it does not listen, its process is ended. */
  interrupt(key: string, reason: string): Promise<void>;
  /** Ends the process of what rests, for it may have left something running. It goes on with its past when it is used again. */
  leave(key: string, reason: string): Promise<void>;
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

  /** Resolves when what works there rests, or after `ms`. */
  async function restOf(key: string, ms: number, begun: Promise<unknown>): Promise<void> {
    const late = new AbortController();
    const over = () => late.abort();
    const known = waiting.get(key) ?? new Set();
    waiting.set(key, known.add(over));
    begun.then(() => isAtWork(key) || over(), over);
    await clock.sleep(ms, late.signal).catch(() => undefined); // aborted: nobody need wait
    known.delete(over);
    if (known.size === 0 && waiting.get(key) === known) waiting.delete(key);
  }

  /** Resolves with whether it rests in time. */
  async function comesToRest(key: string, reason: string): Promise<boolean> {
    let failed = false;
    for (let tried = 0; tried < tries && !failed && isAtWork(key); tried++) {
      const session = sessions.find(key);
      if (session === undefined) break;
      const interrupted = (async () => session.interrupt(reason))();
      interrupted.catch((error: Error) => {
        failed = true;
        log.warn("A turn could not be interrupted, so its process is ended.", { session: session.ref.id, error });
      });
      await restOf(key, listenMs, interrupted);
    }
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
    async leave(key, reason) {
      if (!isAtWork(key)) await park(key, reason, restGraceMs);
    },
    isAtWork,
    close: () => listening[Symbol.dispose](),
  };
}
