import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ListedCommand } from "../oclif/command-list.ts";
import { storeCommandCache } from "../project/command-cache.ts";
import { listPluginPackages } from "../project/plugin-packages.ts";
import { defaultPackages } from "./default-providers.ts";

/** Keeps the commands of the configured plugins, as their package.json lists them, so that the next command line knows them without running the config. */
export async function writeCommandCache(project: string, house: { readonly plugins: readonly { readonly name: string }[] }): Promise<void> {
  const configured = new Set(house.plugins.map((plugin) => plugin.name));
  const commands = listPluginPackages(project, defaultPackages).flatMap((found) =>
    Object.entries(found.commands)
      .map(([id, { plugin = found.plugin, ...entry }]): ListedCommand & { readonly plugin: string } => ({
        ...entry,
        id,
        file: pathToFileURL(join(found.root, entry.file)).href,
        plugin,
      }))
      .filter(({ plugin }) => configured.has(plugin)),
  );
  storeCommandCache(project, commands);
}
