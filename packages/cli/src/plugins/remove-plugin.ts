import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { writeCommandCache } from "../daemon/write-command-cache.ts";
import { CliError } from "../errors.ts";
import { probeAgent } from "../project/probe-agent.ts";
import { projectPaths } from "../project/project-paths.ts";
import { isSecretName, removeSecret } from "../project/secrets.ts";
import { agree, type Consent, createUndo, holdChanges } from "./change-plugins.ts";
import type { CheckReport } from "./check-report.ts";
import { type ConfigFile, readConfigFile, replaceConfig, withDraftOf } from "./config-file.ts";
import { dependencyIn, withoutDependency } from "./edit-dependencies.ts";
import { keptFolder } from "./fetch-plugin.ts";
import { findPlugin } from "./find-plugin.ts";
import { keepPackageForm } from "./keep-package-form.ts";
import { isImported, listLocalFiles } from "./local-files.ts";
import { takeSnapshot } from "./project-snapshot.ts";
import { hasEntry, removeEntry, secretsOfEntry } from "./remove-entry.ts";
import { runCheck } from "./run-check.ts";
import { showDiff } from "./show-diff.ts";

export interface RemoveWish extends Consent {
  readonly project: string;
  /** The plugin's name, or its package's. */
  readonly name: string;
  /** What it keeps goes too: its folder and its secrets. */
  readonly purge: boolean;
  /** For what could not be taken back. */
  warn(text: string): void;
  readonly signal: AbortSignal;
}

export interface Removed {
  readonly removed: boolean;
  readonly answer: "yes" | "no" | "unasked";
  readonly plugin: string;
  readonly package: string;
  readonly config: string;
  readonly diff: string;
  /** False when something else of the agent's still imports the package, or it was none of the agent's own. */
  readonly uninstalled: boolean;
  readonly purged: readonly string[];
  /** Secrets that only its entry named, and that are still there. */
  readonly keptSecrets: readonly string[];
}

/** Services that the plugins of a config need and that none of them provides any more, with who needs them. */
function findOrphans({ plugins }: CheckReport, gone: readonly string[]) {
  const provided = new Set(plugins.map(({ provides }) => provides));
  const orphans = plugins.flatMap(({ name, needs }) => {
    const missing = needs.filter((id) => gone.includes(id) && !provided.has(id));
    return missing.length === 0 ? [] : [{ name, missing }];
  });
  return { names: orphans.map(({ name }) => name), services: [...new Set(orphans.flatMap(({ missing }) => missing))] };
}

const dependencyOf = (project: string, name: string): string | undefined => {
  const file = join(project, "package.json");
  return existsSync(file) ? dependencyIn(readFileSync(file, "utf8"), name) : undefined;
};

/** Deletes the packed package that a dependency was kept as; other plugins' stay. */
function forgetPacked(project: string, dependency: string): void {
  const file = join(project, dependency.replace(/^file:/, ""));
  if (!dependency.startsWith("file:") || dirname(file) !== join(project, keptFolder)) return;
  rmSync(file, { force: true });
  if (readdirSync(dirname(file)).length === 0) rmdirSync(dirname(file));
}

/** Those that are kept, and that the config does not name. */
function unusedSecrets(project: string, secrets: readonly string[], text: string): readonly string[] {
  const paths = projectPaths(project);
  return [...new Set(secrets)].filter((name) => isSecretName(name) && existsSync(join(paths.secrets, name)) && !text.includes(name));
}

function purge(project: string, plugin: string, secrets: readonly string[], config: ConfigFile): readonly string[] {
  const paths = projectPaths(project);
  const state = join(paths.home, "plugins", plugin);
  const hadState = existsSync(state);
  rmSync(state, { recursive: true, force: true });
  const unused = unusedSecrets(project, secrets, config.text);
  for (const name of unused) removeSecret(paths, name);
  return [...(hadState ? [join(".instar", "plugins", plugin)] : []), ...unused];
}

/** Takes a plugin out of the config and uninstalls its package, with a yes. Whatever goes wrong before, or without a yes, the project is as it was. */
export async function removePlugin(wish: RemoveWish): Promise<Removed> {
  const { project, name, signal } = wish;
  await using _held = await holdChanges(project);
  const found = findPlugin(project, name);
  const config = readConfigFile(project);
  const ownFile = `./plugins/${name}.ts`;
  const module = found?.package ?? (hasEntry(config.parsed, ownFile) ? ownFile : name);
  const plugin = found?.plugin ?? name;
  const present = hasEntry(config.parsed, module);
  const next = present ? removeEntry(config.parsed, module) : undefined;
  if (next === undefined) {
    const mentioned = isImported([config.path], module) || config.text.includes(`"${module}"`);
    throw mentioned ? CliError.CONFIG_BY_HAND(config.path, [`(take out the entry of ${plugin} and its import)`]) : CliError.PLUGIN_ABSENT(name);
  }
  if (wish.purge && (await probeAgent(project)).running) throw CliError.PURGE_WHILE_RUNNING(plugin);
  const secrets = secretsOfEntry(config.parsed, module);
  const report = await withDraftOf(config, next, (file) => runCheck({ project, file, depth: "definitions", signal }));
  const { names, services } = findOrphans(report, found?.provides ?? []);
  if (names.length > 0) throw CliError.PLUGIN_NEEDED(plugin, names, services);

  const diff = showDiff(basename(config.path), config.text, next);
  wish.say(diff);
  const answer = await agree(wish, `Remove ${plugin}${wish.purge ? " and all that it keeps" : ""}?`);
  const keptSecrets = wish.purge && answer === "yes" ? [] : unusedSecrets(project, secrets, next);
  const outcome = { answer, plugin, package: module, config: config.path, diff, keptSecrets };
  if (answer !== "yes") return { ...outcome, removed: false, uninstalled: false, purged: [] };

  const undo = createUndo();
  const snapshot = takeSnapshot(project);
  snapshot.remember(config.path);
  undo.push(() => snapshot.restore());
  try {
    await replaceConfig(config, next);
    const dependency = dependencyOf(project, module);
    const uninstalled = dependency !== undefined && !isImported(listLocalFiles(config.path), module);
    if (uninstalled) {
      const uninstall = () => snapshot.npm(["uninstall", "--save", module], `uninstall ${module}`, signal);
      await keepPackageForm(project, (text) => withoutDependency(text, module), uninstall);
      forgetPacked(project, dependency);
    }
    undo.keep();
    await writeCommandCache(project, report);
    return { ...outcome, removed: true, uninstalled, purged: wish.purge ? purge(project, plugin, secrets, readConfigFile(project)) : [] };
  } finally {
    for (const note of await undo.run()) wish.warn(note);
  }
}
