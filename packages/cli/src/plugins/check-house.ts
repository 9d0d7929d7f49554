import { basename, join } from "node:path";
import type { Plugin } from "@instar/kernel";
import { Routes } from "@instar/kernel/contracts";
import { createLocalChannel } from "../chat/create-local-channel.ts";
import { createHouse, type House } from "../daemon/create-house.ts";
import type { CheckReport, CheckRequest, DefinedPlugin, OptionSchema } from "./check-report.ts";

interface Standard {
  readonly "~standard"?: { readonly jsonSchema?: { input(target: { readonly target: string }): OptionSchema } };
}

function schemaOf(options: unknown): OptionSchema | undefined {
  try {
    return (options as Standard | undefined)?.["~standard"]?.jsonSchema?.input({ target: "draft-2020-12" });
  } catch {
    // Not every schema can be told as JSON Schema; its options are then named by who knows them.
    return undefined;
  }
}

interface TokenLike {
  readonly kind?: string;
  readonly id?: string;
  readonly token?: { readonly id?: string };
}

function describeDefinition({ name, definition }: Plugin): DefinedPlugin {
  const provides = (definition.provides as TokenLike | undefined)?.id;
  const options = schemaOf(definition.options);
  const needs = Object.values((definition.needs ?? {}) as Readonly<Record<string, TokenLike>>);
  return {
    name,
    ...(provides === undefined ? {} : { provides }),
    needs: needs.map((token) => (token.kind === "optional" ? `${token.token?.id}?` : String(token.id))),
    guards: [...(definition.guards ?? [])],
    ...(options === undefined ? {} : { options }),
  };
}

/** A store that the config puts elsewhere is the running agent's: here it lies in the folder that is thrown away. */
function atHome(plugin: Plugin, home: string): Plugin {
  const input = plugin.input as { readonly file?: unknown } | undefined;
  const elsewhere = (plugin.definition.provides as TokenLike | undefined)?.id === "store" && typeof input?.file === "string";
  return elsewhere ? { ...plugin, input: { ...input, file: join(home, basename(String(input.file))) } } : plugin;
}

async function setUp({ kernel }: House): Promise<Pick<CheckReport, "house" | "routes">> {
  await kernel.setup();
  return {
    house: kernel.describe(),
    routes: [...kernel.contributions(Routes)].map(({ plugin, value: { method, path } }) => ({ plugin, route: `${method} ${path}` })),
  };
}

export interface Check {
  readonly house: House;
  /** Sets the plugins up where that was asked for. Rejects as a start would. */
  report(): Promise<CheckReport>;
}

/** Runs a config; for the whole depth its plugins can then be set up, beside nobody's state. Nothing goes live. Rejects as a start would. */
export async function openCheck({ project, file, depth, home }: CheckRequest, step: (doing: string) => void): Promise<Check> {
  step("reading the config");
  const house = await createHouse(project, {
    command: "check",
    home,
    ...(file === undefined ? {} : { file }),
    ...(depth === "house" ? { extra: [createLocalChannel().plugin] } : {}),
    change: (plugin) => {
      const { name, definition, input } = atHome(plugin, home);
      const setup: typeof definition.setup = (context) => {
        step(`setting up ${name}`);
        return definition.setup(context);
      };
      return { name, definition: { ...definition, setup }, input };
    },
  });
  const described = { name: house.config.name, plugins: house.plugins.map(describeDefinition), routes: [] };
  return { house, report: async () => (depth === "house" ? { ...described, ...(await setUp(house)) } : described) };
}
