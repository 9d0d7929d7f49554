import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Socket } from "node:net";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { processErrors, systemCode } from "./errors.ts";
import type { ToGuardian } from "./guardian-message.ts";
import type { ProcessMark } from "./process-mark.ts";
import { readLines } from "./read-lines.ts";
import type { ProcessExit } from "./start-process.ts";

export interface Guardian extends AsyncDisposable {
  readonly pid: number;
  /**
   * Resolves when the guardian has taken it: from then on this tree does not outlive us. With pid 0 it is known by its environment alone, so it can be watched
   * before it is started; watching the same mark again replaces what was known. Rejects with PROCESS_GUARDIAN_GONE.
   */
  watch(mark: ProcessMark): Promise<void>;
  /** Resolves when this tree is no longer watched. Rejects with PROCESS_GUARDIAN_GONE. */
  forget(mark: Pick<ProcessMark, "mark">): Promise<void>;
  /** Resolves when the guardian has ended. Not `expected` (we did not close it): nothing is watched, open a new one and watch everything again. */
  readonly exited: Promise<GuardianExit>;
  /** Does not keep our process alive any more. When that ends by itself, what is still watched ends with it. */
  unref(): void;
  /** Forgets everything, ends the guardian and waits for it. Kills nothing. */
  close(): Promise<void>;
}

export interface GuardianExit extends ProcessExit {
  readonly expected: boolean;
}

interface Waiting {
  resolve(): void;
  reject(error: Error): void;
}

/** The same file from the sources and from the build. */
const builtEntry = new URL("../dist/guardian-main.js", import.meta.url);

/** It keeps a few short strings: no room to grow, no threads that would never work. */
const smallNode = ["--max-old-space-size=16", "--max-semi-space-size=1", "--v8-pool-size=0"];

/**
 * Starts the guardian: a small process in a session of its own that watches us through a pipe. When we die, however, it kills every watched tree within
 * milliseconds and ends too. One is enough for a daemon; `close` it before a polite end. `entry`: where `guardian-main.js` lies, for bundles.
 * Rejects with PROCESS_GUARDIAN_NOT_STARTED.
 */
export async function openGuardian(options: { readonly entry?: URL } = {}): Promise<Guardian> {
  const child = spawn(process.execPath, [...smallNode, fileURLToPath(options.entry ?? builtEntry)], {
    cwd: "/",
    env: { UV_THREADPOOL_SIZE: "1" },
    detached: true,
    stdio: ["pipe", "pipe", "ignore"],
  });
  const { pid } = child;
  if (pid === undefined) throw processErrors.guardianNotStarted(await startFailure(child));

  // It answers in the order in which it was told.
  const waiting: Waiting[] = [];
  const watched = new Set<string>();
  let closing = false;
  let gone = false;

  const answered = (): Promise<void> => {
    if (gone) return Promise.reject(processErrors.guardianGone());
    return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  };
  const tell = (message: ToGuardian): Promise<void> => {
    const answer = answered();
    if (!gone) child.stdin.write(`${JSON.stringify(message)}\n`);
    return answer;
  };
  const exited = new Promise<GuardianExit>((resolve) => {
    child.once("exit", (code, signal) => {
      gone = true;
      for (const { reject } of waiting.splice(0)) reject(processErrors.guardianGone());
      resolve({ code, signal, expected: closing });
    });
  });
  child.stdin.on("error", () => {
    // A broken pipe only tells once more what `exited` tells.
  });

  const ready = answered();
  void listen(child.stdout, () => waiting.shift()?.resolve());
  await ready.catch(async () => {
    const { code, signal } = await exited;
    throw processErrors.guardianNotStarted(signal ?? `exit code ${code}`);
  });

  const forget = async ({ mark }: Pick<ProcessMark, "mark">): Promise<void> => {
    watched.delete(mark);
    await tell({ type: "forget", mark });
  };
  const close = async (): Promise<void> => {
    closing = true;
    await Promise.all([...watched].map((mark) => forget({ mark }))).catch(() => {
      // Gone already is as good as closed.
    });
    child.stdin.end();
    await exited;
  };

  return {
    pid,
    exited,
    async watch(mark) {
      watched.add(mark.mark);
      await tell({ type: "watch", mark });
    },
    forget,
    unref() {
      child.unref();
      for (const pipe of [child.stdin, child.stdout]) (pipe as unknown as Socket).unref();
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function listen(stdout: Readable, onAnswer: () => void): Promise<void> {
  try {
    for await (const _answer of readLines(stdout)) onAnswer();
  } catch {
    // The pipe broke because the guardian has ended, which `exited` tells.
  }
}

async function startFailure(child: ChildProcess): Promise<string> {
  const [error] = await once(child, "error");
  return systemCode(error) ?? "unknown reason";
}
