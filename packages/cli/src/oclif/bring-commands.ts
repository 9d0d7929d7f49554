import { listPluginPackages } from "../project/plugin-packages.ts";
import { commandsOf, type KnownCommands, knownCommands } from "./known-commands.ts";

/**
 * All commands there are in a folder. Where `word` begins none of them, and a plugin that is installed brings such commands, the config is run once, so that
 * those of the configured plugins are known from then on. A config that cannot be run brings none: whoever reports the unknown word says what to do.
 */
export async function bringCommands(word: string, project: string | undefined): Promise<KnownCommands> {
  const known = knownCommands(project);
  const begins = ({ id }: { readonly id: string }) => id === word || id.startsWith(`${word} `);
  if (project === undefined || [...known.own, ...known.contributed].some(begins)) return known;
  if (!commandsOf(listPluginPackages(project, [])).some(begins)) return known;
  try {
    const { createHouse } = await import("../daemon/create-house.ts");
    const { writeCommandCache } = await import("../daemon/write-command-cache.ts");
    await writeCommandCache(project, await createHouse(project, { command: "plugins" }));
    return knownCommands(project);
  } catch {
    // `instar config validate` and `doctor` say what is wrong with it; here the word stays unknown.
    return known;
  }
}
