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

/** Reads the config and builds its kernel, not yet set up. Secrets come from `.instar/secrets`, then from the environment. */
export async function createHouse(project: string, how: { readonly command: string; readonly log?: Logger; readonly extra?: readonly Plugin[] }): Promise<House> {
  const paths = projectPaths(project);
  const { config, file } = await loadConfig(project, { command: how.command, env: process.env });
  const host: KernelHost = {
    project,
    env: process.env,
    secrets: (name) => readSecret(paths, name),
    suggest: (service) => `a plugin such as @instar/plugin-${service}`,
    ...(how.log === undefined ? {} : { log: how.log }),
  };
  const whole = await withDefaultProviders(config, how.extra ?? []);
  return { kernel: createKernel(whole, host), config, plugins: listPlugins(whole.plugins), file };
}
