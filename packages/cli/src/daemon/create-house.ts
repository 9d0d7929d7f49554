import { resolve } from "node:path";
import { type Config, createKernel, type Kernel, type KernelHost, type Logger, type Plugin, type Tracer } from "@instar/kernel";
import { loadConfig } from "@instar/kernel/config";
import { deprecatedOptions } from "../plugins/deprecated-options.ts";
import { explainExport, requireFactories } from "../plugins/explain-export.ts";
import { explainMisfit, withFit } from "../plugins/kernel-fit.ts";
import { configFileOf } from "../project/find-project.ts";
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

export interface HouseOptions {
  readonly command: string;
  readonly log?: Logger;
  /** Hears of the taps that are run. */
  readonly tracer?: Tracer;
  /** Plugins beside those of the config. */
  readonly extra?: readonly Plugin[];
  /** This file instead of the config that is found: a draft of it. */
  readonly file?: string;
  /** State goes there, whatever the config says. */
  readonly home?: string;
  change?(plugin: Plugin): Plugin;
}

type Entries = Config["plugins"];

/** The entries with `change` applied to each that is a plugin, in inner lists too; what is none is the kernel's to report. */
const mapPlugins = (entries: Entries, change: (plugin: Plugin) => Plugin): Entries =>
  entries.map((entry) => {
    if (Array.isArray(entry)) return typeof entry[0] === "string" ? entry : mapPlugins(entry as Entries, change);
    const plugin = entry as Plugin | undefined;
    return plugin?.definition === undefined ? entry : change(plugin);
  });

/** A plugin whose set-up does nothing: the kernel then checks everything that can be wrong with a config, and nothing else happens. */
const inert = (plugin: Plugin): Plugin => ({ ...plugin, definition: { ...plugin.definition, guards: [], setup: () => () => ({}) } });

/** Reads the config and reports all of its mistakes together: rejects with KERNEL_CONFIG_INVALID. Runs no plugin. */
export async function checkConfig(project: string): Promise<Omit<House, "kernel">> {
  const { kernel: _, ...house } = await createHouse(project, { command: "config" });
  const broken = house.plugins.find((plugin) => plugin.broken)?.broken;
  if (broken) throw broken;
  const whole = await withDefaultProviders(house.config, []);
  await using kernel = createKernel({ ...whole, plugins: Array.isArray(whole.plugins) ? mapPlugins(whole.plugins, inert) : whole.plugins }, hostOf(project));
  await kernel.setup();
  return house;
}

export const hostOf = (project: string): KernelHost => ({
  project,
  env: process.env,
  secrets: (name) => readSecret(projectPaths(project), name),
  suggest: (service) => `a plugin such as @instar/plugin-${service}`,
});

const holdsIsolated = (entry: unknown): boolean =>
  Array.isArray(entry) ? entry.some(holdsIsolated) : typeof (entry as { isolated?: unknown } | null | undefined)?.isolated === "string";

/** What the config wants in processes of their own stands in the house as plugins that ask those; their modules run there. */
async function withIsolation(config: Config, project: string, home = config.home ?? ".instar"): Promise<Config> {
  if (!holdsIsolated(config.plugins)) return config;
  const { isolateEntries } = await import("@instar/isolation");
  return { ...config, plugins: await isolateEntries(config.plugins, { project, home: resolve(project, home), env: process.env }) };
}

/** Reads the config alone: no provider that it does not name is loaded. */
export async function readConfig(project: string, how: Pick<HouseOptions, "command" | "file" | "home">): Promise<Pick<House, "config" | "file">> {
  const { config, file } = await loadConfig(project, { command: how.command, env: process.env }, how.file).catch(async (error: Error) => {
    throw explainMisfit(await explainExport(error, how.file ?? configFileOf(project)));
  });
  requireFactories(config.plugins, file);
  return { config: await withIsolation(config, project, how.home), file };
}

/** They are defined in the files of the command line, and what else fails in there is not their failure. */
const ofTheHouse = (plugin: Plugin): Plugin => ({ ...plugin, file: undefined });

/** Reads the config and builds its kernel, not yet set up. Secrets come from `.instar/secrets`, then from the environment. */
export async function createHouse(project: string, how: HouseOptions): Promise<House> {
  const { config, file } = await readConfig(project, how);
  const fitting = Array.isArray(config.plugins) ? { ...config, plugins: mapPlugins(config.plugins, withFit) } : config;
  const complete = await withDefaultProviders(fitting, (how.extra ?? []).map(ofTheHouse));
  const { log } = how;
  if (log !== undefined) for (const each of deprecatedOptions(listPlugins(config.plugins))) log.warn("An option is deprecated.", each);
  const whole = {
    ...complete,
    ...(how.home === undefined ? {} : { home: how.home }),
    ...(how.change === undefined || !Array.isArray(complete.plugins) ? {} : { plugins: mapPlugins(complete.plugins, how.change) }),
  };
  return {
    kernel: createKernel(whole, {
      ...hostOf(project),
      ...(how.log === undefined ? {} : { log: how.log }),
      ...(how.tracer === undefined ? {} : { tracer: how.tracer }),
    }),
    config,
    plugins: listPlugins(whole.plugins),
    file,
  };
}
