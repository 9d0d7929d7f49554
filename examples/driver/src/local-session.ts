import type { Input, Session, SessionEvent, SessionHost, SessionSpec, Snapshot } from "@instar/kernel/contracts";
import type { AskModel } from "./ask-model.ts";
import { type Conversation, messagesFor, snapshotOf, withAnswer } from "./conversation.ts";

type TurnEnd = Extract<SessionEvent, { readonly type: "turn-end" }>;

/** One conversation with the model, a question at a time. What matters is in the snapshot, durable, before it is said. */
export function createLocalSession(spec: SessionSpec, host: SessionHost, past: Conversation, ask: AskModel): Session {
  let conversation = past;
  let phase: Session["phase"] = "idle";
  let interruption: AbortController | undefined;
  let working: Promise<void> | undefined;
  let ending: Promise<Snapshot> | undefined;
  const waiting: string[] = [];
  const remember = (next: Conversation) => {
    conversation = next;
    return host.emit({ type: "snapshot", snapshot: snapshotOf(next) });
  };

  async function answer(id: string, signal: AbortSignal): Promise<Omit<TurnEnd, "type" | "inputs">> {
    try {
      const given = await ask(messagesFor(spec.system, conversation, id), signal);
      if ("error" in given) return { outcome: "failed", text: "", error: given.error };
      await remember(withAnswer(conversation, id, given.text));
      await host.emit({ type: "usage", inputTokens: given.inputTokens, outputTokens: given.outputTokens, costUsd: 0 });
      await host.emit({ type: "text", delta: given.text });
      return { outcome: "done", text: given.text };
    } catch (error) {
      if (!signal.aborted) throw error;
      return { outcome: "interrupted", text: "" };
    }
  }

  async function work(): Promise<void> {
    for (let id = waiting.shift(); id !== undefined && ending === undefined; id = waiting.shift()) {
      interruption = new AbortController();
      const end = await answer(id, interruption.signal);
      interruption = undefined;
      if (waiting.length === 0 && ending === undefined) phase = "idle";
      await host.emit({ type: "turn-end", inputs: [id], ...end });
    }
    working = undefined;
  }

  async function end(): Promise<Snapshot> {
    interruption?.abort(new Error("The session was stopped."));
    await working?.catch(() => undefined); // the house took no more events, so it knows
    phase = "ended";
    await host.emit({ type: "exit", code: 0, expected: true });
    return snapshotOf(conversation);
  }

  async function fail(error: Error): Promise<void> {
    phase = "ended";
    // The very listener that failed may not hear this either; there is nobody else to tell.
    await host.emit({ type: "exit", code: null, expected: false, error: { kind: "crashed", text: error.message } }).catch(() => undefined);
  }

  const stop = (): Promise<Snapshot> => {
    ending ??= end();
    return ending;
  };

  return {
    ref: spec.ref,
    get phase() {
      return phase;
    },
    async send({ id, text, context = [] }: Input) {
      if (phase === "ended" || ending !== undefined) throw new Error("The session has ended.");
      phase = "working"; // before any wait, so that it is seen at once
      const recorded = remember([...conversation.filter((each) => each.id !== id), { id, asked: [...context, text].join("\n\n"), answered: null }]);
      waiting.push(id);
      await recorded;
      working ??= work().catch(fail);
    },
    async interrupt(reason) {
      interruption?.abort(new Error(reason));
    },
    async capture(maxLines) {
      const lines = conversation.flatMap(({ asked, answered }) => [`> ${asked}`, `< ${answered ?? "…"}`]).flatMap((entry) => entry.split("\n"));
      return lines.slice(-maxLines).join("\n");
    },
    stop,
    async [Symbol.asyncDispose]() {
      await stop();
    },
  };
}
