import { commandsOf } from "../oclif/known-commands.ts";
import { storeCommandCache } from "../project/command-cache.ts";
import { listPluginPackages } from "../project/plugin-packages.ts";
import { defaultPackages } from "./default-providers.ts";

/** Keeps the commands of the configured plugins, as their package.json lists them, so that the next command line knows them without running the config. */
export async function writeCommandCache(project: string, house: { readonly plugins: readonly { readonly name: string }[] }): Promise<void> {
  const configured = new Set(house.plugins.map((plugin) => plugin.name));
  storeCommandCache(
    project,
    commandsOf(listPluginPackages(project, defaultPackages)).filter(({ plugin }) => configured.has(plugin)),
  );
}
