import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Config, ConfigEnv, PluginEntry } from "./define-config.ts";
import { defineErrors, InstarError } from "./errors.ts";

export { type Config, type ConfigEnv, defineConfig, env, type PluginEntry } from "./define-config.ts";

export const ConfigError = defineErrors("CONFIG", {
  NOT_FOUND: (folder: string) => ({
    message: `There is no instar.config.ts (or .js, .mjs, .json, or an "instar" key in package.json) in ${folder} or above it.`,
    hint: "Run `instar init` to make an agent here.",
  }),
  UNREADABLE: (file: string, why: string) => ({
    message: `${file} could not be read: ${why}`,
    hint: "Mend the file; a package that it imports may need `npm install`.",
  }),
  NOT_A_CONFIG: (file: string, got: string) => ({
    message: `${file} gives ${got}, not a config.`,
    hint: "Write `export default defineConfig({ name, plugins: [...] })`.",
  }),
});

export interface LoadedConfig {
  readonly config: Config;
  /** The file that it comes from; its folder is the agent's. */
  readonly file: string;
  readonly project: string;
}

const places = ["instar.config.ts", "instar.config.mts", "instar.config.js", "instar.config.mjs", "instar.config.json", "package.json"];

/** Reads a module as the agent's folder would: TypeScript without a compiler, one copy of every imported package. */
async function importFrom(file: string, specifier: string): Promise<unknown> {
  const { createJiti } = await import("jiti");
  const jiti = createJiti(pathToFileURL(file).href, { fsCache: path.join(path.dirname(file), ".instar", "cache", "jiti"), interopDefault: false });
  return jiti.import(specifier, { default: true });
}

/** Entries given by name become plugins; one that cannot be loaded stays as it is, to be reported with all other mistakes. */
async function loadEntry(file: string, entry: PluginEntry): Promise<PluginEntry> {
  if (!Array.isArray(entry)) return entry;
  const [module, options] = entry as readonly unknown[];
  if (typeof module !== "string") return Promise.all((entry as readonly PluginEntry[]).map((inner) => loadEntry(file, inner)));
  try {
    createRequire(file).resolve.paths(module);
    const factory = await importFrom(file, module.startsWith(".") ? path.resolve(path.dirname(file), module) : module);
    return typeof factory === "function" ? ((options === undefined ? factory() : factory(options)) as PluginEntry) : entry;
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code;
    if (missing === "MODULE_NOT_FOUND" || missing === "ERR_MODULE_NOT_FOUND") return entry;
    throw ConfigError.UNREADABLE(file, `the plugin "${module}" failed to load: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

async function evaluate(file: string, found: unknown, asked: ConfigEnv): Promise<Config> {
  const config = typeof found === "function" ? await found(asked) : found;
  if (typeof config !== "object" || config === null || Array.isArray(config))
    throw ConfigError.NOT_A_CONFIG(file, Array.isArray(config) ? "a list" : `${config}`);
  const { plugins } = config as Config;
  return Array.isArray(plugins) ? { ...(config as Config), plugins: await Promise.all(plugins.map((entry) => loadEntry(file, entry))) } : (config as Config);
}

/**
 * Finds the nearest config from `from` upward and evaluates it. Plugins named as `["module", options]` are imported from the agent's
 * folder. Rejects with CONFIG_NOT_FOUND, CONFIG_UNREADABLE or CONFIG_NOT_A_CONFIG.
 */
export async function loadConfig(from: string, asked: ConfigEnv = { command: "", env: {} }): Promise<LoadedConfig> {
  const { cosmiconfig } = await import("cosmiconfig");
  const load = (file: string) => importFrom(file, file);
  const explorer = cosmiconfig("instar", {
    searchPlaces: places,
    stopDir: path.parse(path.resolve(from)).root,
    searchStrategy: "global",
    loaders: { ".ts": load, ".mts": load, ".js": load, ".mjs": load },
  });
  const found = await explorer.search(path.resolve(from)).catch((error: Error & { filepath?: string }) => {
    throw InstarError.is(error) ? error : ConfigError.UNREADABLE(error.filepath ?? "instar.config", error.message, { cause: error });
  });
  if (!found || found.isEmpty) throw ConfigError.NOT_FOUND(path.resolve(from));
  try {
    return { config: await evaluate(found.filepath, found.config, asked), file: found.filepath, project: path.dirname(found.filepath) };
  } catch (error) {
    throw InstarError.is(error) ? error : ConfigError.UNREADABLE(found.filepath, error instanceof Error ? error.message : String(error), { cause: error });
  }
}
