import type { ArgDeclaration, FlagDeclaration } from "@instar/kernel/command";
import { Args, type Command, Flags, type Interfaces } from "@oclif/core";
import type { ListedCommand } from "./command-list.ts";
import { commonFlags } from "./common-flags.ts";
import { createCommandClass } from "./create-command-class.ts";

function toFlag(name: string, declared: FlagDeclaration): Command.Flag.Cached & Interfaces.FlagInput[string] {
  const settings = {
    name,
    description: declared.description,
    ...(declared.char === undefined ? {} : { char: declared.char as "a" }),
    ...(declared.default === undefined ? {} : { default: declared.default as never }),
    ...(declared.options === undefined ? {} : { options: [...declared.options] }),
    ...(declared.multiple === true ? { multiple: true as never, multipleNonGreedy: true as never } : {}),
    ...(name in commonFlags ? { helpGroup: "GLOBAL" } : {}),
  };
  if (declared.type === "boolean") return Flags.boolean(settings as never) as never;
  return (declared.type === "integer" ? Flags.integer(settings as never) : Flags.string(settings)) as never;
}

/** What comes in on stdin is no word of the command line: a script's own input would become one. */
const toArg = (name: string, declared: ArgDeclaration) =>
  Args.string({ name, description: declared.description, required: declared.required ?? false, noCacheDefault: true, ignoreStdin: true } as Parameters<
    typeof Args.string
  >[0]);

const mapped = <V, W>(values: Readonly<Record<string, V>>, change: (name: string, value: V) => W) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(name, value)]));

export interface OclifPluginSource {
  readonly name: string;
  readonly version: string;
  /** A folder that differs from plugin to plugin. */
  readonly root: string;
  readonly commands: readonly ListedCommand[];
  /** Other words for a command: `server start` for `start`. */
  readonly aliases?: Readonly<Record<string, string>>;
  readonly topics?: readonly { readonly name: string; readonly description: string }[];
}

/** A subject alone lists it: `approvals` for `approvals list`. */
const listAliases = (commands: readonly ListedCommand[]): Readonly<Record<string, string>> => {
  const ids = new Set(commands.map(({ id }) => id));
  const lists = commands.filter(({ id }) => id.endsWith(" list") && !ids.has(id.slice(0, -" list".length)));
  return Object.fromEntries(lists.map(({ id }) => [id.slice(0, -" list".length), id]));
};

/** Commands as data, in the shape in which oclif takes a plugin that it has not searched for itself. */
export function createOclifPlugin(source: OclifPluginSource, project: string | undefined): Interfaces.Plugin {
  const words = { ...listAliases(source.commands), ...source.aliases };
  const commands = source.commands.map((listed): Command.Loadable => {
    const args = mapped(listed.args ?? {}, toArg);
    const flags = mapped({ ...listed.flags, ...commonFlags }, toFlag);
    const id = listed.id.replaceAll(" ", ":");
    return {
      id,
      summary: listed.summary,
      args: args as never,
      flags: flags as never,
      aliases: Object.entries(words).flatMap(([alias, of]) => (of === listed.id ? [alias.replaceAll(" ", ":")] : [])),
      hidden: false,
      hiddenAliases: [],
      strict: true,
      pluginName: source.name,
      pluginType: "core",
      load: async () => createCommandClass(listed, { args, flags } as never, project),
    };
  });
  return {
    _base: "",
    alias: source.name,
    name: source.name,
    version: source.version,
    root: source.root,
    pjson: {
      name: source.name,
      version: source.version,
      oclif: { bin: "instar", dirname: "instar", topicSeparator: " ", additionalHelpFlags: ["-h"] },
    } as never,
    type: "core",
    moduleType: "module",
    isRoot: false,
    valid: true,
    hasManifest: false,
    commandsDir: undefined,
    hooks: {},
    options: { root: source.root },
    commands,
    commandIDs: commands.map((command) => command.id),
    topics: [...(source.topics ?? [])],
    findCommand: (async () => undefined) as never,
    load: async () => {
      // Everything is here already.
    },
  };
}
