import type { Session, SessionDriver, SessionEvent, SessionHost, SessionSpec, Snapshot } from "@instar/kernel/contracts";

interface Turn {
  readonly id: string;
  readonly said: string;
  answer?: string;
}

export interface Asked {
  /** Who the agent is. */
  readonly system: string;
  /** What was said before, and answered. */
  readonly past: readonly { readonly said: string; readonly answer?: string }[];
  readonly said: string;
}

/** The agent itself: your model, your program. Rejects when `signal` is aborted. */
export type Answer = (asked: Asked, signal: AbortSignal) => Promise<string>;

const turnsIn = (snapshot: Snapshot | undefined) => structuredClone((snapshot?.data ?? []) as unknown as Turn[]);

/** An agent without tools, in this very process. It answers one message after another, and its snapshot is all that was said. */
export function createDriver(id: string, answer: Answer): SessionDriver {
  async function spawn({ ref, system, from }: SessionSpec, host: SessionHost): Promise<Session> {
    const turns = turnsIn(from);
    const snapshot = () => ({ driver: id, version: 1, data: structuredClone(turns) as unknown as Snapshot["data"] });
    // Durable before anything is said, so that a crash loses no word.
    const keep = () => host.emit({ type: "snapshot", snapshot: snapshot() });
    let waiting = 0;
    let line = Promise.resolve();
    let current = new AbortController();
    let ended = false;

    async function run(turn: Turn) {
      current = new AbortController();
      let end: Omit<Extract<SessionEvent, { type: "turn-end" }>, "type" | "inputs"> = { outcome: "interrupted", text: "" };
      try {
        const past = turns.slice(0, turns.indexOf(turn));
        if (!ended) turn.answer = await answer({ system, past, said: turn.said }, current.signal);
        end = { outcome: "done", text: turn.answer ?? "" };
      } catch (error) {
        if (!current.signal.aborted) end = { outcome: "failed", text: "", error: { kind: "model", text: (error as Error).message } };
      }
      waiting--;
      if (ended) return;
      await host.emit({ type: "usage", inputTokens: 0, outputTokens: 0 });
      await keep();
      await host.emit({ type: "turn-end", inputs: [turn.id], ...end });
    }
    async function leave(expected: boolean) {
      if (ended) return;
      ended = true;
      current.abort();
      await host.emit({ type: "exit", code: null, expected });
    }

    await keep();
    return {
      ref,
      get phase() {
        return ended ? "ended" : waiting > 0 ? "working" : "idle";
      },
      async send(input) {
        if (ended) throw new Error("The session has ended.");
        const turn: Turn = { id: input.id, said: [...(input.context ?? []), input.text].join("\n\n") };
        waiting++;
        turns.push(turn);
        await keep();
        line = line.then(() => run(turn)).catch(() => leave(false)); // the house takes no more events
      },
      async interrupt() {
        current.abort();
      },
      capture: async (maxLines) =>
        turns
          .flatMap(({ said, answer: text }) => [said, text ?? ""].join("\n").split("\n"))
          .slice(-maxLines)
          .join("\n"),
      async stop() {
        await leave(true);
        return snapshot();
      },
      [Symbol.asyncDispose]: () => leave(true),
    };
  }

  return {
    id,
    // Say more when it can do more: the contract asks for what is named here.
    features: new Set(["resume", "interrupt", "inputIds"]),
    preference: 1,
    spawn,
    async inspect(snapshot, inputId) {
      const turn = turnsIn(snapshot).find((each) => each.id === inputId);
      if (turn === undefined) return "absent";
      return turn.answer === undefined ? "asked" : { answered: turn.answer };
    },
    reap: async () => undefined, // it has no process of its own
  };
}
