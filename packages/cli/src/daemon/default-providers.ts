import type { Config, Plugin, PluginEntry } from "@instar/kernel";

/** Who provides a service when the config names nobody else. */
const defaults: Readonly<Record<string, () => Promise<{ default: () => Plugin }>>> = {
  store: () => import("@instar/plugin-store"),
  events: () => import("@instar/plugin-events"),
  access: () => import("@instar/plugin-access"),
  sessions: () => import("@instar/plugin-sessions"),
  completions: () => import("@instar/plugin-sessions/completions"),
  conversations: () => import("@instar/plugin-conversations"),
  approvals: () => import("@instar/plugin-access/approvals"),
  http: () => import("@instar/plugin-http"),
  notices: () => import("@instar/plugin-notices"),
  skills: () => import("@instar/plugin-skills"),
  "named-sessions": () => import("@instar/plugin-named-sessions"),
};

/** Providers that come in another one's package. */
export const housedIn: ReadonlyMap<string, string> = new Map([
  ["approvals", "access"],
  ["completions", "sessions"],
]);

/** Packages whose commands and versions are known without being listed in a config. */
export const defaultPackages: readonly string[] = Object.keys(defaults)
  .filter((id) => !housedIn.has(id))
  .map((id) => `@instar/plugin-${id}`);

/** The plugins of a config, out of conditions and nested lists; entries that are no plugins are the kernel's to report. */
export function listPlugins(entries: readonly PluginEntry[]): readonly Plugin[] {
  if (!Array.isArray(entries)) return [];
  return (entries as readonly unknown[]).flatMap((entry) => {
    if (Array.isArray(entry)) return listPlugins(entry as readonly PluginEntry[]);
    return typeof (entry as Plugin | undefined)?.definition === "object" ? [entry as Plugin] : [];
  });
}

/** The id of the service that a plugin provides. */
export const serviceOf = (plugin: Plugin): string | undefined => (plugin.definition.provides as { id?: string } | undefined)?.id;

/** The default providers beside these plugins, by their names, which are those of their services: nothing is loaded to know them. */
export function defaultsBeside(configured: readonly Plugin[]): readonly string[] {
  const provided = new Set(configured.map(serviceOf));
  return Object.keys(defaults).filter((id) => !provided.has(id));
}

/** The config with a default provider for every service that none of its plugins provides, and `extra` last: what the person wrote keeps its places. */
export async function withDefaultProviders(config: Config, extra: readonly Plugin[]): Promise<Config> {
  if (!Array.isArray(config.plugins)) return config;
  const missing = defaultsBeside(listPlugins(config.plugins)).flatMap((id) => defaults[id] ?? []);
  const added = await Promise.all(missing.map(async (load) => (await load()).default()));
  return { ...config, plugins: [...config.plugins, ...added, ...extra] };
}
