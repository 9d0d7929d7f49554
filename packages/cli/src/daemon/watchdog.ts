import { Worker } from "node:worker_threads";
import { bundleFolder } from "../bundle-folder.ts";
import { type Block, blameName, type WatchdogSettings } from "./watchdog-settings.ts";

const everyMs = 500;
const patience = 4;

export interface WatchdogOptions {
  readonly log: string;
  readonly echo: boolean;
  /** Whose code this is, and in whose time this is called. */
  blame(stack: string): string | undefined;
  /** Once it gets on again. */
  blocked(block: Block): void;
}

/**
 * Watches this thread from another one, which names in the log who blocks it for more than two seconds, while it is blocked. Costs a
 * thread of about 9 MB; the debugger is only asked during a block. Does not keep the process alive.
 */
export function startWatchdog({ log, echo, blame, blocked }: WatchdogOptions): AsyncDisposable {
  const beat = new Int32Array(new SharedArrayBuffer(4));
  const settings: WatchdogSettings = { beat, everyMs, patience, log, echo };
  const worker = new Worker(new URL("watchdog.js", bundleFolder), {
    workerData: settings,
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 1, stackSizeMb: 1 },
  });
  worker.unref();
  worker.on("message", blocked);
  // Without a watchdog the agent lives as well.
  worker.on("error", () => undefined);
  const beating = setInterval(() => Atomics.add(beat, 0, 1), everyMs).unref();
  Reflect.set(globalThis, Symbol.for(blameName), blame);
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(beating);
      Reflect.deleteProperty(globalThis, Symbol.for(blameName));
      await worker.terminate();
    },
  };
}
