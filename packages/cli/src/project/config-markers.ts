import type { Plugin } from "@instar/kernel";
import { maskOptions } from "./mask-options.ts";

/** A config as people may see it: options as written, so that secrets are the markers of `env()`; those that were written out are masked. */
export function describeConfig(config: { readonly name: string; readonly home?: string }, plugins: readonly Pick<Plugin, "name" | "input">[]) {
  return {
    name: config.name,
    home: config.home ?? ".instar",
    plugins: plugins.map((plugin) => ({ name: plugin.name, ...(plugin.input === undefined ? {} : { options: maskOptions(plugin.input) }) })),
  };
}
