import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { writeCommandCache } from "../daemon/write-command-cache.ts";
import { CliError } from "../errors.ts";
import { addEntry, entryByHand } from "./add-entry.ts";
import { agree, type Consent, createUndo, holdChanges } from "./change-plugins.ts";
import { readConfigFile, replaceConfig, withDraftOf } from "./config-file.ts";
import { type PlannedFile, planFileHere } from "./create-files.ts";
import type { PluginKind } from "./create-kinds.ts";
import { writeFiles } from "./create-package.ts";
import type { PluginName } from "./plugin-name.ts";
import { runCheck } from "./run-check.ts";
import { showDiff } from "./show-diff.ts";

export interface HereWish extends Consent {
  readonly project: string;
  readonly kind: PluginKind;
  readonly name: PluginName;
  /** For what could not be taken back. */
  warn(text: string): void;
  readonly signal: AbortSignal;
}

export interface CreatedHere {
  readonly created: boolean;
  readonly answer: "yes" | "no" | "unasked";
  readonly file: PlannedFile;
  readonly config: string;
  readonly diff: string;
}

/** A tool says what it takes in a schema. Throws CLI_NEEDS_PACKAGE. */
function requireSchemas(project: string): void {
  try {
    createRequire(join(project, "package.json")).resolve("zod");
  } catch (error) {
    throw CliError.NEEDS_PACKAGE("tool", "zod", { cause: error });
  }
}

/** Two plugins of one name are a mistake of the config; here we know whose. Rejects with CLI_PLUGIN_NAME_TAKEN, and as a start would. */
async function requireUnconfigured(project: string, name: string, signal: AbortSignal): Promise<void> {
  const { plugins } = await runCheck({ project, depth: "definitions", signal });
  if (plugins.some((plugin) => plugin.name === name)) throw CliError.PLUGIN_NAME_TAKEN(name, "a plugin of that name is in the config");
}

/**
 * Writes a plugin of one file into an agent's folder, sees that it comes up there, and with a yes puts it into the config. Whatever goes wrong before, or
 * without a yes, the folder is as it was.
 */
export async function createHere(wish: HereWish): Promise<CreatedHere> {
  const { project, kind, name, signal } = wish;
  await using _held = await holdChanges(project);
  const planned = planFileHere(kind, name);
  if (existsSync(join(project, planned.file))) throw CliError.PLUGIN_FILE_EXISTS(join(project, planned.file));
  if (kind === "tool") requireSchemas(project);
  const entry = { plugin: name.name, package: `./${planned.file}`, options: {} };
  const config = readConfigFile(project);
  const next = addEntry(config.parsed, entry);
  if (next === undefined) throw CliError.CONFIG_BY_HAND(config.path, entryByHand(entry));
  const undo = createUndo();
  try {
    undo.push(writeFiles(project, [planned]));
    const report = await withDraftOf(config, next, (file) => runCheck({ project, file, depth: "house", signal })).catch(async (error: Error) => {
      await requireUnconfigured(project, name.name, signal);
      throw error;
    });
    const seat = report.house?.plugins.find((plugin) => plugin.name === name.name);
    if (seat?.state !== "up") throw CliError.SETUP_FAILED([{ plugin: name.name, error: seat?.error ?? "it did not come up." }]);
    const diff = [showDiff(planned.file, "", planned.content), showDiff(basename(config.path), config.text, next)].join("\n");
    wish.say(diff);
    const answer = await agree(wish, `Write ${planned.file} and put it into ${basename(config.path)}?`);
    if (answer === "yes") {
      signal.throwIfAborted();
      await replaceConfig(config, next);
      undo.keep();
      await writeCommandCache(project, report);
    }
    return { created: answer === "yes", answer, file: planned, config: config.path, diff };
  } finally {
    for (const note of await undo.run()) wish.warn(note);
  }
}
