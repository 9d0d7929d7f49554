import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import type { Clock, Logger, SessionRef } from "@instar/kernel";
import type { Approvals, Session, SessionEvent, SessionHost, SessionServer, Snapshot } from "@instar/kernel/contracts";
import { atMost } from "./at-most.ts";
import type { ClaudeProcess } from "./claude-process.ts";
import { createControl } from "./control.ts";
import { crashed } from "./crashed.ts";
import { ClaudeError } from "./errors.ts";
import { createGate } from "./gate.ts";
import { createGateWatch } from "./gate-watch.ts";
import { answerRequest, hookRegistration } from "./hooks.ts";
import { createInputQueue } from "./input-queue.ts";
import { chooseMode, type PermissionMode } from "./permission-mode.ts";
import { type CliLine, listAt, textAt, userLine } from "./protocol.ts";
import { createServerRelay } from "./server-relay.ts";
import type { SessionNotes } from "./session-notes.ts";
import { startFailure } from "./start-failure.ts";
import type { ToolList } from "./tool-list.ts";
import { createTurnReader, type FinishedTurn } from "./turn-reader.ts";
import { createUsageMeter, readCost } from "./usage-meter.ts";
import { createVisibleTail } from "./visible-tail.ts";

export interface ClaudeSessionRequest {
  readonly ref: SessionRef;
  readonly cwd: string;
  /** The program's own session id. */
  readonly session: string;
  readonly process: ClaudeProcess;
  readonly host: SessionHost;
  /** Inside the house, reached over the control channel. */
  readonly servers: readonly SessionServer[];
  readonly notes: SessionNotes;
  /** Message ids that the program has seen in its transcript. */
  readonly known: ReadonlySet<string>;
  readonly approvals: Approvals | undefined;
  readonly clock: Clock;
  readonly log: Logger;
  readonly gateTimeoutMs: number;
  readonly tools: ToolList | undefined;
  readonly agent: string | undefined;
  /** It goes on with a former process's conversation. */
  readonly resumed: boolean;
  /** The mode that the process is launched with, and the widest that it may be given. */
  readonly mode: PermissionMode;
  readonly widestMode: PermissionMode;
  readonly snapshot: Snapshot;
  /** A branch that goes on wherever the session is when it is opened. */
  readonly forked: Snapshot;
  /** A branch of the session as it rests now; `lastSaid` is the record of its last answer. */
  forkHere(lastSaid: string | undefined): Promise<Snapshot>;
  /** Deleted once the program has read them. */
  readonly files: readonly string[];
  ended(): void;
}

const initializeTimeoutMs = 60_000;
const requestTimeoutMs = 10_000;
const interruptionMs = 2_000;

/** Resolves when the program is ready and its mark and snapshot are durable; nothing was sent to the model before. */
export async function openClaudeSession(request: ClaudeSessionRequest, signal: AbortSignal): Promise<Session> {
  const { ref, process, host, notes, clock, log } = request;
  const tail = createVisibleTail();
  const reader = createTurnReader(request.cwd);
  let phase: "open" | "stopping" | "ended" = "open";
  let broken: Error | undefined;
  let startLine: CliLine | undefined;
  let interrupting = false;
  /** The record of the last answer, since the last compaction. */
  let lastSaid: string | undefined;
  /** The program was told to stop its turn and has not said yes yet. */
  let interruption: Promise<unknown> | undefined;
  let opened = false;
  const signalOfEnd = new AbortController();

  let queue: Promise<void> = Promise.resolve();
  /** In order, each awaited before the next. When the house can't take one, the program is ended. */
  const emit = (event: SessionEvent): Promise<void> => {
    tail.add(event);
    queue = queue.then(() => host.emit(event)).catch((error: unknown) => fail(error instanceof Error ? error : new Error(String(error))));
    return queue;
  };

  const fail = (error: Error): void => {
    if (broken !== undefined || phase === "ended") return;
    broken = error;
    log.error("An agent was ended because it could not be supervised.", { session: ref.id, error });
    void process.end(0, false);
  };

  const inputs = createInputQueue({
    known: request.known,
    taken: (uuid, input) => notes.add({ type: "taken", uuid, input }),
    write: ({ uuid, texts }) => process.write(userLine({ uuid, texts, composed: true })),
  });
  let asked: Promise<void> = Promise.resolve();
  let askedFor = "";
  /** Written down once for the same messages, when the model is asked and at the latest before a tool is let through. */
  const noteAsked = (): Promise<void> => {
    const open = inputs.open;
    if (open.length > 0 && askedFor !== open.join()) {
      askedFor = open.join();
      asked = notes.add({ type: "asked", inputs: open });
      asked.catch(fail);
    }
    return asked;
  };
  const gate = createGate({
    ref,
    cwd: request.cwd,
    host,
    log,
    approvals: request.approvals,
    tools: request.tools,
    counted: (toolUse) => meter.tell(toolUse),
    acted: noteAsked,
  });
  const relay = createServerRelay(request.servers, ref);
  const control = createControl({
    clock,
    write: (line) => process.write(line),
    async answer(asked, cancelled) {
      const answer = await answerRequest(
        asked,
        { gate, host, relay, emit: (event) => void emit(event), promptSeen: watch.promptSeen, summarised: reader.summarised },
        AbortSignal.any([cancelled, signalOfEnd.signal]),
      );
      // A no that came first would send it to the model once more.
      if (interruption !== undefined) await atMost(interruption, interruptionMs, clock);
      return answer;
    },
  });
  const meter = createUsageMeter({ clock, cost: async () => readCost(await control.request({ subtype: "get_session_cost" }, requestTimeoutMs)), emit });
  const watch = createGateWatch({
    gate,
    open: (what) => fail(ClaudeError.GATE_OPEN(what)),
    unreplaced(tool, withheld) {
      log.error("Claude Code did not take our replacement of a tool's output.", { tool });
      void emit({ type: "raw", name: "output-not-replaced", value: { tool } });
      if (withheld)
        void interrupt("the output of a tool could not be withheld").catch((error: unknown) =>
          log.warn("A turn could not be interrupted.", { session: ref.id, error }),
        );
    },
  });
  const commands = new Map<string, (finished: FinishedTurn) => void>();

  async function finish(turn: FinishedTurn): Promise<void> {
    for (const uuid of turn.uuids) {
      commands.get(uuid)?.(turn);
      if (commands.delete(uuid)) return;
    }
    const answered = inputs.finished(turn.uuids);
    const outcome = interrupting && turn.outcome === "failed" ? "interrupted" : turn.outcome;
    interrupting = false;
    if (outcome === "done" && answered.length > 0) await notes.add({ type: "answered", inputs: answered, text: turn.text });
    // Not waited for: whoever handles it may send the next message, whose acknowledgement comes by the lines that we read.
    void emit({
      type: "turn-end",
      inputs: answered,
      outcome,
      text: turn.text,
      ...(outcome === "failed" && turn.error !== undefined && { error: turn.error }),
    });
  }

  async function take(line: CliLine): Promise<void> {
    if (control.take(line)) return;
    if (line.startup_failure_reason !== undefined) startLine = line;
    if (line.type === "command_lifecycle") inputs.lifecycle(line);
    const step = reader.read(line);
    if (step.requesting !== undefined) {
      inputs.requesting(step.requesting);
      if (step.requesting.length > 0) void noteAsked();
    }
    watch.look(step);
    if (line.type === "assistant" && typeof line.parent_tool_use_id !== "string") lastSaid = textAt(line, "uuid") ?? lastSaid;
    if (line.type === "system" && line.subtype === "compact_boundary") lastSaid = undefined;
    const used = meter.read(line);
    if (used !== undefined) void emit(used);
    for (const event of step.events) void emit(event);
    if (step.finished !== undefined) await finish(step.finished);
  }

  const reading = (async () => {
    for await (const line of process.lines()) await take(line);
  })().catch((error: unknown) => fail(error instanceof Error ? error : new Error(String(error))));

  const over = process.ended.then(async (code) => {
    const expected = phase === "stopping";
    phase = "ended";
    const error = broken ?? ClaudeError.ENDED();
    signalOfEnd.abort(error);
    control.close(error);
    inputs.close(error);
    // A child that holds the pipe must not keep the exit from being told.
    await atMost(reading, 500, clock);
    // Nor must a handler of ours that waits for this very end.
    await atMost(queue, 5_000, clock);
    if (opened)
      await host
        .emit({ type: "exit", code, expected, ...(!expected && { error: crashed(broken, code, process.errors()) }) })
        .catch((failure: unknown) => log.error("The end of an agent could not be recorded.", { session: ref.id, error: failure }));
    request.ended();
    return code;
  });

  const abort = () => void process.end(0, false);
  signal.addEventListener("abort", abort, { once: true });
  try {
    await host.emit({ type: "process", mark: process.mark });
    await Promise.race([
      control
        .request({ subtype: "initialize", hooks: hookRegistration(request.gateTimeoutMs), sdkMcpServers: relay.names }, initializeTimeoutMs)
        .then((reply) => {
          if (reply.hooks_applied !== true || reply.hook_on_failure_supported !== true)
            throw ClaudeError.GATE_OPEN("it does not support closed hooks; it is too old");
          // It takes an unknown name without a word, and then has all tools.
          const agents = listAt(reply, "agents").flatMap((agent) => textAt(agent, "name") ?? []);
          if (request.agent !== undefined && !agents.includes(request.agent)) throw ClaudeError.UNKNOWN_AGENT(request.agent, agents);
        }),
      over.then((code) => {
        throw startFailure({ session: request.session, code, stderr: process.errors(), line: startLine });
      }),
    ]);
    if (request.resumed) await meter.begin();
    await host.emit({ type: "snapshot", snapshot: request.snapshot });
    signal.throwIfAborted();
    opened = true;
  } catch (error) {
    phase = "stopping";
    const code = await process.end(0, false);
    await over;
    signal.throwIfAborted();
    throw startLine === undefined && /CLAUDE_ENDED/.test(String((error as { code?: string }).code))
      ? startFailure({ session: request.session, code, stderr: process.errors(), line: startLine })
      : error;
  } finally {
    signal.removeEventListener("abort", abort);
    await Promise.all(request.files.map((file) => rm(file, { force: true })));
  }

  async function interrupt(reason: string): Promise<void> {
    if (phase !== "open" || !inputs.busy) return;
    interrupting = true;
    log.info("Interrupting a turn.", { session: ref.id, reason });
    interruption = control.request({ subtype: "interrupt" }, requestTimeoutMs).finally(() => {
      interruption = undefined;
    });
    await interruption;
    if (!inputs.busy) interrupting = false;
  }

  async function setMode(permissionMode: string): Promise<void> {
    const mode = chooseMode(permissionMode, request.widestMode);
    if (mode === "bypassPermissions" && request.mode !== mode) throw ClaudeError.MODE_AT_START(mode);
    await control.request({ subtype: "set_permission_mode", mode }, requestTimeoutMs);
  }

  async function compact(instructions?: string): Promise<void> {
    const claim = await inputs.claim();
    const uuid = randomUUID();
    try {
      const finished = new Promise<FinishedTurn>((resolve, reject) => {
        commands.set(uuid, resolve);
        signalOfEnd.signal.addEventListener("abort", () => reject(signalOfEnd.signal.reason as Error), { once: true });
      });
      reader.compacting();
      // The house's own command: the only message that the program may take for one.
      process.write(userLine({ uuid, texts: [instructions === undefined ? "/compact" : `/compact ${instructions.replace(/\s+/g, " ")}`], composed: false }));
      const { outcome, error } = await finished;
      if (outcome === "failed") throw ClaudeError.REFUSED("compact", error?.text ?? "no reason given");
    } finally {
      commands.delete(uuid);
      claim.free();
    }
  }

  async function stop(graceMs: number): Promise<Snapshot | undefined> {
    if (phase === "open") phase = "stopping";
    await process.end(graceMs, !inputs.busy);
    await over;
    return request.snapshot;
  }

  return {
    ref,
    get phase() {
      return phase === "ended" ? "ended" : gate.pending > 0 ? "waiting" : inputs.busy ? "working" : "idle";
    },
    send: (input, delivery = "turn") => inputs.send(input, delivery),
    interrupt,
    capture: async (maxLines) => tail.read(maxLines),
    compact,
    setModel: async (model) => void (await control.request({ subtype: "set_model", model }, requestTimeoutMs)),
    setMode,
    fork: async () => (inputs.busy ? request.forked : request.forkHere(lastSaid)),
    stop,
    [Symbol.asyncDispose]: async () => void (await stop(5_000)),
  };
}
