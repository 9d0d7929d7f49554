import { setTimeout as sleep } from "node:timers/promises";
import type { ProcessMark } from "@instar/kernel/contracts";
import { createMark, endTree, markOf, markVariable, type RunningProcess, readLines, startProcess } from "@instar/process";
import { ClaudeError } from "./errors.ts";
import type { Guarding } from "./guarding.ts";
import { holdOpen } from "./hold-open.ts";
import { type CliLine, type JsonObject, parseLine } from "./protocol.ts";

export interface ClaudeProcess {
  readonly mark: ProcessMark;
  write(line: JsonObject): void;
  /** Reads until the program closes its output. Call once. */
  lines(): AsyncIterable<CliLine>;
  /** What it said on stderr, the last part. */
  errors(): string;
  /** Resolves when the program and everything that it started are gone. */
  readonly ended: Promise<number | null>;
  /** `idle`: ends its input, upon which it goes by itself. Then, or in mid-turn at once, SIGTERM and after `graceMs` SIGKILL to the whole tree. */
  end(graceMs: number, idle: boolean): Promise<number | null>;
}

export interface StartRequest {
  readonly executable: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly guarding: Guarding;
}

/** Starts the program with a mark of its own, watched from before its first moment. */
export async function startClaude({ executable, args, cwd, env, guarding }: StartRequest): Promise<ClaudeProcess> {
  const mark = createMark();
  await guarding.watch({ pid: 0, startedAt: 0, mark });
  let child: RunningProcess;
  let known: ProcessMark | undefined;
  try {
    child = await startProcess(executable, args, { cwd, env: { ...env, [markVariable]: mark }, stdin: "pipe", stdout: "pipe", graceMs: 0 });
    known = await markOf(child.pid, mark);
    if (known !== undefined) await guarding.watch(known);
  } catch (error) {
    await guarding.forget({ mark });
    throw error;
  }
  const process = known ?? { pid: child.pid, startedAt: 0, mark };
  const { stdin, stdout } = child;
  if (stdin === undefined || stdout === undefined) throw ClaudeError.START_FAILED("its input or output could not be opened");

  holdOpen(stdin, mark);

  const ended = (async () => {
    const { code } = await child.exit;
    // Tool shells live in sessions of their own and survive the program.
    await endTree(process, 0);
    await guarding.forget(process);
    return code;
  })();

  return {
    mark: process,
    ended,
    errors: () => child.tail(),
    write: (line) => void stdin.write(`${JSON.stringify(line)}\n`),
    async *lines() {
      for await (const text of readLines(stdout)) {
        const line = parseLine(text);
        if (line !== undefined) yield line;
      }
    },
    async end(graceMs, idle) {
      const began = performance.now();
      // In mid-turn it would go on without answers from our gate.
      if (idle) {
        stdin.end();
        const enough = new AbortController();
        await Promise.race([child.exit, sleep(graceMs / 2, undefined, { signal: enough.signal, ref: false }).catch(cutShort)]);
        enough.abort();
      }
      await endTree(process, Math.max(0, graceMs - (performance.now() - began)));
      return ended;
    },
  };
}

function cutShort(): void {
  // The program went first; there is nothing more to wait for.
}
