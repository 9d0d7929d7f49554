import { brought } from "../daemon/brought-plugins.ts";
import { defaultPackages, defaultsBeside } from "../daemon/default-providers.ts";
import { CliError } from "../errors.ts";
import { commandsOf } from "../oclif/known-commands.ts";
import { aliases, ownCommands, topics } from "../oclif/own-commands.ts";
import { listPluginPackages } from "../project/plugin-packages.ts";
import type { PluginKind } from "./create-kinds.ts";

/** Plugins of ours that are no default providers: `instar add <name>` would mean them. */
export const published: ReadonlySet<string> = new Set(["claude", "delegate", "mcp", "offline", "quota", "safety", "scheduler", "telegram"]);

/** What the house itself answers in every conversation. */
const chatWords = new Set(["new", "stop", "status", "help"]);

/** Refuses a name that means something already: throws CLI_PLUGIN_NAME_TAKEN. Nothing runs. `project`: the agent in whose folder it is made, if any. */
export function requireFreeName(name: string, kind: PluginKind, project: string | undefined): void {
  if (defaultsBeside([]).includes(name) || brought.has(name)) throw CliError.PLUGIN_NAME_TAKEN(name, "every agent has a plugin of that name");
  if (published.has(name)) throw CliError.PLUGIN_NAME_TAKEN(name, `\`instar add ${name}\` means @instar/plugin-${name}`);
  const installed = listPluginPackages(project ?? process.cwd(), defaultPackages);
  const there = project === undefined ? undefined : installed.find(({ plugin }) => plugin === name);
  if (there !== undefined) throw CliError.PLUGIN_NAME_TAKEN(name, `${there.package} is installed in this agent's folder`);
  if (kind !== "command" && kind !== "service") return;
  if (chatWords.has(name)) throw CliError.PLUGIN_NAME_TAKEN(name, `/${name} is answered by the house itself`);
  const words = [...ownCommands(), ...commandsOf(installed)]
    .map(({ id }) => id)
    .concat(
      Object.keys(aliases),
      topics.map((topic) => topic.name),
    );
  if (words.some((id) => id.split(" ")[0] === name)) throw CliError.PLUGIN_NAME_TAKEN(name, `\`instar ${name}\` is a command already`);
}
