import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ListedCommand } from "../oclif/command-list.ts";
import { storeCommandCache } from "../project/command-cache.ts";
import { listPluginPackages } from "../project/plugin-packages.ts";
import type { House } from "./create-house.ts";
import { defaultPackages } from "./default-providers.ts";

/** Keeps the commands of the configured plugins, as their package.json lists them, so that the next command line knows them without running the config. */
export async function writeCommandCache(project: string, house: Pick<House, "plugins">): Promise<void> {
  const configured = new Set(house.plugins.map((plugin) => plugin.name));
  const commands = listPluginPackages(project, defaultPackages)
    .filter((found) => configured.has(found.plugin))
    .flatMap((found) =>
      Object.entries(found.commands).map(
        ([id, entry]): ListedCommand => ({ ...entry, id, file: pathToFileURL(join(found.root, entry.file)).href, plugin: found.plugin }),
      ),
    );
  storeCommandCache(project, commands);
}
