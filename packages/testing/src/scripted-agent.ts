import { randomUUID } from "node:crypto";
import { definePlugin, type Plugin } from "@instar/kernel";
import {
  type Input,
  type Session,
  type SessionDriver,
  SessionDrivers,
  type SessionEvent,
  type SessionHost,
  type SessionSpec,
  type TurnError,
  type UsageRecords,
} from "@instar/kernel/contracts";

/** What the agent does with the inputs of one turn. */
export interface ScriptedTurn {
  /** Everything that the turn was given so far; a steered message adds to it. */
  readonly inputs: readonly Input[];
  readonly session: SessionSpec;
  readonly host: SessionHost;
  /** Aborted by an interrupt, and when the session ends. */
  readonly signal: AbortSignal;
}

export type ScriptedAnswer = string | { readonly error: TurnError } | { readonly crash: true };
type Respond = (turn: ScriptedTurn) => ScriptedAnswer | Promise<ScriptedAnswer>;

export interface ScriptedAgent {
  readonly plugin: Plugin;
  /** Every input that any session was ever given. */
  readonly inputs: readonly Input[];
  /** Sessions that were spawned, in order. */
  readonly spawned: readonly SessionSpec[];
  readonly living: number;
  /** What it does from now on; by default it answers "You said: " and the text. */
  respond(how: Respond): void;
  /** A turn that the agent begins by itself, in the session that lives for `conversation`. */
  speak(conversation: string, text: string): Promise<void>;
  /** Its process dies without a word; so does everything of the current turn. */
  crash(): Promise<void>;
}

const echo: Respond = ({ inputs }) => inputs.map(({ text }) => `You said: ${text}`).join("\n");

/** An agent at the edge of a test: its memory outlives kernels, as a real agent's transcript does. */
export function createScriptedAgent(
  options: {
    readonly id?: string;
    readonly steer?: boolean;
    /** By input id: what was taken, and what was answered. Give one that writes to disk to an agent that is to outlive its process. */
    readonly transcript?: Map<string, string | undefined>;
    /** What its records say was used. A session's thread is its snapshot's data: the id of the session that began it. */
    readonly usage?: UsageRecords;
    /** Sessions that do not listen when they are interrupted. */
    readonly deaf?: (session: SessionSpec) => boolean;
  } = {},
): ScriptedAgent {
  const id = options.id ?? "scripted";
  const inputs: Input[] = [];
  const spawned: SessionSpec[] = [];
  const living = new Map<Session, { spec: SessionSpec; emit: (event: SessionEvent) => Promise<void>; die(): Promise<void> }>();
  const transcript = options.transcript ?? new Map<string, string | undefined>();
  let respond = echo;

  async function spawn(spec: SessionSpec, host: SessionHost): Promise<Session> {
    spawned.push(spec);
    let phase: Session["phase"] = "idle";
    let turn: { inputs: Input[]; abort: AbortController; reason?: "interrupt" | "end" } | undefined;
    const later: Input[] = [];
    const emit = (event: SessionEvent) => host.emit(event);
    await emit({ type: "process", mark: { pid: process.pid, startedAt: 0, mark: randomUUID() } });
    await emit({ type: "snapshot", snapshot: { driver: id, version: 1, data: spec.from?.data ?? spec.ref.id } });

    async function end(event: Omit<Extract<SessionEvent, { type: "turn-end" }>, "type" | "inputs">, ids: readonly string[]) {
      if (event.outcome === "done") for (const input of ids) transcript.set(input, event.text);
      turn = undefined;
      if (phase !== "ended") phase = "idle";
      await emit({ type: "turn-end", inputs: ids, ...event });
      const next = later.splice(0);
      if (next.length > 0 && phase === "idle") run(next);
    }

    function run(first: Input[]) {
      phase = "working";
      const current = { inputs: first, abort: new AbortController() } as NonNullable<typeof turn>;
      turn = current;
      const ids = () => current.inputs.map((input) => input.id);
      (async () => {
        try {
          const answer = await Promise.race([
            Promise.resolve(respond({ inputs: current.inputs, session: spec, host, signal: current.abort.signal })),
            new Promise<never>((_, reject) => current.abort.signal.addEventListener("abort", () => reject(current.abort.signal.reason), { once: true })),
          ]);
          if (typeof answer === "string") await end({ outcome: "done", text: answer }, ids());
          else if ("crash" in answer) await die();
          else await end({ outcome: "failed", text: "", error: answer.error }, ids());
        } catch (error) {
          if (current.reason === "interrupt") await end({ outcome: "interrupted", text: "" }, ids());
          else if (current.reason === undefined) await end({ outcome: "failed", text: "", error: { kind: "model", text: String(error) } }, ids());
        }
      })().catch(() => undefined); // the host's own failure is the test's to see
    }

    function leave() {
      phase = "ended";
      living.delete(session);
      if (turn) turn.reason = "end";
      turn?.abort.abort(new Error("The session ended."));
    }

    async function die() {
      leave();
      await emit({ type: "exit", code: 137, expected: false });
    }

    const session: Session = {
      ref: spec.ref,
      get phase() {
        return phase;
      },
      async send(input, delivery = "turn") {
        if (phase === "ended") throw new Error("The session has ended.");
        inputs.push(input);
        transcript.set(input.id, undefined);
        if (!turn) run([input]);
        else if (delivery === "steer") turn.inputs.push(input);
        else later.push(input);
      },
      async interrupt() {
        if (!turn || options.deaf?.(spec)) return;
        turn.reason = "interrupt";
        turn.abort.abort(new Error("Interrupted."));
      },
      capture: async () => "",
      async stop() {
        leave();
        return { driver: id, version: 1, data: spec.from?.data ?? spec.ref.id };
      },
      async [Symbol.asyncDispose]() {
        leave();
      },
    };
    living.set(session, { spec, emit, die });
    return session;
  }

  const driver: SessionDriver = {
    id,
    preference: 50,
    ...(options.usage && { usage: options.usage }),
    features: new Set(["resume", "interrupt", "inputIds", ...(options.steer === false ? [] : (["steer"] as const))]),
    spawn,
    async inspect(_snapshot, inputId) {
      if (!transcript.has(inputId)) return "absent";
      const answered = transcript.get(inputId);
      return answered === undefined ? "asked" : { answered };
    },
    reap: async () => undefined,
  };

  return {
    plugin: definePlugin({ api: 1, name: id, setup: ({ contribute }) => void contribute(SessionDrivers, driver) })(),
    inputs,
    spawned,
    get living() {
      return living.size;
    },
    respond(how) {
      respond = how;
    },
    async speak(conversation, text) {
      for (const { spec, emit } of living.values())
        if (spec.ref.address?.conversation === conversation) await emit({ type: "turn-end", inputs: [], outcome: "done", text });
    },
    async crash() {
      await Promise.all([...living.values()].map(({ die }) => die()));
    },
  };
}
