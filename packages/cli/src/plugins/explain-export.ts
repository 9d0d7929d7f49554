import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, extname, resolve } from "node:path";
import type { Config } from "@instar/kernel";
import { InstarError } from "@instar/kernel/command";
import { CliError } from "../errors.ts";
import { nodeAt, stringOf } from "./syntax-node.ts";

/** As the loader of configs compiles the call of an import, `g()`: its file's name, the how manieth of that name it is, and what is imported from it. */
const called = /\(0 ?, ?_(\D\w*?)(\d*)\.([\w$]+)\) is not a function/;

/** The name that the loader gives to what a module exports: of `./quiet-hours2.ts` it is `quietHours`. */
const nameInLoader = (specifier: string): string =>
  basename(specifier, extname(specifier))
    .replace(/[^\w$]/g, "-")
    .replace(/^[-0-9]+/, "")
    .replace(/-+(.)?/g, (_, letter?: string) => letter?.toUpperCase() ?? "")
    .replace(/^_+|\d+$/g, "");

const shown = (specifier: string) => specifier.replace(/^\.\//, "");

/** Of a config that calls what an import does not give: which import it was. Any other error as it is. */
export async function explainExport(error: Error, config: string | undefined): Promise<Error> {
  const [, name, which, exported = ""] = called.exec(error.message) ?? [];
  if (name === undefined || config === undefined || !InstarError.is(error, "CONFIG_UNREADABLE") || !error.message.startsWith(config)) return error;
  // The parser is large, and hardly ever wanted by who reads a config.
  const { parseConfig } = await import("./parse-config.ts");
  const { imports } = parseConfig(readFileSync(config, "utf8"), "module");
  const specifiers = imports.flatMap((each) => (each["importKind"] === "type" ? [] : (stringOf(nodeAt(each, "source")) ?? [])));
  const meant = [...new Set(specifiers)].filter((specifier) => nameInLoader(specifier) === name)[which === "" ? 0 : Number(which) - 1];
  if (meant === undefined || /^(instar|@instar\/kernel)($|\/)/.test(meant)) return error;
  return CliError.NO_FACTORY(config, shown(meant), exported, { cause: error });
}

/** Throws CLI_NO_FACTORY for a file that the list names, is there, and gives no plugin; what is not there is reported with all other mistakes. */
export function requireFactories(entries: Config["plugins"], config: string): void {
  if (!Array.isArray(entries)) return;
  const [module] = entries as readonly unknown[];
  if (typeof module !== "string") for (const entry of entries as Config["plugins"]) requireFactories(entry as Config["plugins"], config);
  else if (module.startsWith(".") && existsSync(resolve(dirname(config), module))) throw CliError.NO_FACTORY(config, shown(module), "default");
}
