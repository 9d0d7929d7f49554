import { commandsOf } from "../oclif/known-commands.ts";
import { storeCommandCache } from "../project/command-cache.ts";
import { listPluginPackages, type PluginPackage } from "../project/plugin-packages.ts";
import { defaultPackages } from "./default-providers.ts";

/** Keeps the commands of the configured plugins, as their package.json lists them, so that the next command line knows them without running the config. */
export async function writeCommandCache(project: string, house: { readonly plugins: readonly { readonly name: string }[] }): Promise<void> {
  const configured = new Set(house.plugins.map((plugin) => plugin.name));
  const packages = listPluginPackages(project, defaultPackages);
  const isOurs = (found: PluginPackage) => defaultPackages.includes(found.package);
  // Of two commands with one name the house's own provider keeps it: the owner's words must not become another's
  const commands = commandsOf([...packages.filter(isOurs), ...packages.filter((found) => !isOurs(found))]).filter(({ plugin }) => configured.has(plugin));
  storeCommandCache(
    project,
    commands.filter(({ id }, index) => commands.findIndex((other) => other.id === id) === index),
  );
}
