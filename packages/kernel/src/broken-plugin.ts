import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import type { InstarError } from "./errors.ts";
import { shapes } from "./hooks/policy.ts";
import type { Plugin } from "./plugin.ts";
import { service } from "./token.ts";

interface Manifest {
  readonly instar?: { readonly plugin?: string; readonly provides?: readonly string[]; readonly guards?: readonly string[] };
}

const gates = Object.entries(shapes).flatMap(([name, { kind }]) => (kind === "gate" ? [name] : []));

/** What is not there, or is a folder, tells nothing. */
const read = (file: string): Promise<string | undefined> => readFile(file, "utf8").catch(() => undefined);

/**
 * Stands in for a plugin whose module cannot be imported, so that this is its failure and not the house's. What it guards and provides is
 * read from its package.json; of a single file all that is known is its text: each gate that it names is taken for guarded.
 */
export async function brokenPlugin(module: string, file: string, error: InstarError): Promise<Plugin> {
  const local = /^[./]/.test(module);
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(module)?.[0] ?? module;
  const places = local ? [path.resolve(path.dirname(file), module)] : (createRequire(file).resolve.paths(name) ?? []).map((folder) => path.join(folder, name));
  const manifest = (await Promise.all(places.map((place) => read(path.join(place, "package.json"))))).find((text) => text !== undefined);
  const { plugin, provides, guards }: NonNullable<Manifest["instar"]> = (JSON.parse(manifest ?? "{}") as Manifest).instar ?? {};
  const text = (local && (await read(places[0] as string))) || "";
  const called = path.basename(module.replace(/([\\/]index)?\.[cm]?[jt]s$/, "")).replace(/^(instar-)?plugin-/, "");
  const definition = {
    ...{ api: 1, name: plugin ?? called, ...(provides?.[0] ? { provides: service(provides[0]) } : {}) },
    guards: guards ?? gates.filter((gate) => text.includes(gate)),
    setup: () => Promise.reject(error),
  } as Plugin["definition"];
  return { name: definition.name, definition, input: undefined, broken: error };
}
