import type { Plugin } from "@instar/kernel";
import { schemaOf } from "./option-schema.ts";

export interface DeprecatedOption {
  readonly plugin: string;
  readonly option: string;
  /** What its schema says of it: since when, what takes its place, what removes it. */
  readonly note: string;
}

/** Options that the config gives although their schema says `deprecated`, as `.meta({ deprecated: true, description })` does. */
export const deprecatedOptions = (plugins: readonly Plugin[]): readonly DeprecatedOption[] =>
  plugins.flatMap(({ name, definition, input }) => {
    const given = typeof input === "object" && input !== null ? Object.keys(input) : [];
    const { properties = {} } = (given.length > 0 && schemaOf(definition.options)) || {};
    return given.flatMap((option) =>
      properties[option]?.deprecated === true ? [{ plugin: name, option, note: properties[option].description ?? "It will be removed." }] : [],
    );
  });

/** As one sentence for people. */
export const describeDeprecated = ({ plugin, option, note }: DeprecatedOption): string => `${plugin}.${option} is deprecated: ${note}`;
