import type { Args, CommandDeclaration, Flags } from "@instar/kernel/command";
import { importModule } from "../project/import-module.ts";

/** A command as data: enough for help and for parsing, without loading what it does. */
export interface ListedCommand {
  /** Its words: `memory search`. */
  readonly id: string;
  readonly summary: string;
  readonly args?: Args;
  readonly flags?: Flags;
  /** URL of the module whose default export is the command. */
  readonly file: string;
  /** The plugin that it belongs to; absent for the CLI's own. */
  readonly plugin?: string;
  /** Codes of errors that say that it was used wrongly. */
  readonly usageErrors?: readonly string[];
}

export async function loadCommand(listed: ListedCommand, project: string | undefined): Promise<CommandDeclaration> {
  const module = (await importModule(listed.file, project)) as { default?: CommandDeclaration };
  if (typeof module.default?.run !== "function") throw new TypeError(`${listed.file} exports no command by default.`);
  return module.default;
}
