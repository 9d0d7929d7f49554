import { type Kernel, systemClock } from "@instar/kernel";
import { Access } from "@instar/kernel/contracts";
import { Conversations } from "@instar/plugin-conversations/contract";
import { createLocalChannel, type LocalChannel } from "../chat/create-local-channel.ts";
import { createHouseDoctor } from "../doctor/house-doctor.ts";
import { CliError } from "../errors.ts";
import { ensureOwnerToken, isSameToken } from "../project/owner-token.ts";
import { projectPaths } from "../project/project-paths.ts";
import { removeRunFile, writeRunFile } from "../project/run-file.ts";
import { makeSocketFolder } from "../project/socket-folder.ts";
import { rememberConfig, type StartedConfig } from "../project/started-config.ts";
import { type Connection, openSocket } from "../socket/open-socket.ts";
import { type Call, type DaemonPhase, fromWireError, redactWireError, toWireError } from "../socket/protocol.ts";
import { openTracing, readFilter } from "../trace/open-tracing.ts";
import { version } from "../version.ts";
import type { AskedEnd } from "../watch/follow-end.ts";
import { findAgentCallable } from "./agent-callables.ts";
import { type AgentStatus, describeAgent } from "./agent-status.ts";
import { callMethod, requireService } from "./call-method.ts";
import { createHouse } from "./create-house.ts";
import { drainHouse } from "./drain-house.ts";
import { openEarlyListener } from "./early-listener.ts";
import { houseDescription } from "./house-description.ts";
import type { DaemonLog } from "./open-log.ts";
import { nameOfCall, recordRefusal } from "./record-refusal.ts";
import { followSessionProcesses, type SessionProcesses } from "./session-processes.ts";
import { takeFolder } from "./take-folder.ts";
import { writeCommandCache } from "./write-command-cache.ts";

export interface Daemon {
  readonly name: string;
  readonly socket: string;
  /** Idempotent: nothing new is accepted, what runs is ended, everything is given back. */
  stop(reason: string): Promise<void>;
  /** Resolves when it begins to stop, whoever asked for it. */
  readonly stopping: Promise<void>;
  /** Resolves when it has stopped. */
  readonly stopped: Promise<void>;
}

const describeChange = (config: StartedConfig | undefined): Pick<AgentStatus, "changed"> => {
  const changed = config?.changed() ?? [];
  return changed.length === 0 ? {} : { changed };
};

const strings = (values: readonly unknown[]): string[] => values.map(String);

/** What the chat asks of its channel, over the socket. */
function callChat(chat: LocalChannel, connection: Connection, { method, args }: Call): unknown {
  const [conversation = "", key = "", text = ""] = strings(args);
  if (method === "attach") return chat.attach(connection, conversation, Array.isArray(args[1]) ? strings(args[1]) : []);
  if (method === "say") return chat.say(conversation, key, text);
  if (method === "seen") return chat.acknowledge(conversation, key);
  throw CliError.NO_METHOD("chat", method);
}

/** An agent without its conversations is deaf: better not started, with the first failure named, than up and silent. */
function requireEars(kernel: Kernel): void {
  const { services, plugins } = kernel.describe();
  if (Object.hasOwn(services, Conversations.id)) return;
  const cause = plugins.find(({ state }) => state === "failed");
  throw CliError.NOBODY_HEARS(cause?.name ?? "conversations", cause?.error ?? "Its reason is in the log.", cause?.hint);
}

/**
 * Runs the agent of a folder in this process: takes the folder, listens before the config is read, sets up, starts. Rejects with
 * CLI_ALREADY_RUNNING, with the report of all mistakes of the config, or with what else went wrong; then nothing is left behind.
 */
export async function startDaemon(project: string, log: DaemonLog, follow: (kernel: Kernel) => void = () => undefined): Promise<Daemon> {
  const paths = projectPaths(project);
  const startedAt = systemClock.now();
  const undo: (() => Promise<void> | void)[] = [];
  const lock = await takeFolder(project);
  undo.push(async () => lock[Symbol.asyncDispose]());

  let phase: DaemonPhase = "warming";
  let kernel: Kernel | undefined;
  let startedConfig: StartedConfig | undefined;
  let sessionProcesses: SessionProcesses | undefined;
  let stopping: Promise<void> | undefined;
  let asked: AskedEnd | undefined;
  let resolveStopping: () => void;
  const begun = new Promise<void>((resolve) => {
    resolveStopping = resolve;
  });
  let resolveStopped: () => void;
  const stopped = new Promise<void>((resolve) => {
    resolveStopped = resolve;
  });
  let resolveReady: (kernel: Kernel) => void;
  let rejectReady: (error: unknown) => void;
  const ready = new Promise<Kernel>((resolve, reject) => {
    resolveReady = resolve;
    rejectReady = reject;
  });
  // Whoever calls before the agent is ready waits for it; nobody may.
  ready.catch(() => undefined);

  const giveBack = async () => {
    const errors: unknown[] = [];
    for (const step of undo.splice(0).reverse()) {
      try {
        await step();
      } catch (error) {
        errors.push(error);
      }
    }
    for (const error of errors) log.error("Something went wrong while stopping.", { error });
  };
  const stop = (reason: string) => {
    stopping ??= (async () => {
      phase = "stopping";
      resolveStopping();
      log.info("Stopping.", { reason });
      await giveBack();
      log.info("Stopped.");
      resolveStopped();
    })();
    return stopping;
  };

  const withoutSecrets = (error: unknown) => (kernel === undefined ? error : fromWireError(redactWireError(toWireError(error), kernel.redact)));
  const chat = createLocalChannel();
  const tracing = openTracing(systemClock, (text) => kernel?.redact(text) ?? text);
  const status = async (): Promise<AgentStatus> => ({
    running: true,
    phase,
    pid: process.pid,
    version,
    startedAt,
    folder: project,
    ...(phase === "running" && kernel !== undefined ? await describeAgent(kernel) : {}),
    ...describeChange(startedConfig),
  });
  const callDaemon = async (connection: Connection, { method, args }: Call): Promise<unknown> => {
    if (method === "status") return status();
    if (method === "describe") return (await ready).describe();
    if (method === "doctor") return createHouseDoctor(await ready).findings();
    if (method === "fix") return createHouseDoctor(await ready).fix(String(args[0]), String(args[1]));
    if (method === "trace") return tracing.watch(connection, readFilter(args[0]));
    if (method === "traced") return tracing.next(connection);
    if (method === "ready") return (await ready).phase;
    if (method === "ending") return begun.then(() => ({ asked }));
    if (method === "stop") {
      asked = args[1] === true ? "exchange" : "stop";
      // Answered before it begins, so that the asker is not cut off.
      setImmediate(() => void drainHouse(kernel, Number(args[0] ?? 0), log).then(() => stop("The owner asked for it.")));
      return { pid: process.pid };
    }
    throw CliError.NO_METHOD("instar", method);
  };

  try {
    const early = await openEarlyListener(paths.home, log);
    undo.push(() => early.close());
    makeSocketFolder(paths);
    const ownerToken = ensureOwnerToken(paths);
    const socket = await openSocket(paths.socket, {
      async identify(token) {
        if (isSameToken(token, ownerToken)) return { kind: "owner" };
        const house = phase === "warming" ? undefined : kernel;
        if (house === undefined || !Object.hasOwn(house.describe().services, Access.id)) return undefined;
        return house.service(Access).identify(token);
      },
      sessionProcesses: () => sessionProcesses?.marks() ?? [],
      turnedAway: (_error, mark) => recordRefusal(kernel, log, { why: "descent", session: sessionProcesses?.sessionOf(mark) }),
      hello: () => ({ pid: process.pid, version, phase }),
      async call(connection, call, caller) {
        const open = caller.kind === "agent" ? findAgentCallable(phase === "running" ? kernel : undefined, call) : undefined;
        if (caller.kind === "agent" && open === undefined) {
          recordRefusal(kernel, log, { why: "call", session: caller.session, asked: nameOfCall(call) });
          throw CliError.OWNER_ONLY(`"${nameOfCall(call)}"`);
        }
        try {
          if (call.service === "instar") return await callDaemon(connection, call);
          if (call.service === "chat") {
            // Without this a message would wait for a channel that nobody opens.
            if (phase === "running" || call.method === "say") requireService(await ready, Conversations.id);
            return await callChat(chat, connection, call);
          }
          const instead = caller.kind === "agent" ? open?.as?.(caller.session) : undefined;
          requireService(await ready, call.service, startedConfig?.changed());
          return await callMethod(await ready, call.service, call.method, call.args, instead);
        } catch (error) {
          throw withoutSecrets(error);
        }
      },
    });
    undo.push(async () => socket[Symbol.asyncDispose]());
    const run = { pid: process.pid, startedAt, socket: paths.socket, version };
    writeRunFile(paths, { ...run, name: "" });
    undo.push(() => removeRunFile(paths));

    startedConfig = rememberConfig(project);
    const description = houseDescription(startedAt, () => kernel as Kernel);
    const house = await createHouse(project, { command: "start", log, tracer: tracing.tracer, extra: [chat.plugin, early.plugin, description] });
    kernel = house.kernel;
    log.redactWith(house.kernel.redact);
    follow(kernel);
    undo.push(() => house.kernel.stop("The daemon stops."));
    await kernel.setup();
    requireEars(kernel);
    sessionProcesses = followSessionProcesses(kernel);
    await kernel.start();
    await early.close();
    phase = "running";
    writeRunFile(paths, { ...run, name: house.config.name });
    resolveReady!(kernel);
    startedConfig.proveGood();
    await writeCommandCache(project, house).catch((error: unknown) => log.warn("The list of commands could not be written.", { error }));
    log.info("Running.", { pid: process.pid, version, elapsedMs: systemClock.now() - startedAt });
    return { name: house.config.name, socket: paths.socket, stop, stopping: begun, stopped };
  } catch (error) {
    log.error("The agent could not start.", { error });
    rejectReady!(error);
    await giveBack();
    throw withoutSecrets(error);
  }
}
