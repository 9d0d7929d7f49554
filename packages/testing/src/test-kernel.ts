import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { type AnyService, createKernel, type Kernel, type Logger, type PluginEntry } from "@instar/kernel";
import { createManualClock, type ManualClock } from "./manual-clock.ts";

export interface LogLine {
  readonly level: keyof Logger;
  readonly text: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface TestKernel extends Kernel {
  readonly clock: ManualClock;
  /** The agent's folder, made for this kernel and removed with it unless `project` was given. */
  readonly project: string;
  readonly lines: readonly LogLine[];
}

export interface TestKernelOptions {
  /** Epoch ms or an ISO date. */
  readonly now?: number | string;
  readonly clock?: ManualClock;
  readonly project?: string;
  readonly secrets?: Readonly<Record<string, string>>;
  /** Default true: set up and started. `"set-up"`: not started. False: neither. */
  readonly start?: boolean | "set-up";
  readonly only?: readonly AnyService[];
}

/** A kernel in a folder of its own with a clock that is moved by hand. Dispose it with `await using`. */
export async function createTestKernel(plugins: readonly PluginEntry[], options: TestKernelOptions = {}): Promise<TestKernel> {
  const clock = options.clock ?? createManualClock(options.now);
  const project = options.project ?? (await mkdtemp(path.join(os.tmpdir(), "instar-test-")));
  const lines: LogLine[] = [];
  const at =
    (level: keyof Logger) =>
    (text: string, fields: object = {}) =>
      void lines.push({ level, text, fields: fields as Record<string, unknown> });
  const kernel = createKernel(
    { name: "test", plugins },
    { clock, project, secrets: (name) => options.secrets?.[name], log: { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") } },
  );
  const dispose = async () => {
    try {
      await kernel.stop("The test is over.");
    } finally {
      if (!options.project) await rm(project, { recursive: true, force: true });
    }
  };
  try {
    if (options.start !== false) await kernel.setup(options.only);
    if (options.start === undefined || options.start === true) await kernel.start();
  } catch (error) {
    await dispose();
    throw error;
  }
  return Object.assign(Object.create(kernel) as Kernel, { clock, project, lines, [Symbol.asyncDispose]: dispose });
}
