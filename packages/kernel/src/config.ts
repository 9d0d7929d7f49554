import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { filesOf } from "./blame.ts";
import { brokenPlugin } from "./broken-plugin.ts";
import type { Config, ConfigEnv, PluginEntry } from "./define-config.ts";
import { asError, defineErrors, InstarError } from "./errors.ts";

export { type Config, type ConfigEnv, defineConfig, env, type IsolatedEntry, type IsolationLimits, isolated, type PluginEntry } from "./define-config.ts";

export const ConfigError = defineErrors("CONFIG", {
  NOT_FOUND: (folder: string) => ({
    message: `There is no instar.config.ts (or .js, .mjs, .json, or an "instar" key in package.json) in ${folder} or above it.`,
    hint: "Run `instar init` to make an agent here.",
  }),
  UNREADABLE: (file: string, why: string) => ({
    message: `${file} could not be read: ${why}`,
    hint: "Mend the file and try again; `instar config validate` checks without starting.",
  }),
  IMPORT_FAILED: (file: string, culprit: string, why: string) => ({
    message: `${file} could not be read, because ${culprit}, which it imports, failed: ${why}`,
    hint: 'Mend it or remove its import. A plugin that is listed by its name, as `["./plugins/mine.ts", options]`, is missing alone when it fails.',
  }),
  MODULE_MISSING: (file: string, module: string) => ({
    message: `${file} needs "${module}", which could not be found.`,
    hint: /^[./]/.test(module)
      ? "Mend the path; it is relative to the file that imports it."
      : `Run \`npm install ${/^(?:@[^/]+\/)?[^/]+/.exec(module)?.[0]}\` in the agent's folder, or mend the name.`,
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

const missingModule = (error: unknown): string | undefined => /^Cannot find (?:module|package) '([^']+)'/.exec(asError(error).message)?.[1];

function explain(file: string, error: unknown): InstarError {
  if (InstarError.is(error)) return error;
  const missing = missingModule(error);
  if (missing) return ConfigError.MODULE_MISSING(file, missing, { cause: error });
  const { message, stack = "" } = asError(error);
  const culprit = filesOf(stack).find((each) => !/[\\/](jiti|cosmiconfig|kernel)[\\/]/.test(each)) ?? file;
  return culprit === file || file.endsWith(".json")
    ? ConfigError.UNREADABLE(file, message, { cause: error })
    : ConfigError.IMPORT_FAILED(file, culprit, message, { cause: error });
}

const raise = (file: string) => (error: unknown) => {
  throw explain(file, error);
};

async function openJiti(file: string) {
  // Not imported: an import first searches all of it for names that it exports, and that takes longer than all else that is done for a config.
  const { createJiti } = createRequire(import.meta.url)("jiti") as typeof import("jiti");
  const home = path.join(path.dirname(file), ".instar");
  // What is kept of a config is run again: made by the cache itself, its folder would be as open as the umask leaves it.
  // It may be there already, or this place cannot be written: then there is no cache either.
  await mkdir(home, { mode: 0o700 }).catch(() => undefined);
  return createJiti(file, { fsCache: path.join(home, "cache", "jiti"), interopDefault: false });
}

/** Reads a module as the agent's folder would: TypeScript without a compiler, one copy of every imported package. */
const importFrom = async (file: string, specifier: string): Promise<unknown> => (await openJiti(file)).import(specifier, { default: true });

/** Compiles a config in TypeScript without running it, so that the process which reads it next loads no compiler: it would hold some 20 MB of it for life. */
export const compileConfig = async (file: string): Promise<void> =>
  void (await openJiti(file)).transform({ filename: file, source: await readFile(file, "utf8"), ts: true, async: true });

/** Entries given by name become plugins, broken ones where the import fails; one that cannot be found stays as it is, to be reported with all other mistakes. */
async function loadEntry(file: string, entry: PluginEntry): Promise<PluginEntry> {
  if (!Array.isArray(entry)) return entry;
  const [module, options] = entry as readonly unknown[];
  if (typeof module !== "string") return Promise.all((entry as readonly PluginEntry[]).map((inner) => loadEntry(file, inner)));
  const specifier = module.startsWith(".") ? path.resolve(path.dirname(file), module) : module;
  try {
    const factory = await importFrom(file, specifier);
    return typeof factory === "function" ? (factory(options) as PluginEntry) : entry;
  } catch (error) {
    return missingModule(error) === specifier ? entry : brokenPlugin(module, file, explain(specifier, error));
  }
}

async function evaluate(file: string, found: unknown, asked: ConfigEnv): Promise<Config> {
  const config: unknown = typeof found === "function" ? await found(asked) : found;
  if (typeof config !== "object" || config === null || Array.isArray(config))
    throw ConfigError.NOT_A_CONFIG(file, Array.isArray(config) ? "a list" : String(config));
  if (!("name" in config || "plugins" in config)) throw ConfigError.NOT_A_CONFIG(file, "something without a name and plugins");
  const { plugins } = config as Config;
  return { ...(config as Config), plugins: Array.isArray(plugins) ? await Promise.all(plugins.map((entry) => loadEntry(file, entry))) : plugins };
}

/**
 * Finds the nearest config from `from` upward and evaluates it. Plugins named as `["module", options]` are imported from the agent's
 * folder; one whose import fails is a plugin that fails its set-up. `only`: this file and no other, for a draft that is checked beside the
 * config. Rejects with CONFIG_NOT_FOUND, CONFIG_UNREADABLE, CONFIG_IMPORT_FAILED, CONFIG_MODULE_MISSING or CONFIG_NOT_A_CONFIG.
 */
export async function loadConfig(from: string, asked: ConfigEnv = { command: "", env: {} }, only?: string): Promise<LoadedConfig> {
  const { cosmiconfig } = await import("cosmiconfig");
  const load = (file: string) => importFrom(file, file).catch(raise(file));
  const loaders = { ".ts": load, ".mts": load, ".js": load, ".mjs": load };
  const stopDir = path.parse(path.resolve(from)).root;
  const explorer = cosmiconfig("instar", { searchPlaces: places, stopDir, searchStrategy: "global", loaders });
  const searched = only === undefined ? explorer.search(path.resolve(from)) : explorer.load(only);
  const found = await searched.catch((error: Error & { filepath?: string }) => raise(error.filepath ?? "The config")(error));
  if (!found) throw ConfigError.NOT_FOUND(path.resolve(from));
  const { config, filepath: file } = found;
  return { config: await evaluate(file, config, asked).catch(raise(file)), file, project: path.dirname(file) };
}
