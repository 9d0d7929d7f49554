import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { defaultPackages } from "../daemon/default-providers.ts";
import { readCommandCache } from "../project/command-cache.ts";
import { listPluginPackages, type PluginPackage } from "../project/plugin-packages.ts";
import type { ListedCommand } from "./command-list.ts";
import { ownCommands } from "./own-commands.ts";

/** The commands that plugins list in their package.json. */
export const commandsOf = (packages: readonly PluginPackage[]): readonly (ListedCommand & { readonly plugin: string })[] =>
  packages.flatMap((found) =>
    Object.entries(found.commands).map(([id, { plugin = found.plugin, ...entry }]) => ({
      ...entry,
      id,
      file: pathToFileURL(join(found.root, entry.file)).href,
      plugin,
      ...(found.usageErrors && { usageErrors: found.usageErrors }),
    })),
  );

export interface KnownCommands {
  readonly own: readonly ListedCommand[];
  /** Those of plugins; ours win. */
  readonly contributed: readonly ListedCommand[];
  /** For stderr: why commands of plugins are missing. */
  readonly warning?: string;
}

/** All commands there are in a folder, without running its config: until it has been run once, those of the plugins that every house has. */
export function knownCommands(project: string | undefined): KnownCommands {
  const own = ownCommands();
  if (project === undefined) return { own, contributed: [] };
  const taken = new Set(own.map(({ id }) => id));
  const { commands, warning } = readCommandCache(project);
  const packages = commands.length > 0 ? [] : listPluginPackages(project, defaultPackages).filter((found) => defaultPackages.includes(found.package));
  const contributed = [...commands, ...commandsOf(packages)].filter(({ id }) => !taken.has(id));
  return { own, contributed, ...(warning === undefined ? {} : { warning }) };
}
