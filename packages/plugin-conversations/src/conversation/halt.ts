import type { Session } from "@instar/kernel/contracts";
import type { House } from "../house.ts";

/** How long a turn may take to end after an interrupt before its process is stopped. */
const interruptGraceMs = 10_000;
const stopGraceMs = 5_000;

export interface Halt {
  /** A turn is being ended: nothing new is given to the agent, or it would end with it. */
  readonly holds: boolean;
  /** Interrupts what the agent does now; one that does not listen is ended. */
  begin(reason: string): void;
  /** A turn or the agent has ended. */
  ended(): void;
  close(): void;
}

/** Ends turns for good. `released`: the agent may be given something again. */
export function createHalt({ sessions, clock, log }: House, key: string, released: () => void): Halt {
  let current: { readonly session: Session; readonly reason: string; timer?: Disposable } | undefined;

  const rests = ({ phase }: Session) => phase === "idle" || phase === "ended";

  function release(halt: typeof current) {
    if (!halt || current !== halt) return;
    halt.timer?.[Symbol.dispose]();
    current = undefined;
    released();
  }

  function kill(halt: NonNullable<typeof current>) {
    if (current !== halt) return;
    if (rests(halt.session)) return release(halt);
    halt.timer?.[Symbol.dispose]();
    log.warn("The agent did not end its turn when it was interrupted, so it is stopped.", { session: halt.session.ref.id });
    halt.session
      .stop(stopGraceMs)
      .catch((error: Error) => log.error("An agent could not be stopped.", { session: halt.session.ref.id, error }))
      .finally(() => release(halt));
  }

  function interrupt(halt: NonNullable<typeof current>) {
    (async () => halt.session.interrupt(halt.reason))().then(
      () => rests(halt.session) && release(halt),
      (error: Error) => {
        log.warn("The agent could not be interrupted.", { session: halt.session.ref.id, error });
        kill(halt);
      },
    );
  }

  return {
    get holds() {
      return current !== undefined && current.session.phase !== "ended";
    },
    begin(reason) {
      const session = sessions.find(key);
      if (!session || current?.session === session || rests(session)) return;
      current?.timer?.[Symbol.dispose]();
      const halt: NonNullable<typeof current> = { session, reason };
      halt.timer = clock.after(interruptGraceMs, () => kill(halt));
      current = halt;
      interrupt(halt);
    },
    ended() {
      if (!current) return;
      if (rests(current.session)) release(current);
      else interrupt(current); // what was queued behind the stopped turn is stopped too
    },
    close() {
      current?.timer?.[Symbol.dispose]();
      current = undefined;
    },
  };
}
