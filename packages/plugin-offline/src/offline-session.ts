import type { Clock } from "@instar/kernel";
import type { Input, Session, SessionHost, SessionSpec, Snapshot } from "@instar/kernel/contracts";
import { callTool } from "./call-tool.ts";
import { OfflineError } from "./errors.ts";
import { type Memory, snapshotOf, withAnswer, withQuestion } from "./memory.ts";
import { parseRequest, type Request } from "./parse-request.ts";
import { checkMode, missingTool } from "./shaped-tools.ts";
import { planTool } from "./tools.ts";
import { heard, help, labelled, recalled } from "./wording.ts";

interface Taken {
  readonly input: Input;
  /** Resolves when it is on record; nothing is done about it before. */
  readonly recorded: Promise<void>;
}

interface Turn {
  readonly taken: Taken[];
  readonly abort: AbortController;
  /** What was said so far. */
  readonly parts: string[];
  /** Takes no more inputs. */
  closed: boolean;
}

export interface OfflineWorld {
  readonly driver: string;
  readonly clock: Clock;
  /** For the commands that it runs. */
  readonly env: Readonly<Record<string, string>>;
  /** Between SIGTERM and SIGKILL of an interrupted command. */
  readonly graceMs: number;
}

/** Turns one after another. Everything that matters is in the snapshot before it is said. */
export function createOfflineSession(spec: SessionSpec, host: SessionHost, remembered: Memory, world: OfflineWorld): Session {
  let memory = remembered;
  let phase: Session["phase"] = "idle";
  let turn: Turn | undefined;
  let draining: Promise<void> | undefined;
  let ending: Promise<Snapshot> | undefined;
  let graceMs = world.graceMs;
  let { permissionMode } = spec;
  const waiting: Taken[] = [];
  const visible: string[] = [];

  const snapshot = () => snapshotOf(world.driver, memory);
  const record = () => host.emit({ type: "snapshot", snapshot: snapshot() });
  const show = (mark: string, text: string) =>
    void visible.splice(0, visible.length, ...[...visible, ...text.split("\n").map((line) => `${mark} ${line}`)].slice(-200));

  /** Each step is what one answer of a model would be, for whoever counts and limits those; it costs nothing. */
  const step = () => host.emit({ type: "usage", inputTokens: 0, outputTokens: 0, costUsd: 0, calls: 1 });

  async function answer(input: Input, signal: AbortSignal): Promise<string> {
    const text = await perform(parseRequest(input.text), input, signal);
    await step();
    return text;
  }

  async function perform(request: Request, input: Input, signal: AbortSignal): Promise<string> {
    if (request.kind === "repeat") {
      const done: string[] = [];
      for (let time = 0; time < request.times; time += 1) done.push(await perform(request.request, input, signal));
      return [...new Set(done)].join("\n");
    }
    if (request.kind === "recall") return recalled(memory, input.id);
    if (request.kind === "told") return [spec.system, ...(input.context ?? [])].filter(Boolean).join("\n") || "I was told nothing.";
    if (request.kind === "help") return help;
    if (request.kind === "wait") {
      await world.clock.sleep(request.ms, signal);
      return `I waited for ${request.ms / 1000} s.`;
    }
    const planned = planTool(request, spec.cwd);
    if (!planned) return heard(input);
    const missing = missingTool(planned.tool, { ...spec, ...(permissionMode === undefined ? {} : { permissionMode }) });
    if (missing !== undefined) return `I wanted to ${planned.purpose}, but ${missing}.`;
    await step();
    signal.throwIfAborted();
    const place = {
      cwd: spec.cwd,
      env: { ...world.env, ...spec.env },
      signal,
      get graceMs() {
        return graceMs;
      },
      started: (mark: Parameters<Parameters<typeof planned.run>[0]["started"]>[0]) => host.emit({ type: "process", mark }),
    };
    return callTool(planned, spec, host, place, world.clock);
  }

  async function work(current: Turn): Promise<void> {
    let outcome: "done" | "interrupted" = "done";
    try {
      // Steered inputs join while earlier ones are being answered.
      for (let index = 0; index < current.taken.length; index += 1) {
        const { input, recorded } = current.taken[index] as Taken;
        await recorded;
        current.abort.signal.throwIfAborted();
        current.parts.push(await answer(input, current.abort.signal));
      }
    } catch (error) {
      if (!current.abort.signal.aborted) throw error;
      outcome = "interrupted";
    }
    current.closed = true;
    const inputs = current.taken.map(({ input }) => input.id);
    const text = outcome === "done" || current.parts.length > 0 ? labelled(current.parts.join("\n\n"), memory) : "";
    if (outcome === "done") {
      memory = withAnswer(memory, inputs, text);
      await record();
    }
    show("<", text);
    if (text !== "") await host.emit({ type: "text", delta: text });
    turn = undefined;
    if (waiting.length === 0) phase = "idle";
    await host.emit({ type: "turn-end", inputs, outcome, text });
  }

  async function drain(): Promise<void> {
    for (let taken = waiting.shift(); taken && !ending; taken = waiting.shift()) {
      phase = "working";
      turn = { taken: [taken], abort: new AbortController(), parts: [], closed: false };
      await work(turn);
    }
    if (ending) return;
    phase = "idle";
    draining = undefined;
  }

  /** The house does not take our events any more: nothing that we did would be known, so we end. */
  async function fail(error: unknown): Promise<void> {
    phase = "ended";
    turn = undefined;
    const text = `The offline agent ended because its house did not take what it reported: ${error instanceof Error ? error.message : String(error)}`;
    await host.emit({ type: "exit", code: null, expected: false, error: { kind: "crashed", text } }).catch(() => {
      // The very listener that failed; there is nobody else to tell.
    });
  }

  async function end(): Promise<Snapshot> {
    turn?.abort.abort(new Error("The session was stopped."));
    await draining;
    if (phase !== "ended") {
      phase = "ended";
      await host.emit({ type: "exit", code: 0, expected: true });
    }
    return snapshot();
  }

  function stop(withinMs: number): Promise<Snapshot> {
    graceMs = withinMs;
    ending ??= end();
    return ending;
  }

  return {
    ref: spec.ref,
    get phase() {
      return phase;
    },
    async send(input, delivery = "turn") {
      if (phase === "ended" || ending) throw OfflineError.SESSION_ENDED();
      memory = withQuestion(memory, input.id, input.text);
      show(">", input.text);
      const taken = { input, recorded: record() };
      if (delivery === "steer" && turn && !turn.closed) turn.taken.push(taken);
      else waiting.push(taken);
      // Marked as busy before any wait, so that it is seen at once.
      phase = "working";
      draining ??= drain().catch(fail);
      await taken.recorded;
    },
    async interrupt(reason) {
      turn?.abort.abort(new Error(reason));
    },
    async capture(maxLines) {
      return visible.slice(-maxLines).join("\n");
    },
    async fork() {
      return snapshot();
    },
    async setMode(mode) {
      permissionMode = checkMode(mode);
    },
    stop,
    async [Symbol.asyncDispose]() {
      await stop(world.graceMs);
    },
  };
}
