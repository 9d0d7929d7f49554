import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Socket } from "node:net";
import { setPriority } from "node:os";
import { fileURLToPath } from "node:url";
import { type InstarError, systemClock } from "@instar/kernel";
import { createMark, markOf, markVariable } from "@instar/process";
import { IsolationError } from "../errors.ts";
import { createPeer, type Message, type Peer } from "../peer.ts";
import type { Methods } from "../plain-data.ts";
import { fromWireError, type WireError } from "../wire-error.ts";
import type { Guarding } from "./guarding.ts";

/** What a plugin's process says beside the messages between peers. */
export type Sign = { readonly type: "beat"; readonly rssBytes: number } | { readonly type: "fatal"; readonly origin: string; readonly error: WireError };

const beatMs = 1_000;
/** Beats in a row without an answer: then it hangs. Counted and not timed, so that neither a sleeping machine nor a busy house is taken for a hung plugin. */
const hungAfterBeats = 5;
const looksPerBeat = 4;
/** Beside what its JavaScript may keep: the program itself, buffers, compiled code. */
const besideHeapBytes = 128 * 1_024 * 1_024;
/** Messages within one beat; a plugin that says more keeps the house busy with listening. */
const floodMessages = 50_000;
/** What of its output is read within one beat; it waits for the rest. */
const outputBytesPerBeat = 64 * 1_024;
const tailBytes = 4_096;

/** The same file from the sources and from the build. */
const entry = fileURLToPath(new URL("../../dist/isolated-plugin-main.js", import.meta.url));

/** One thread beside its own: a plugin that fills its memory must not take every core of the machine for clearing it up. */
const modest = ["--v8-pool-size=1"];
const niceness = 5;

export interface ApartOptions {
  readonly plugin: string;
  readonly project: string;
  readonly flags: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly memoryMb: number;
  readonly guarding: Guarding;
  /** What the plugin's process may call. */
  readonly root: Methods;
  /** A line that it wrote on its output. */
  readonly output: (line: string) => void;
}

/** Why a plugin's process ended, in words and as the error ISOLATION_ENDED. */
export interface Ending {
  readonly why: string;
  readonly error: InstarError;
}

/** A plugin's process. */
export interface Apart {
  readonly peer: Peer;
  /** Resolves, once, before anything that waits for the process fails. */
  readonly ended: Promise<Ending>;
  /** From now on it is ended when it does not answer or takes too much memory. */
  watch(): void;
  kill(why: string): void;
  /** Lets it go, and kills it when it has not gone after `graceMs`. */
  end(graceMs: number): Promise<void>;
}

const pageBytes = 4_096;

/** What the process keeps in memory, where the system tells it; undefined elsewhere. At once: this is no disk, and waiting for it costs ten times as much. */
function residentBytes(pid: number): number | undefined {
  if (process.platform !== "linux") return undefined;
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, "latin1").split(" ")[1]) * pageBytes;
  } catch {
    // It has just ended, which its exit tells.
    return undefined;
  }
}

function readOutput(child: ChildProcess, onLine: (line: string) => void) {
  let tail = "";
  let rest = "";
  let bytes = 0;
  const streams = [child.stdout, child.stderr].filter((stream) => stream !== null);
  for (const stream of streams) {
    (stream as unknown as Socket).unref();
    stream.setEncoding("utf8");
    stream.on("error", () => undefined); // a pipe breaks when the process ends, which its exit tells
    stream.on("data", (text: string) => {
      tail = (tail + text).slice(-tailBytes);
      const lines = (rest + text).split("\n");
      rest = (lines.pop() ?? "").slice(-tailBytes);
      for (const line of lines) if (line.trim() !== "") onLine(line.slice(0, 500));
      bytes += text.length;
      if (bytes > outputBytesPerBeat) stream.pause();
    });
  }
  return {
    tail: () => tail,
    resume() {
      bytes = 0;
      for (const stream of streams) if (stream.isPaused()) stream.resume();
    },
  };
}

function explainExit(code: number | null, signal: NodeJS.Signals | null, tail: string, memoryMb: number): string {
  if (/heap out of memory|Reached heap limit/.test(tail)) return `it took more memory than its ${memoryMb} MB`;
  if (signal !== null) return `it was ended by ${signal}`;
  return `it ended itself with exit code ${code}`;
}

/** Starts a process for a plugin; nothing of the plugin runs before it is asked to load it. */
export function startApart({ plugin, project, flags, env, memoryMb, guarding, root, output }: ApartOptions): Apart {
  const mark = createMark();
  const child = spawn(process.execPath, [`--max-old-space-size=${memoryMb}`, ...modest, ...flags, entry], {
    cwd: project,
    env: { ...env, [markVariable]: mark },
    detached: true,
    serialization: "advanced",
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let why: string | undefined;
  let heard = 0;
  let missed = 0;
  let timer: Disposable | undefined;
  let resolve: (ending: Ending) => void;
  const ended = new Promise<Ending>((settle) => {
    resolve = settle;
  });
  const said = readOutput(child, output);

  const hold = (waiting: boolean) => (waiting ? child.channel?.ref() : child.channel?.unref());
  const peer = createPeer({
    root,
    busy: hold,
    send: (message) => {
      if (child.connected) child.send(message, seenByExit);
    },
  });

  function kill(reason: string) {
    why ??= reason;
    child.kill("SIGKILL");
  }
  function over(reason: string, cause?: unknown) {
    timer?.[Symbol.dispose]();
    const error = IsolationError.ENDED(plugin, why ?? reason, { cause });
    resolve({ why: why ?? reason, error });
    peer.close(error);
    void guarding.forget({ mark });
  }

  child.on("message", (message: Message | Sign) => {
    try {
      hear(message);
    } catch (error) {
      kill(`it sent what nobody understands (${String(error)})`);
    }
  });

  function hear(message: Message | Sign) {
    heard += 1;
    if (message.type === "beat") {
      missed = 0;
      if (process.platform !== "linux") checkMemory(message.rssBytes);
    } else if (message.type === "fatal") {
      const error = fromWireError(message.error);
      why ??= `${message.origin === "unhandledRejection" ? "a promise was rejected and nobody caught it" : "an error that nobody caught"}: ${error.message}`;
    } else peer.receive(message);
  }
  child.on("error", (error) => over(`it could not be started: ${error.message}`, error));
  // Its last words may still lie in the pipes: one turn of the loop reads them
  child.on("exit", (code, signal) => setImmediate(() => setImmediate(() => over(explainExit(code, signal, said.tail(), memoryMb)))));
  child.unref();
  hold(false);
  if (child.pid !== undefined) {
    giveWay(child.pid);
    void watchTree(child.pid);
  }

  /** A busy plugin does not notice that we died: somebody else must end it then. */
  async function watchTree(pid: number) {
    const found = await markOf(pid, mark);
    if (found) await guarding.watch(found).catch((error: unknown) => output(`No guardian watches this process: ${String(error)}`));
    if (peer.closed) await guarding.forget({ mark });
  }

  function checkMemory(bytes: number | undefined) {
    if (bytes !== undefined && bytes > memoryMb * 1_024 * 1_024 + besideHeapBytes) kill(`it took more memory than its ${memoryMb} MB`);
  }

  function look(round: number) {
    timer = systemClock.after(beatMs / looksPerBeat, () => {
      if (peer.closed) return;
      if (child.pid !== undefined) checkMemory(residentBytes(child.pid));
      if (round % looksPerBeat === 0) beat();
      look(round + 1);
    });
  }
  function beat() {
    if (heard > floodMessages) return kill(`it sent ${heard} messages within a second`);
    if (missed >= hungAfterBeats) return kill(`it did not answer for ${(hungAfterBeats * beatMs) / 1_000} s`);
    heard = 0;
    missed += 1;
    said.resume();
    if (child.connected) child.send({ type: "beat" }, seenByExit);
  }

  return {
    peer,
    ended,
    watch() {
      if (!timer) look(1);
    },
    kill,
    async end(graceMs) {
      if (peer.closed) return;
      why ??= "the house let it go";
      child.ref();
      using _late = systemClock.after(graceMs, () => child.kill("SIGKILL"));
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

/** Where both want to work at once, the house comes first. */
function giveWay(pid: number): void {
  try {
    setPriority(pid, niceness);
  } catch {
    // It has just ended, or the system does not let us: then they share.
  }
}

function seenByExit(): void {
  // A message that could not be sent: the process has ended, which its exit tells.
}
