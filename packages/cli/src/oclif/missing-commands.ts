import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface Manifest {
  readonly plugin: string;
  /** As `job list`. */
  readonly commands: readonly string[];
}

function readManifest(folder: string): Manifest | undefined {
  try {
    const { instar } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
      instar?: { plugin?: unknown; commands?: Readonly<Record<string, unknown>> };
    };
    return typeof instar?.plugin === "string" ? { plugin: instar.plugin, commands: Object.keys(instar.commands ?? {}) } : undefined;
  } catch {
    // No package, or one that nobody can read: it brings no command.
    return undefined;
  }
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Nothing is installed there.
    return [];
  }
}

/** What is installed beside the agent and calls itself a plugin. */
function installedPlugins(project: string): readonly Manifest[] {
  const modules = join(project, "node_modules");
  const ours = list(join(modules, "@instar")).map((name) => join(modules, "@instar", name));
  const others = list(modules)
    .filter((name) => name.startsWith("instar-plugin-"))
    .map((name) => join(modules, name));
  return [...ours, ...others].flatMap((folder) => readManifest(folder) ?? []);
}

/** Where the commands of a plugin that nobody knows here may come from. `project`: undefined outside of an agent's folder. */
export function missingCommands(word: string, project: string | undefined): string | undefined {
  if (project === undefined) return "The commands of plugins are known in the folder of their agent: go there, or name it with --dir.";
  const plugins = installedPlugins(project);
  const brings = ({ commands }: Manifest, wanted: string) => commands.some((id) => id === wanted || id.startsWith(`${wanted} `));
  const named = plugins.find(({ plugin }) => plugin === word);
  const found = named ?? plugins.find((plugin) => brings(plugin, word)) ?? plugins.find((plugin) => brings(plugin, word.replace(/s$/, "")));
  if (found === undefined) return undefined;
  const { plugin } = found;
  const said = found === named ? `The plugin ${plugin} is installed.` : `The plugin ${plugin}, which brings such commands, is installed.`;
  return `${said} Add it to the config with \`instar add ${plugin}\`; where it is there already, \`instar config validate\` says what is wrong.`;
}
