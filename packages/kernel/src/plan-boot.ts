import type { Config, IsolatedEntry, PluginEntry } from "./define-config.ts";
import { shapes } from "./hooks/policy.ts";
import { nearest } from "./nearest.ts";
import type { Plugin } from "./plugin.ts";
import { type Problem, unknownKey } from "./problem.ts";
import { type AnyService, type Needs, type Service, serviceOf } from "./token.ts";

const settings = ["name", "home", "plugins"];
const kebabCase = /^[a-z0-9][a-z0-9-]*$/;
/** They stand before a tap's reason for the embedder's and the kernel's own. */
const reserved = ["host", "kernel"];

const needsOf = (plugin: Plugin) => Object.values((plugin.definition.needs ?? {}) as Needs);
export const providedBy = (plugin: Plugin): Service<unknown> | undefined => plugin.definition.provides;

/** A copy, so that what was checked cannot be changed by a plugin that holds the original. */
const copyOf = ({ definition, input, file }: Plugin): Plugin => ({
  name: definition.name,
  definition: Object.freeze({ ...definition, needs: { ...definition.needs }, guards: Object.freeze([...(definition.guards ?? [])]) }),
  input,
  file,
});

/** The plugins of a config's nested lists, and what is wrong with entries that are none. */
function flatten(entries: readonly PluginEntry[], where: string, problems: Problem[]): Plugin[] {
  return entries.flatMap((entry, index) => {
    const at = `${where}[${index}]`;
    const problem = (what: string, fix: string) => void problems.push({ where: at, what, fix });
    if (!entry) return [];
    if (typeof (entry as Plugin).definition?.setup === "function") return [copyOf(entry as Plugin)];
    if (typeof entry === "function") problem("is a function, not a plugin.", `Call it: write \`()\` behind ${(entry as () => unknown).name || "it"}.`);
    else if (typeof (entry as IsolatedEntry).isolated === "string")
      problem(`puts "${(entry as IsolatedEntry).isolated}" into a process of its own, but this host cannot isolate plugins.`, "List it without `isolated`.");
    else if (!Array.isArray(entry)) problem("is not a plugin.", "A plugin comes from a call of what definePlugin gives, such as `memory()`.");
    else if (typeof entry[0] === "string")
      problem(`names the plugin "${entry[0]}", which could not be loaded.`, `Run \`npm install ${entry[0]}\` in the agent's folder, or mend the name.`);
    else return flatten(entry as readonly PluginEntry[], at, problems);
    return [];
  });
}

function checkSettings(config: Config, problems: Problem[]) {
  for (const key of Object.keys(config)) if (!settings.includes(key)) problems.push(unknownKey("config", "a setting", key, settings));
  if (!kebabCase.test(config.name)) problems.push({ where: "config.name", what: `must be a kebab-case name, not ${JSON.stringify(config.name)}.` });
  if (!Array.isArray(config.plugins)) problems.push({ where: "config.plugins", what: "must be a list of plugins." });
}

function checkPlugin({ name, definition: { api, guards = [] } }: Plugin, problems: Problem[]) {
  const problem = (what: string, fix?: string) => void problems.push({ where: name, what, ...(fix ? { fix } : {}) });
  if (api !== 1)
    problem(`was written for version ${api} of the plugin API; this kernel has version 1.`, "Install a version of the plugin that fits, or update Instar.");
  if (!kebabCase.test(name) || reserved.includes(name)) problem(`cannot be a plugin's name: it is kebab-case, and not ${reserved.join(" or ")}.`);
  for (const guard of guards) if (shapes[guard as keyof typeof shapes]?.kind !== "gate") problem(`guards "${guard}", which is not a gate.`);
}

/** Each service's one provider. */
function findProviders(plugins: readonly Plugin[], builtIn: ReadonlySet<string>, problems: Problem[]): ReadonlyMap<string, Plugin> {
  const providers = new Map<string, Plugin>();
  for (const plugin of plugins) {
    const id = providedBy(plugin)?.id;
    if (id === undefined) continue;
    const other = providers.get(id);
    if (builtIn.has(id)) problems.push({ where: plugin.name, what: `provides "${id}", which the kernel provides itself.` });
    else if (!other) providers.set(id, plugin);
    else if (other.name !== plugin.name)
      problems.push({ where: plugin.name, what: `provides "${id}", and so does ${other.name}.`, fix: "Keep one of the two in `plugins`." });
  }
  return providers;
}

/** The plugins that a plugin stands on, by the services that it needs. */
const providersFor = (plugin: Plugin, providers: ReadonlyMap<string, Plugin>) =>
  needsOf(plugin).flatMap((token) => {
    const { id } = serviceOf(token);
    const provider = providers.get(id);
    return provider ? [{ id, provider }] : [];
  });

/** Each after whom it needs; otherwise as in the config. */
function orderByNeeds(plugins: readonly Plugin[], providers: ReadonlyMap<string, Plugin>, problems: Problem[]): Plugin[] {
  const done = new Set<Plugin>();
  const visit = (plugin: Plugin, path: readonly Plugin[], steps: readonly string[]) => {
    if (done.has(plugin)) return;
    const start = path.indexOf(plugin);
    if (start >= 0) {
      const circle = [plugin.name, ...steps.slice(start)].join(" -> ");
      problems.push({ where: plugin.name, what: `needs itself: ${circle}.`, fix: "Split the service, or let one side contribute to a point instead." });
      return;
    }
    for (const { id, provider } of providersFor(plugin, providers)) visit(provider, [...path, plugin], [...steps, `(${id}) ${provider.name}`]);
    done.add(plugin);
  };
  for (const plugin of plugins) visit(plugin, [], []);
  return [...done];
}

export interface BootPlan {
  /** As in the config. */
  readonly plugins: readonly Plugin[];
  /** As they are set up. */
  readonly order: readonly Plugin[];
  readonly providers: ReadonlyMap<string, Plugin>;
  readonly problems: readonly Problem[];
}

/**
 * Decides who is set up and when, and finds everything that is wrong with the whole: entries, names, API versions, missing and
 * duplicate providers, cycles. `builtIn` are the kernel's own services; `suggest` may know a package for a missing one.
 */
export function planBoot(config: Config, builtIn: ReadonlySet<string>, suggest: (service: string) => string | undefined = () => undefined): BootPlan {
  const problems: Problem[] = [];
  checkSettings(config, problems);
  const plugins = Array.isArray(config.plugins) ? flatten(config.plugins, "config.plugins", problems) : [];
  const names = new Set<string>();
  for (const plugin of plugins) {
    checkPlugin(plugin, problems);
    if (names.has(plugin.name)) problems.push({ where: plugin.name, what: "is listed twice.", fix: "Remove one of them from `plugins`." });
    names.add(plugin.name);
  }
  const providers = findProviders(plugins, builtIn, problems);
  for (const plugin of plugins)
    for (const token of needsOf(plugin)) {
      if (token.kind === "optional" || providers.has(token.id) || builtIn.has(token.id)) continue;
      const meant = suggest(token.id) ?? nearest(token.id, providers.keys());
      const fix = `Add ${meant ?? `a plugin that provides "${token.id}"`}.`;
      problems.push({ where: plugin.name, what: `needs "${token.id}", and no plugin in the config provides it.`, fix });
    }
  return { plugins, order: orderByNeeds(plugins, providers, problems), providers, problems };
}

/** The part of a boot order that `services` stand on. */
export function neededFor(services: readonly AnyService[], { order, providers }: BootPlan): readonly Plugin[] {
  const wanted = new Set(services.map(({ id }) => providers.get(id)));
  for (const plugin of wanted) if (plugin) for (const { provider } of providersFor(plugin, providers)) wanted.add(provider);
  return order.filter((plugin) => wanted.has(plugin));
}
