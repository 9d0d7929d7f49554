import { defineErrors } from "@instar/kernel/command";
import type { RangeFit } from "./compare-range.ts";

/** A plugin as people name it: by its package, where it has one. */
export interface NamedPlugin {
  readonly plugin: string;
  readonly package?: string | undefined;
}

const updateInstar = "`npm install instar@latest`";

/** What brings a plugin and a kernel together. */
function fixOf({ plugin, package: name }: NamedPlugin, wants: Exclude<RangeFit, "fits"> | undefined): string {
  const newer = name === undefined ? `Mend ${plugin} for this version` : `Install a version of it that fits: \`npm install ${name}@latest\``;
  if (wants === "wants newer") return `Update Instar: ${updateInstar}.${name === undefined ? "" : ` Or take an older version of ${name} until then.`}`;
  return wants === "wants older" ? `${newer}.` : `Update Instar: ${updateInstar}. If it is the newest: ${newer.charAt(0).toLowerCase()}${newer.slice(1)}.`;
}

export const FitError = defineErrors("FIT", {
  KERNEL_VERSION: (who: NamedPlugin, wants: string, here: string, fit: Exclude<RangeFit, "fits">) => ({
    message: `The plugin ${who.plugin} wants @instar/kernel ${wants}, and this is ${here}.`,
    hint: fixOf(who, fit),
  }),
  API_VERSION: (who: NamedPlugin, wants: unknown, here: string) => ({
    message:
      wants === undefined
        ? `The plugin ${who.plugin} does not say which version of the plugin API it was written for; Instar ${here} has version 1.`
        : `The plugin ${who.plugin} was written for version ${JSON.stringify(wants)} of the plugin API; Instar ${here} has version 1.`,
    hint:
      wants === undefined
        ? "Its author adds `api: 1` to definePlugin({ ... })."
        : fixOf(who, typeof wants === "number" && wants > 1 ? "wants newer" : "wants older"),
  }),
  MISSING_EXPORT: (who: NamedPlugin, name: string, wants: string | undefined, here: string, fit: RangeFit | undefined) => ({
    message: `The plugin ${who.plugin} uses ${name} of @instar/kernel, which ${here} does not have${wants === undefined ? "" : `; its package.json asks for ${wants}`}.`,
    hint: fixOf(who, fit === "fits" ? undefined : fit),
  }),
});
