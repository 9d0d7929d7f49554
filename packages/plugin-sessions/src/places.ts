import type { SessionPurpose } from "@instar/kernel/contracts";

/** A place among the living; given back once. */
export interface Places {
  /** Resolves when there is room, in the order of asking among those of its kind; rejects with the signal's reason. */
  take(purpose: SessionPurpose, signal: AbortSignal): Promise<Disposable>;
  /** A session may have become idle: look again whether somebody waits for its place. */
  changed(): void;
  readonly taken: number;
  readonly waiting: number;
}

/** Persons, and everybody else: jobs, and what agents began. */
export type Kind = "person" | "other";

export const kindOf = (purpose: SessionPurpose): Kind => (purpose === "person" ? "person" : "other");

/** Those who can be parked. */
export interface Idlers {
  /** How many of a kind are idle now. */
  count(kind: Kind): number;
  /** Begins to park the one idle longest, and resolves when its place was given back; `undefined` when nobody of this kind is idle. */
  park(kind: Kind): Promise<void> | undefined;
}

interface Waiter {
  grant(place: Disposable): void;
}

/**
 * A limit with two lines. Persons count only persons, so that nobody of them waits because of jobs and agents; the others count
 * everybody. So at most twice the limit live. Whoever needs room gets that of an idle job or agent first.
 */
export function createPlaces(limit: number, idlers: Idlers): Places {
  const waiting: Record<Kind, Waiter[]> = { person: [], other: [] };
  const taken: Record<Kind, number> = { person: 0, other: 0 };
  const leaving: Record<Kind, number> = { person: 0, other: 0 };
  const all = (counts: Record<Kind, number>) => counts.person + counts.other;

  const give = (kind: Kind): Disposable => {
    taken[kind]++;
    let held = true;
    return {
      [Symbol.dispose]() {
        if (!held) return;
        held = false;
        taken[kind]--;
        look();
      },
    };
  };

  function admit(kind: Kind, hasRoom: () => boolean): void {
    while (hasRoom()) {
      const waiter = waiting[kind].shift();
      if (!waiter) return;
      waiter.grant(give(kind));
    }
  }

  function park(kind: Kind): boolean {
    const left = idlers.park(kind);
    if (!left) return false;
    leaving[kind]++;
    const looked = () => {
      leaving[kind]--;
      look();
    };
    left.then(looked, looked);
    return true;
  }

  /** For one of the others to come in: how many have to go, beyond those who are going. */
  const excess = () => all(taken) - all(leaving) + waiting.person.length + 1 - limit;

  function makeRoom(): void {
    while (waiting.person.length > leaving.person && park("person"));
    // A person who came in beside jobs takes the place of an idle one, without waiting for it.
    while (all(taken) - all(leaving) > limit && park("other"));
    const wanted = waiting.other.length;
    if (wanted === 0 || excess() > idlers.count("other") + idlers.count("person")) return;
    while (excess() + wanted - 1 > 0 && (park("other") || park("person")));
  }

  function look(): void {
    admit("person", () => taken.person < limit);
    admit("other", () => all(taken) < limit);
    makeRoom();
  }

  return {
    take: (purpose, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        const line = waiting[kindOf(purpose)];
        const waiter = {
          grant(place: Disposable) {
            signal.removeEventListener("abort", abort);
            resolve(place);
          },
        };
        const abort = () => {
          line.splice(line.indexOf(waiter), 1);
          reject(signal.reason);
        };
        signal.addEventListener("abort", abort, { once: true });
        line.push(waiter);
        look();
      }),
    changed: look,
    get taken() {
      return all(taken);
    },
    get waiting() {
      return waiting.person.length + waiting.other.length;
    },
  };
}
