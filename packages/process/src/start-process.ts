import { statSync } from "node:fs";
import { PassThrough, pipeline, type Readable, type Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { endGroup } from "./end-group.ts";
import { processErrors, systemCode } from "./errors.ts";
import { createOutputTail } from "./output-tail.ts";

/** `tail`: kept for `tail()`, at most `tailBytes`. `pipe`: given to the caller, who must read it (the program waits otherwise); kept nowhere. */
export type OutputMode = "tail" | "pipe" | "ignore";

export interface StartOptions {
  /** The whole environment: nothing is inherited unless it is passed here. A bare program name is looked up in its PATH. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Default "ignore": the program reads an end of file. */
  readonly stdin?: "pipe" | "ignore";
  /** Default "tail". */
  readonly stdout?: OutputMode;
  /** Default "tail". */
  readonly stderr?: OutputMode;
  /** Default 64 KiB. */
  readonly tailBytes?: number;
  /** Aborting stops the program as `stop` does. */
  readonly signal?: AbortSignal;
  /** Between SIGTERM and SIGKILL, for `signal` and for a `stop` that names no other. Default 5,000. */
  readonly graceMs?: number;
}

export interface ProcessExit {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface RunningProcess {
  readonly pid: number;
  /** There when asked for with "pipe". Writing to a program that has ended is silently lost: `exit` tells. */
  readonly stdin: Writable | undefined;
  readonly stdout: Readable | undefined;
  readonly stderr: Readable | undefined;
  /** The last output of the streams in "tail" mode, in the order of arrival. */
  tail(): string;
  /** Resolves when the program has ended and its tail has arrived; never rejects. A child of it may still hold a "pipe" open. */
  readonly exit: Promise<ProcessExit>;
  /** SIGTERM to its process group, SIGKILL to what is left after `graceMs` (0: at once). Resolves like `exit`; harmless after the end. */
  stop(graceMs?: number): Promise<ProcessExit>;
}

/** How long the last output may take after the end; a child of the program may hold the pipe open for ever. */
const drainMs = 250;

/**
 * Starts a program with an argument list (no shell), as leader of its own process group and session: a Ctrl-C on our terminal does not reach it. It does not
 * end by itself when we die; see `openGuardian`. Rejects with PROCESS_NOT_FOUND, PROCESS_NOT_EXECUTABLE, PROCESS_FOLDER_MISSING or PROCESS_NOT_STARTED, and
 * with the signal's reason when that is aborted already.
 */
export async function startProcess(file: string, args: readonly string[], options: StartOptions): Promise<RunningProcess> {
  const { cwd, env, signal, graceMs = 5_000, stdin = "ignore", stdout = "tail", stderr = "tail" } = options;
  signal?.throwIfAborted();
  if (cwd !== undefined && !statSync(cwd, { throwIfNoEntry: false })?.isDirectory()) throw processErrors.folderMissing(cwd);
  const { execa } = await import("execa");
  signal?.throwIfAborted();

  const child = launch(file, () =>
    execa(file, args, {
      ...(cwd === undefined ? {} : { cwd }),
      env,
      extendEnv: false,
      shell: false,
      detached: true,
      reject: false,
      buffer: false,
      verbose: "none",
      stdin,
      stdout: stdout === "ignore" ? "ignore" : "pipe",
      stderr: stderr === "ignore" ? "ignore" : "pipe",
    }),
  );
  const { pid } = child;
  if (pid === undefined) throw explain(file, await child);

  const tail = createOutputTail(options.tailBytes ?? 64 * 1024);
  const tailed = [stdout === "tail" ? child.stdout : null, stderr === "tail" ? child.stderr : null].filter((stream) => stream !== null);
  for (const stream of tailed) stream.on("data", (chunk: Buffer) => tail.push(chunk));
  for (const stream of [child.stdin, ...tailed]) stream?.on("error", seenByExit);

  const ended = new AbortController();
  const exit = (async (): Promise<ProcessExit> => {
    const ending = await new Promise<ProcessExit>((resolve) => child.once("exit", (code, endedBy) => resolve({ code, signal: endedBy })));
    ended.abort();
    await drained(tailed);
    return ending;
  })();

  let stopping: Promise<void> | undefined;
  const stop = async (stopGraceMs = graceMs): Promise<ProcessExit> => {
    if (!ended.signal.aborted) {
      const before = stopping;
      // A second, more impatient stop does not wait for the first.
      stopping = endGroup(pid, stopGraceMs, () => ended.signal.aborted);
      await Promise.all([before, stopping]);
    }
    return exit;
  };
  const abort = (): void => void stop();
  signal?.addEventListener("abort", abort, { once: true });
  ended.signal.addEventListener("abort", () => signal?.removeEventListener("abort", abort), { once: true });

  return {
    pid,
    stdin: child.stdin ?? undefined,
    stdout: stdout === "pipe" ? handOver(child.stdout) : undefined,
    stderr: stderr === "pipe" ? handOver(child.stderr) : undefined,
    tail: () => tail.read(),
    exit,
    stop,
  };
}

/** execa lets a stream run dry that nobody reads at once; behind one of our own, nothing is lost until the caller gets to it. */
function handOver(stream: Readable | null): Readable | undefined {
  if (stream === null) return undefined;
  return pipeline(stream, new PassThrough().on("error", seenByExit), seenByExit);
}

function seenByExit(): void {
  // A pipe breaks when the program ends, which `exit` tells; whoever is reading it gets the error as well.
}

async function drained(streams: readonly Readable[]): Promise<void> {
  const enough = new AbortController();
  const closed = Promise.all(streams.map((stream) => new Promise<void>((resolve) => (stream.closed ? resolve() : stream.once("close", resolve)))));
  await Promise.race([closed, sleep(drainMs, undefined, { signal: enough.signal })]);
  enough.abort();
  for (const stream of streams) stream.destroy();
}

// Neither of these keeps the cause: what Node and execa throw repeats the arguments.

function launch<Child>(file: string, spawn: () => Child): Child {
  try {
    return spawn();
  } catch {
    throw processErrors.notStarted(file, "its name, an argument or its environment holds a NUL or is not text");
  }
}

function explain(file: string, result: { readonly cause?: unknown; readonly code?: unknown }): Error {
  const code = systemCode(result.cause) ?? systemCode(result);
  if (code === "ENOENT") return processErrors.notFound(file);
  if (code === "EACCES") return processErrors.notExecutable(file);
  return processErrors.notStarted(file, code ?? "unknown reason");
}
