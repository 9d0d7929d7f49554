import type { AdviceKind } from "./reminders.ts";

/** What is remembered of a session's turn. */
export interface Turn {
  /** What was said already. */
  readonly said: Set<AdviceKind>;
  /** What the agent wrote since its last tool call. */
  text: string;
  /** Something was looked at or done that could tell the agent something. */
  looked: boolean;
  /** How often the same call was made without a change in between. */
  readonly calls: Map<string, number>;
  /** How often the same call failed. */
  readonly failures: Map<string, number>;
}

export interface Turns {
  /** The session's turn: the one that is going on, or a new one. */
  of(session: string): Turn;
  /** Undefined: nothing of it was seen yet. */
  find(session: string): Turn | undefined;
  end(session: string): void;
  readonly size: number;
}

/** More than work at once; beyond it the oldest is forgotten, and may be told something again. */
const mostTurns = 500;

export function createTurns(): Turns {
  const turns = new Map<string, Turn>();
  return {
    of(session) {
      const known = turns.get(session);
      if (known !== undefined) return known;
      const oldest = turns.size < mostTurns ? undefined : turns.keys().next().value;
      if (oldest !== undefined) turns.delete(oldest);
      const turn: Turn = { said: new Set(), text: "", looked: false, calls: new Map(), failures: new Map() };
      turns.set(session, turn);
      return turn;
    },
    find: (session) => turns.get(session),
    end: (session) => void turns.delete(session),
    get size() {
      return turns.size;
    },
  };
}
