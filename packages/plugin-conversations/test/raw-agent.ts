import { randomUUID } from "node:crypto";
import { definePlugin } from "@instar/kernel";
import {
  type Input,
  type Session,
  type SessionDriver,
  SessionDrivers,
  type SessionEvent,
  type SessionFeature,
  type SessionSpec,
} from "@instar/kernel/contracts";

type TurnEnd = Extract<SessionEvent, { type: "turn-end" }>;

export interface RawSession {
  readonly spec: SessionSpec;
  readonly inputs: Input[];
  readonly interrupts: string[];
  phase: Session["phase"];
  stopped: boolean;
  emit(event: SessionEvent): Promise<void>;
  /** Ends the turn with an answer to these inputs, default all that were given and not yet ended. */
  end(change?: Partial<TurnEnd>): Promise<void>;
}

/** A driver that does nothing by itself: every event is the test's. */
export function createRawAgent(
  how: {
    features?: readonly SessionFeature[];
    spawn?: (spec: SessionSpec) => Promise<void>;
    inspect?: SessionDriver["inspect"];
    interrupt?: (session: RawSession) => Promise<void>;
    setModel?: (model: string) => Promise<void>;
  } = {},
) {
  const sessions: RawSession[] = [];
  const driver: SessionDriver = {
    id: "raw",
    preference: 90,
    features: new Set(how.features ?? ["resume", "interrupt", "inputIds", "steer"]),
    async spawn(spec, host) {
      await how.spawn?.(spec);
      const outstanding: string[] = [];
      const raw: RawSession = {
        spec,
        inputs: [],
        interrupts: [],
        phase: "idle",
        stopped: false,
        emit: (event) => host.emit(event),
        async end(change = {}) {
          raw.phase = "idle";
          await host.emit({ type: "turn-end", inputs: outstanding.splice(0), outcome: "done", text: "done", ...change });
        },
      };
      sessions.push(raw);
      await host.emit({ type: "process", mark: { pid: process.pid, startedAt: 0, mark: randomUUID() } });
      await host.emit({ type: "snapshot", snapshot: { driver: "raw", version: 1, data: spec.from?.data ?? spec.ref.id } });
      return {
        ref: spec.ref,
        get phase() {
          return raw.phase;
        },
        async send(input) {
          if (raw.stopped) throw new Error("The agent is gone.");
          raw.phase = "working";
          raw.inputs.push(input);
          outstanding.push(input.id);
        },
        async interrupt(reason) {
          raw.interrupts.push(reason);
          await how.interrupt?.(raw);
        },
        capture: async () => "",
        ...(how.setModel && { setModel: how.setModel }),
        async stop() {
          raw.stopped = true;
          raw.phase = "ended";
          return { driver: "raw", version: 1, data: "kept" };
        },
        async [Symbol.asyncDispose]() {
          raw.stopped = true;
        },
      };
    },
    inspect: how.inspect ?? (async () => "unknown"),
    reap: async () => undefined,
  };
  return {
    plugin: definePlugin({ api: 1, name: "raw", setup: ({ contribute }) => void contribute(SessionDrivers, driver) })(),
    sessions,
    get last() {
      return sessions.at(-1) as RawSession;
    },
    get texts() {
      return sessions.flatMap(({ inputs }) => inputs.map(({ text }) => text));
    },
  };
}
