import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import type { GatePlace } from "../claude-gate.ts";

/** A supervisor in a process of its own, so that it can be killed or stopped. */
export interface TestSupervisor extends AsyncDisposable {
  readonly askedAboutSecond: Promise<void>;
  kill(signal: NodeJS.Signals): void;
  /** Processes that were started in this place and still live. */
  left(): readonly number[];
}

export async function startSupervisor(file: string, place: GatePlace, options: { readonly gateTimeoutMs: number }): Promise<TestSupervisor> {
  const { endpoint: _endpoint, ...plain } = place;
  const child = spawn(process.execPath, [file, JSON.stringify({ ...plain, ...options })], { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env } });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const lines = createInterface({ input: child.stdout });
  const askedAboutSecond = new Promise<void>((resolve, reject) => {
    lines.once("line", () => resolve());
    child.once("exit", (code) => reject(new Error(`The supervisor ended with code ${code} before it was asked.`)));
  });
  askedAboutSecond.catch(() => {
    // Reported where it is awaited.
  });
  const left = () => livingIn(place.folder);
  return {
    askedAboutSecond,
    kill: (signal) => void child.kill(signal),
    left,
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await exited;
      for (const pid of left()) process.kill(pid, "SIGKILL");
    },
  };
}

/** By the home folder in their environment, which no other process has. */
function livingIn(folder: string): readonly number[] {
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && pid > 0 && pid !== process.pid)
    .filter((pid) => {
      try {
        if (readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.startsWith("Z")) return false;
        return readFileSync(`/proc/${pid}/environ`, "utf8").includes(`HOME=${folder}`);
      } catch {
        // Gone while we looked.
        return false;
      }
    });
}
