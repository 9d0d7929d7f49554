import type { PluginContext } from "@instar/kernel";
import { nearest } from "@instar/kernel/nearest";
import { CliError } from "../errors.ts";

type ScopedHooks = PluginContext<unknown, Record<never, never>>["hooks"];

/** A plugin's hooks, remembering the last one that it asked for and that there is not: looking whether there is one is no mistake, tapping it is. */
export function watchHooks(hooks: ScopedHooks): { readonly hooks: ScopedHooks; explain(thrown: unknown): unknown } {
  let absent: string | undefined;
  return {
    hooks: new Proxy(hooks, {
      get(known, name) {
        if (typeof name === "string" && !(name in known)) absent = name;
        return Reflect.get(known, name) as unknown;
      },
    }),
    explain: (thrown) =>
      absent !== undefined && thrown instanceof TypeError && /undefined.*\btap\b/.test(thrown.message)
        ? CliError.NO_HOOK(absent, nearest(absent, Object.keys(hooks)), { cause: thrown })
        : thrown,
  };
}
