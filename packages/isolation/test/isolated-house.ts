import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { isolate } from "@instar/isolation";
import type { IsolationLimits, Json, Plugin, PluginEntry } from "@instar/kernel";
import { createTestKernel, type TestKernel, type TestKernelOptions } from "@instar/testing";

const root = fileURLToPath(new URL("../../..", import.meta.url));

export interface IsolatedFolder extends Disposable {
  readonly project: string;
  write(file: string, content: string): void;
  read(file: string): string;
  /** A plugin written here, in a process of its own. */
  isolate(source: string, options?: Json, limits?: IsolationLimits, file?: string): Promise<Plugin>;
  open(plugins: readonly PluginEntry[], options?: TestKernelOptions): Promise<TestKernel>;
}

/** An agent's folder in the temporary folder, with the workspace's packages in reach. */
export function makeFolder(): IsolatedFolder {
  const project = realpathSync(mkdtempSync(join(tmpdir(), "instar-isolation-")));
  symlinkSync(join(root, "node_modules"), join(project, "node_modules"));
  const write = (file: string, content: string) => {
    mkdirSync(dirname(join(project, file)), { recursive: true });
    writeFileSync(join(project, file), content);
  };
  write("package.json", JSON.stringify({ name: "kira", private: true, type: "module" }));
  return {
    project,
    write,
    read: (file) => readFileSync(join(project, file), "utf8"),
    isolate(source, options, limits, file = "plugins/faulty.ts") {
      write(file, source);
      const entry = { isolated: `./${file}`, ...(options === undefined ? {} : { options }), ...(limits === undefined ? {} : { limits }) };
      return isolate(entry, { project, env: process.env });
    },
    open: (plugins, options = {}) => createTestKernel(plugins, { project, ...options }),
    [Symbol.dispose]: () => rmSync(project, { recursive: true, force: true }),
  };
}

/** A plugin's source around its set-up. */
export const pluginSource = (setup: string, definition = "", head = ""): string => `import { definePlugin, deny, ask, advise, hold } from "instar";
import * as contracts from "@instar/kernel/contracts";
${head}
export default definePlugin({ api: 1, name: "faulty", ${definition} async setup(context) {
  const { hooks, contribute, background, services, options, log, paths, signal, defer, own, clock } = context;
  ${setup}
} });
void deny; void ask; void advise; void hold; void contracts;
`;
