import type { Json, MaybePromise } from "./json.ts";
import type { Plugin } from "./plugin.ts";

/** What a plugin in a process of its own may do. Its own folder and state can always be read; network and signals are not limited. */
export interface IsolationLimits {
  /** Files and folders, relative to the agent's folder. */
  readonly read?: readonly string[];
  readonly write?: readonly string[];
  /** It is ended and started again when it takes more. */
  readonly memoryMb?: number;
}

/** What `isolated` marks; whoever runs the agent puts a plugin in its place. */
export interface IsolatedEntry {
  readonly isolated: string;
  readonly options?: Json;
  readonly limits?: IsolationLimits;
}

/** A plugin, its module's name with options, nothing (`condition && plugin()`), or a list of these. */
export type PluginEntry = Plugin | readonly [module: string, options?: Json] | IsolatedEntry | false | null | undefined | readonly PluginEntry[];

export interface Config {
  readonly name: string;
  /** State folder, default `.instar`. */
  readonly home?: string;
  readonly plugins: readonly PluginEntry[];
}

export interface ConfigEnv {
  readonly command: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Checks the config's types as you write it, and gives it back. */
// The compiler explains a mistake by the last of these, so that is the one which people write
export function defineConfig(config: (env: ConfigEnv) => MaybePromise<Config>): (env: ConfigEnv) => MaybePromise<Config>;
export function defineConfig(config: Config): Config;
export function defineConfig(config: unknown): unknown {
  return config;
}

/**
 * A marker string, not the value: resolved by the kernel when options are validated, from the secret store (`instar secrets set`),
 * then the environment, so that a missing one is reported with all other mistakes and `config show` prints the marker. It may stand
 * inside a longer string.
 */
export const env = (name: string): string => `\${env:${name}}`;

/**
 * A plugin in a process of its own, by its module's name: whatever it does, the house lives. A factory that the config calls runs
 * in the agent's process instead, because evaluating the config runs its module.
 */
export const isolated = (module: string, options?: Json, limits?: IsolationLimits): IsolatedEntry =>
  Object.freeze({ isolated: module, ...(options === undefined ? {} : { options }), ...(limits === undefined ? {} : { limits }) });

/** Puts values in the place of markers; a marker without a value stays. */
export const replaceMarkers = (text: string, find: (name: string) => string | undefined): string =>
  text.replace(/\$\{env:([^}]+)\}/g, (marker, name: string) => find(name) ?? marker);
