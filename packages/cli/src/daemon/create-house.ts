import { type Config, createKernel, type Kernel, type KernelHost, type Logger, type Plugin } from "@instar/kernel";
import { loadConfig } from "@instar/kernel/config";
import { projectPaths } from "../project/project-paths.ts";
import { readSecret } from "../project/secrets.ts";
import { listPlugins, withDefaultProviders } from "./default-providers.ts";

export interface House {
  readonly kernel: Kernel;
  /** As written, without the default providers. */
  readonly config: Config;
  /** All of them, with the default providers. */
  readonly plugins: readonly Plugin[];
  readonly file: string;
}

type Entries = Config["plugins"];

/** Plugins whose set-up does nothing: the kernel then checks everything that can be wrong with a config, and nothing else happens. */
const inert = (entries: Entries): Entries =>
  entries.map((entry) => {
    if (Array.isArray(entry)) return typeof entry[0] === "string" ? entry : inert(entry as Entries);
    const plugin = entry as Plugin | undefined;
    return plugin?.definition === undefined ? entry : { ...plugin, definition: { ...plugin.definition, guards: [], setup: () => () => ({}) } };
  });

/** Reads the config and reports all of its mistakes together: rejects with KERNEL_CONFIG_INVALID. Runs no plugin. */
export async function checkConfig(project: string): Promise<Omit<House, "kernel">> {
  const { kernel: _, ...house } = await createHouse(project, { command: "config" });
  const whole = await withDefaultProviders(house.config, []);
  await using kernel = createKernel({ ...whole, plugins: Array.isArray(whole.plugins) ? inert(whole.plugins) : whole.plugins }, hostOf(project));
  await kernel.setup();
  return house;
}

const hostOf = (project: string): KernelHost => ({
  project,
  env: process.env,
  secrets: (name) => readSecret(projectPaths(project), name),
  suggest: (service) => `a plugin such as @instar/plugin-${service}`,
});

/** Reads the config and builds its kernel, not yet set up. Secrets come from `.instar/secrets`, then from the environment. */
export async function createHouse(
  project: string,
  how: { readonly command: string; readonly log?: Logger; readonly extra?: readonly Plugin[] },
): Promise<House> {
  const { config, file } = await loadConfig(project, { command: how.command, env: process.env });
  const whole = await withDefaultProviders(config, how.extra ?? []);
  return {
    kernel: createKernel(whole, { ...hostOf(project), ...(how.log === undefined ? {} : { log: how.log }) }),
    config,
    plugins: listPlugins(whole.plugins),
    file,
  };
}
