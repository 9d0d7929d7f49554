import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { definePlugin, type Logger, type Plugin } from "@instar/kernel";
import type { CommandDeclaration } from "@instar/kernel/command";
import { Access, Channels, ChatCommands, Routes } from "@instar/kernel/contracts";
import { EarlyListener } from "@instar/plugin-http/contract";
import { createLocalChannel } from "../chat/create-local-channel.ts";
import { createHouse, type House, readConfig } from "../daemon/create-house.ts";
import { listPlugins } from "../daemon/default-providers.ts";
import { houseDescription } from "../daemon/house-description.ts";
import { importModule } from "../project/import-module.ts";
import type { CheckedChannel, CheckedCommand, CheckReport, CheckRequest, DefinedPlugin } from "./check-report.ts";
import { withFit } from "./kernel-fit.ts";
import { schemaOf } from "./option-schema.ts";
import { placeOf, withPlace } from "./place-of.ts";

interface TokenLike {
  readonly kind?: string;
  readonly id?: string;
  readonly token?: { readonly id?: string };
}

function describeDefinition({ name, definition }: Plugin, configured: boolean): DefinedPlugin {
  const provides = (definition.provides as TokenLike | undefined)?.id;
  const options = schemaOf(definition.options);
  const needs = Object.values((definition.needs ?? {}) as Readonly<Record<string, TokenLike>>);
  return {
    name,
    ...(provides === undefined ? {} : { provides }),
    needs: needs.map((token) => (token.kind === "optional" ? `${token.token?.id}?` : String(token.id))),
    guards: [...(definition.guards ?? [])],
    configured,
    ...(options === undefined ? {} : { options }),
  };
}

/** A store that the config puts elsewhere is the running agent's: here it lies in the folder that is thrown away. */
function atHome(plugin: Plugin, home: string): Plugin {
  const input = plugin.input as { readonly file?: unknown } | undefined;
  const elsewhere = (plugin.definition.provides as TokenLike | undefined)?.id === "store" && typeof input?.file === "string";
  return elsewhere ? { ...plugin, input: { ...input, file: join(home, basename(String(input.file))) } } : plugin;
}

/** Remembers where each plugin failed: its sentence alone does not say. */
function createPlaces(project: string) {
  const places = new Map<string, string>();
  const silent = () => undefined;
  const log: Logger = {
    debug: silent,
    info: silent,
    warn: silent,
    error(_, fields) {
      const { plugin, error } = (fields ?? {}) as { readonly plugin?: string; readonly error?: unknown };
      const place = placeOf(error, project);
      if (plugin !== undefined && place !== undefined && !places.has(plugin)) places.set(plugin, place);
    },
  };
  return { log, of: (plugin: string) => places.get(plugin) };
}

async function describeChannels(kernel: House["kernel"]): Promise<readonly CheckedChannel[]> {
  const isDeserted = async (id: string) => {
    try {
      return (await kernel.service(Access).admits?.(id)) === false;
    } catch {
      // Who provides access is not up, which is said of that plugin.
      return false;
    }
  };
  const pairing = [...kernel.contributions(ChatCommands)].some(({ value: { name } }) => name === "pair");
  const channels = [...kernel.contributions(Channels)];
  return Promise.all(channels.map(async ({ plugin, value: { id } }) => ({ plugin, id, pairing, deserted: await isDeserted(id) })));
}

async function setUp(
  { kernel }: House,
  placeOfPlugin: (plugin: string) => string | undefined,
): Promise<Required<Pick<CheckReport, "house" | "routes" | "channels">>> {
  await kernel.setup();
  const { plugins, ...house } = kernel.describe();
  return {
    house: {
      ...house,
      plugins: plugins.map((plugin) => (plugin.error === undefined ? plugin : { ...plugin, error: withPlace(plugin.error, placeOfPlugin(plugin.name)) })),
    },
    routes: [...kernel.contributions(Routes)].map(({ plugin, value: { method, path } }) => ({ plugin, route: `${method} ${path}` })),
    channels: await describeChannels(kernel),
  };
}

async function loadCommand(id: string, file: string, project: string): Promise<CheckedCommand> {
  try {
    const { default: command } = (await importModule(pathToFileURL(file).href, project)) as { default?: Partial<CommandDeclaration> };
    if (typeof command?.run !== "function") return { id, problem: "has a module without a command", args: [], flags: [] };
    return { id, args: Object.keys(command.args ?? {}), flags: Object.keys(command.flags ?? {}) };
  } catch (error) {
    return { id, problem: `cannot be loaded: ${(error as Error).message}`, args: [], flags: [] };
  }
}

/** What the running agent brings beside its config. Nobody listens yet, so there is no server to hand over. */
const standIns = (kernel: () => House["kernel"]): readonly Plugin[] => [
  createLocalChannel().plugin,
  houseDescription(0, kernel),
  definePlugin({ api: 1, name: "early-listener", provides: EarlyListener, setup: () => ({ take: () => undefined }) })(),
];

export interface Check {
  /** Sets the plugins up where that was asked for. Rejects as a start would. */
  report(): Promise<CheckReport>;
  /** Ends what was set up. */
  stop(): Promise<void>;
}

/** Runs a config; for the whole depth its plugins can then be set up, beside nobody's state. Nothing goes live. Rejects as a start would. */
export async function openCheck({ project, file, depth, home, commands = {} }: CheckRequest, step: (doing: string) => void): Promise<Check> {
  step("reading the config");
  const loadCommands = () => {
    step("loading the commands");
    return Promise.all(Object.entries(commands).map(([id, path]) => loadCommand(id, path, project)));
  };
  const asked = { command: "check", home, ...(file === undefined ? {} : { file }) };
  if (depth === "config") {
    const { config } = await readConfig(project, asked);
    const plugins = listPlugins(config.plugins).map((plugin) => describeDefinition(withFit(plugin), true));
    return {
      report: async () => ({ name: config.name, plugins, routes: [], channels: [], commands: await loadCommands() }),
      stop: async () => undefined,
    };
  }
  const places = createPlaces(project);
  const house: House = await createHouse(project, {
    ...asked,
    log: places.log,
    extra: standIns(() => house.kernel),
    change: (plugin) => {
      const { name, definition, input } = atHome(plugin, home);
      const setup: typeof definition.setup = (context) => {
        step(`setting up ${name}`);
        return definition.setup(context);
      };
      return { name, definition: { ...definition, setup }, input };
    },
  });
  const configured = new Set(listPlugins(house.config.plugins).map(({ name }) => name));
  const described = {
    name: house.config.name,
    plugins: house.plugins.map((plugin) => describeDefinition(plugin, configured.has(plugin.name))),
    routes: [],
    channels: [],
  };
  return {
    async report() {
      const whole = depth === "house" ? { ...described, ...(await setUp(house, places.of)) } : described;
      return { ...whole, commands: await loadCommands() };
    },
    stop: () => house.kernel.stop("The check is done."),
  };
}
