import type { Plugin, Service } from "@instar/kernel";
import { asError } from "../as-error.ts";
import { type SchemaData, validateAcross, type WireResult } from "../crossings/schema.ts";
import { IsolationError } from "../errors.ts";
import type { RemoteObject } from "../peer.ts";
import type { Methods } from "../plain-data.ts";
import { type OfferedService, offerService, restoreService } from "../service-across.ts";
import { createContext } from "./create-context.ts";
import { freezeDeep } from "./freeze-deep.ts";
import { describeLoaded, type LoadRequest, loadPlugin, type PluginData } from "./load-plugin.ts";
import { createUndoList } from "./undo-list.ts";

export interface SetUpRequest {
  /** As they were given; this process makes of them what the schema says. */
  readonly options: unknown;
  readonly paths: { readonly project: string; readonly home: string; readonly state: string };
  readonly services: Readonly<Record<string, { readonly id: string; readonly object: RemoteObject; readonly values: readonly string[] } | undefined>>;
}

export type { PluginData, SchemaData, WireResult };

/** What the house may ask of a plugin's process. */
export function createPlugin(house: () => RemoteObject): Methods {
  let plugin: Plugin | undefined;
  const undo = createUndoList();
  const stopping = new AbortController();
  const loaded = () => plugin as Plugin;

  async function readOptions(given: unknown): Promise<unknown> {
    const schema = loaded().definition.options;
    if (!schema) return undefined;
    const result = await validateAcross(schema, given);
    if ("issues" in result) throw new Error(result.issues.map(({ message }) => message).join(" "));
    return freezeDeep(result.value);
  }

  function offerProvided(value: unknown): OfferedService | undefined {
    const { name, definition } = loaded();
    const provides = definition.provides as Service<unknown> | undefined;
    if (!provides || value === undefined) return undefined;
    const refuse = (why: string) => IsolationError.PROVIDES_REFUSED(name, provides.id, why);
    if ((provides as { scope?: unknown }).scope === "plugin") throw refuse("each of its users gets an object of its own, made at once");
    if (typeof value !== "object" || value === null) throw refuse(`it is ${value === null ? "null" : `a ${typeof value}`}`);
    return offerService(provides.id, value);
  }

  return {
    async load(request: LoadRequest): Promise<PluginData> {
      plugin = await loadPlugin(request);
      return describeLoaded(plugin);
    },
    async validate(given: unknown): Promise<WireResult> {
      return validateAcross(loaded().definition.options as never, given);
    },
    async setUp({ options, paths, services }: SetUpRequest): Promise<OfferedService | undefined> {
      const asked = new Set<Promise<unknown>>();
      const context = createContext({
        name: loaded().name,
        options: await readOptions(options),
        services: Object.fromEntries(
          Object.entries(services).map(([key, service]) => [
            key,
            service && restoreService(service.id, service.object.methods, service.values, service.object.call),
          ]),
        ),
        paths,
        house: house(),
        undo,
        signal: stopping.signal,
        asked,
      });
      const value: unknown = await loaded().definition.setup(context as never);
      await Promise.all(asked);
      return offerProvided(value);
    },
    async dispose(reason: string): Promise<readonly Error[]> {
      stopping.abort(new Error(reason));
      return (await undo.undoAll()).map(asError);
    },
  };
}
