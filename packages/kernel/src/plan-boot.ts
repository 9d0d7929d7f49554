import type { Config, PluginEntry } from "./define-config.ts";
import { nearest } from "./nearest.ts";
import type { Problem } from "./options.ts";
import type { Plugin } from "./plugin.ts";
import type { Optional, Service } from "./token.ts";

type Token = Service<unknown> | Optional<unknown>;

const isPlugin = (entry: unknown): entry is Plugin => typeof (entry as Plugin | undefined)?.definition?.setup === "function";
const needsOf = (plugin: Plugin) => Object.values(plugin.definition.needs ?? {}) as Token[];
const serviceOf = (token: Token) => (token.kind === "optional" ? token.token : token);
export const providedBy = (plugin: Plugin): Service<unknown> | undefined => plugin.definition.provides;

function flatten(entries: readonly PluginEntry[], where: string, plugins: Plugin[], problems: Problem[]) {
  for (const [index, entry] of entries.entries()) {
    const at = `${where}[${index}]`;
    if (!entry) continue;
    if (isPlugin(entry)) plugins.push(entry);
    else if (typeof entry === "function") problems.push({ where: at, what: "is a function, not a plugin.", fix: "Call it: `memory()` instead of `memory`." });
    else if (Array.isArray(entry) && typeof entry[0] === "string")
      problems.push({
        where: at,
        what: `names the plugin "${entry[0]}", which could not be loaded.`,
        fix: `Run \`npm install ${entry[0]}\` in the agent's folder, or mend the name.`,
      });
    else if (Array.isArray(entry)) flatten(entry, at, plugins, problems);
    else problems.push({ where: at, what: "is not a plugin.", fix: "A plugin comes from a call such as `memory()`." });
  }
}

/** The plugins before whom a plugin must be set up, by the services that it needs. */
const providersFor = (plugin: Plugin, providers: ReadonlyMap<string, Plugin>) =>
  needsOf(plugin).flatMap((token) => {
    const id = serviceOf(token).id;
    const provider = providers.get(id);
    return provider ? [{ id, provider }] : [];
  });

function order(plugins: readonly Plugin[], providers: ReadonlyMap<string, Plugin>, problems: Problem[]): Plugin[] {
  const done = new Set<Plugin>();
  const path: { plugin: Plugin; via: string }[] = [];
  const visit = (plugin: Plugin, via: string) => {
    if (done.has(plugin)) return;
    const start = path.findIndex((step) => step.plugin === plugin);
    if (start >= 0) {
      const circle = [...path.slice(start), { plugin, via }].map((step, index) => (index === 0 ? step.plugin.name : `(${step.via}) ${step.plugin.name}`));
      problems.push({ where: plugin.name, what: `needs itself: ${circle.join(" -> ")}.`, fix: "Make one of these needs optional, or split the service." });
      return;
    }
    path.push({ plugin, via });
    for (const { id, provider } of providersFor(plugin, providers)) visit(provider, id);
    path.pop();
    done.add(plugin);
  };
  for (const plugin of plugins) visit(plugin, "");
  return [...done];
}

export interface BootPlan {
  /** As in the config. */
  readonly plugins: readonly Plugin[];
  /** Each after whom it needs; otherwise as in the config. */
  readonly order: readonly Plugin[];
  readonly problems: readonly Problem[];
}

/**
 * Decides who is set up and when, and finds everything that is wrong with the whole: entries, names, API versions, missing and
 * duplicate providers, cycles. `builtIn` are the kernel's own services; `suggest` may know a package for a missing one.
 */
export function planBoot(config: Config, builtIn: ReadonlySet<string>, suggest: (service: string) => string | undefined = () => undefined): BootPlan {
  const problems: Problem[] = [];
  const plugins: Plugin[] = [];
  for (const key of Object.keys(config)) {
    const known = ["name", "home", "plugins"];
    const meant = nearest(key, known);
    if (!known.includes(key))
      problems.push({ where: `config.${key}`, what: "is not a setting.", fix: meant ? `Did you mean ${meant}?` : "Known are: name, home, plugins." });
  }
  if (typeof config.name !== "string" || !/^[a-z0-9][a-z0-9-]*$/.test(config.name))
    problems.push({ where: "config.name", what: `must be a kebab-case name, not ${JSON.stringify(config.name)}.` });
  if (Array.isArray(config.plugins)) flatten(config.plugins, "config.plugins", plugins, problems);
  else problems.push({ where: "config.plugins", what: "must be a list of plugins." });

  const byName = new Map<string, Plugin>();
  const providers = new Map<string, Plugin>();
  for (const plugin of plugins) {
    if (plugin.definition.api !== 1)
      problems.push({
        where: plugin.name,
        what: `was written for version ${plugin.definition.api} of the plugin API; this kernel has version 1.`,
        fix: "Install a version of the plugin that fits, or update Instar.",
      });
    if (!/^[a-z0-9][a-z0-9-]*$/.test(plugin.name)) problems.push({ where: plugin.name, what: "is not a kebab-case plugin name." });
    if (byName.has(plugin.name)) problems.push({ where: plugin.name, what: "is listed twice.", fix: "Remove one of them from `plugins`." });
    byName.set(plugin.name, plugin);
    const provides = providedBy(plugin);
    if (!provides) continue;
    const other = providers.get(provides.id);
    if (builtIn.has(provides.id)) problems.push({ where: plugin.name, what: `provides "${provides.id}", which the kernel provides itself.` });
    else if (other && other.name !== plugin.name)
      problems.push({ where: plugin.name, what: `provides "${provides.id}", and so does ${other.name}.`, fix: "Keep one of the two in `plugins`." });
    else providers.set(provides.id, plugin);
  }
  for (const plugin of plugins)
    for (const token of needsOf(plugin)) {
      if (token.kind === "optional" || providers.has(token.id) || builtIn.has(token.id)) continue;
      const meant = suggest(token.id) ?? nearest(token.id, providers.keys());
      problems.push({
        where: plugin.name,
        what: `needs "${token.id}", and no plugin in the config provides it.`,
        fix: meant ? `Add ${meant}.` : `Add a plugin that provides "${token.id}".`,
      });
    }
  return { plugins, order: order(plugins, providers, problems), problems };
}

/** The part of a boot order that `services` stand on. */
export function neededFor(services: readonly Service<unknown>[], boot: readonly Plugin[]): readonly Plugin[] {
  const providers = new Map(boot.flatMap((plugin) => (providedBy(plugin) ? [[providedBy(plugin)?.id as string, plugin] as const] : [])));
  const wanted = new Set<Plugin>();
  const want = (plugin: Plugin | undefined) => {
    if (!plugin || wanted.has(plugin)) return;
    wanted.add(plugin);
    for (const { provider } of providersFor(plugin, providers)) want(provider);
  };
  for (const service of services) want(providers.get(service.id));
  return boot.filter((plugin) => wanted.has(plugin));
}
