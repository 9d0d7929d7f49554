import type { Json, MaybePromise } from "./json.ts";
import type { Plugin } from "./plugin.ts";

/** A plugin, its module's name with options, nothing (`condition && plugin()`), or a list of these. */
export type PluginEntry = Plugin | readonly [module: string, options?: Json] | false | null | undefined | readonly PluginEntry[];

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
export function defineConfig(config: Config): Config;
export function defineConfig(config: (env: ConfigEnv) => MaybePromise<Config>): (env: ConfigEnv) => MaybePromise<Config>;
export function defineConfig(config: unknown): unknown {
  return config;
}

/**
 * A marker string, not the value: resolved by the kernel when options are validated, from the secret store (`instar secrets set`),
 * then the environment, so that a missing one is reported with all other mistakes and `config show` prints the marker. It may stand
 * inside a longer string.
 */
export const env = (name: string): string => `\${env:${name}}`;

/** Puts values in the place of markers; a marker without a value stays. */
export const replaceMarkers = (text: string, find: (name: string) => string | undefined): string =>
  text.replace(/\$\{env:([^}]+)\}/g, (marker, name: string) => find(name) ?? marker);
