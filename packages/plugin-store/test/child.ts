import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

export interface Child {
  readonly process: ChildProcess;
  /** The next line that it prints. */
  line(): Promise<string>;
  say(text: string): void;
  kill(): Promise<void>;
}

/** Starts a script of `fixtures`, which runs the build; ended with the test. */
export function startChild(script: string, ...args: string[]): Child {
  const child = spawn(process.execPath, ["--expose-gc", fileURLToPath(new URL(`./fixtures/${script}`, import.meta.url)), ...args], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  };
  onTestFinished(kill);
  return { process: child, line: async () => String((await lines.next()).value), say: (text) => child.stdin.write(`${text}\n`), kill };
}
