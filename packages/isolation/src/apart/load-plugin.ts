import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { AnyService, Json, Needs, Plugin } from "@instar/kernel";
import { describeSchema, type SchemaData } from "../crossings/schema.ts";
import { IsolationError } from "../errors.ts";

export interface LoadRequest {
  /** As the config names it, for what is said about it. */
  readonly module: string;
  readonly file: string;
  /** Where compiled TypeScript is kept. */
  readonly cache: string;
  readonly options?: Json;
}

type TokenData = { readonly kind: "service"; readonly id: string; readonly scope?: "plugin" };

/** What the house must know of a plugin before it is set up. */
export interface PluginData {
  readonly api: number;
  readonly name: string;
  readonly needs: Readonly<Record<string, { readonly token: TokenData; readonly optional: boolean }>>;
  readonly provides?: TokenData;
  readonly guards: readonly string[];
  readonly options?: SchemaData;
}

const describeToken = (token: AnyService): TokenData => ({
  kind: "service",
  id: token.id,
  ...((token as { scope?: unknown }).scope === "plugin" ? { scope: "plugin" as const } : {}),
});

async function importModule({ file, cache }: LoadRequest): Promise<unknown> {
  if (!/\.[cm]?ts$/.test(file)) return ((await import(pathToFileURL(file).href)) as { default?: unknown }).default;
  // Not imported: an import first searches all of it for names that it exports.
  const { createJiti } = createRequire(import.meta.url)("jiti") as typeof import("jiti");
  return createJiti(pathToFileURL(file).href, { fsCache: path.join(cache, "jiti"), interopDefault: false }).import(file, { default: true });
}

/** Runs the plugin's module. Rejects with what it throws, and with ISOLATION_NOT_A_PLUGIN. */
export async function loadPlugin(request: LoadRequest): Promise<Plugin> {
  const factory = await importModule(request);
  if (typeof factory !== "function") throw IsolationError.NOT_A_PLUGIN(request.module);
  const plugin = (factory as (options: unknown) => Plugin | undefined)(request.options);
  if (typeof plugin?.definition?.setup !== "function") throw IsolationError.NOT_A_PLUGIN(request.module);
  return plugin;
}

export function describeLoaded({ definition }: Plugin): PluginData {
  const { api, name, needs = {}, provides, guards = [], options } = definition;
  return {
    api,
    name,
    needs: Object.fromEntries(
      Object.entries(needs as Needs).map(([key, token]) => [
        key,
        token.kind === "optional" ? { token: describeToken(token.token), optional: true } : { token: describeToken(token), optional: false },
      ]),
    ),
    ...(provides === undefined ? {} : { provides: describeToken(provides) }),
    guards: [...guards],
    ...(options === undefined ? {} : { options: describeSchema(options) }),
  };
}
