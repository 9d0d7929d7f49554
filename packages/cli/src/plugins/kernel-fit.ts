import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { InstarError, Plugin } from "@instar/kernel";
import { compareRange } from "./compare-range.ts";
import { FitError, type NamedPlugin } from "./fit-errors.ts";
import { watchHooks } from "./watch-hooks.ts";

const kernelName = "@instar/kernel";

interface PackageFile {
  readonly name?: string;
  readonly version?: string;
  readonly instar?: { readonly plugin?: string };
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const read = (file: string) => JSON.parse(readFileSync(file, "utf8")) as PackageFile;

/** Of the kernel that runs plugins here. */
export const kernelVersion = (): string => read(createRequire(import.meta.url).resolve(`${kernelName}/package.json`)).version ?? "0.0.0";

/** Why a plugin may not run here, by the range of its peer dependency; undefined when nothing speaks against it. */
export function misfitOf(who: NamedPlugin, wants: string | undefined, here = kernelVersion()): InstarError | undefined {
  const fit = wants === undefined ? "fits" : compareRange(here, wants);
  return wants === undefined || fit === undefined || fit === "fits" ? undefined : FitError.KERNEL_VERSION(who, wants, here, fit);
}

/** The installed package that a file belongs to; undefined for a file of the agent's own. */
function packageOf(file: string | undefined): PackageFile | undefined {
  if (file === undefined || !/[\\/]node_modules[\\/]/.test(file)) return undefined;
  for (let folder = dirname(file); dirname(folder) !== folder; folder = dirname(folder)) {
    const manifest = join(folder, "package.json");
    if (existsSync(manifest) && read(manifest).name !== undefined) return read(manifest);
  }
  return undefined;
}

/** Imported as a module, and compiled by the loader of configs. */
const missing = [
  /'@instar\/kernel[^']*' does not provide an export named '([^']+)'/,
  /\(0 ?, ?_(?:kernel|contracts|command)\w*\.([\w$]+)\) is not a (?:function|constructor)/,
];

/** The export of the kernel whose absence an error tells of. */
function missingExport(error: unknown): string | undefined {
  const text = error instanceof Error ? error.message : String(error);
  return missing.map((pattern) => pattern.exec(text)?.[1]).find((name) => name !== undefined);
}

/** Files that an error went through, newest first. */
const filesIn = (error: Error): readonly string[] =>
  [...(error.stack ?? "").matchAll(/(?:file:\/\/)?(\/[^\s():]+|[A-Z]:\\[^\s():]+)/g)].flatMap(([, file]) => file ?? []);

/** An error by which a plugin shows that it wants another kernel, in words that help; any other as it is. `who` is found from the error where it is not known. */
export function explainMisfit(error: Error, who?: NamedPlugin, file?: string): Error {
  const name = missingExport(error);
  if (name === undefined) return error;
  const blamed = file ?? filesIn((error.cause as Error | undefined) ?? error).find((each) => !/[\\/](?:jiti|cosmiconfig|kernel)[\\/]/.test(each));
  const found = packageOf(blamed);
  const named = { plugin: who?.plugin ?? found?.instar?.plugin ?? found?.name ?? blamed ?? "that was read", package: who?.package ?? found?.name };
  const [wants, here] = [found?.peerDependencies?.[kernelName], kernelVersion()];
  return FitError.MISSING_EXPORT(named, name, wants, here, wants === undefined ? undefined : compareRange(here, wants), {
    cause: error,
  });
}

/** A failed set-up is told by its message alone, behind the plugin's name; so what to do stands in it. */
function told(error: Error, plugin: string): Error {
  const message = error.message.replace(`The plugin ${plugin} `, "it ");
  return new Error([message, (error as Partial<InstarError>).hint].filter(Boolean).join(" "), { cause: error });
}

/**
 * A plugin that was written for another version of the API is one that fails its set-up, so that the house comes up without it, and what it guards
 * stays guarded; so is one that uses what the kernel does not have. One that taps a hook that there is not is told which one was meant.
 */
export function withFit(plugin: Plugin): Plugin {
  const { definition, file, broken } = plugin;
  const who = () => ({ plugin: definition.name, package: packageOf(file)?.name });
  const explain = (error: Error) =>
    missingExport(error) === undefined ? error : explainMisfit(error, broken === undefined ? who() : { plugin: definition.name }, file);
  const api: unknown = definition.api;
  const error = broken === undefined ? (api === 1 ? undefined : FitError.API_VERSION(who(), api, kernelVersion())) : explain(broken);
  if (error !== undefined) {
    const { options: _, ...rest } = definition;
    return { ...plugin, input: undefined, broken: error, definition: { ...rest, api: 1, setup: () => Promise.reject(told(error, definition.name)) } };
  }
  const setup: typeof definition.setup = async (context) => {
    const { hooks, explain: explainHook } = watchHooks(context.hooks);
    try {
      return (await definition.setup({ ...context, hooks })) as unknown;
    } catch (thrown) {
      const failure = explainHook(thrown);
      const explained = failure instanceof Error ? explain(failure) : failure;
      throw explained === failure ? failure : told(explained as Error, definition.name);
    }
  };
  return { ...plugin, definition: { ...definition, setup } };
}
