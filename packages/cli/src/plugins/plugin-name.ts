import { CliError } from "../errors.ts";
import { nameFor } from "./add-entry.ts";

/** A plugin's name as it is written in the several places of its files. */
export interface PluginName {
  /** `quiet-hours` */
  readonly name: string;
  /** `quietHours`: a name that a file can use. */
  readonly camel: string;
  /** `QuietHours` */
  readonly pascal: string;
  /** `quiet_hours` */
  readonly snake: string;
  /** `QUIET_HOURS` */
  readonly constant: string;
}

const longest = 60;
const kebab = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** The nearest name that a plugin may have; undefined when nothing is left of it. */
function kebabFrom(text: string): string | undefined {
  const words = text
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[-0-9]+/, "")
    .slice(0, longest)
    .replace(/-+$/, "");
  return words === "" ? undefined : words;
}

/** What a person calls a plugin, with or without `instar-plugin-` before it. Throws CLI_BAD_PLUGIN_NAME. */
export function parsePluginName(text: string): PluginName {
  const name = text.replace(/^instar-plugin-/, "");
  if (!kebab.test(name) || name.length > longest) throw CliError.BAD_PLUGIN_NAME(text, kebabFrom(name.replace(/^@[^/]*\//, "")));
  const snake = name.replaceAll("-", "_");
  const pascal = name.replace(/(^|-)(.)/g, (_, __, letter: string) => letter.toUpperCase());
  return { name, camel: nameFor(name, new Set()), pascal, snake, constant: snake.toUpperCase() };
}
