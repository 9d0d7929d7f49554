import { basename, join } from "node:path";
import { InstarError } from "@instar/kernel/command";
import { defaultPackages, defaultsBeside } from "../daemon/default-providers.ts";
import { writeCommandCache } from "../daemon/write-command-cache.ts";
import { CliError } from "../errors.ts";
import { knownCommands } from "../oclif/known-commands.ts";
import { projectPaths } from "../project/project-paths.ts";
import { readSecret, removeSecret, writeSecret } from "../project/secrets.ts";
import { addEntry, entryByHand } from "./add-entry.ts";
import { askOptions } from "./ask-options.ts";
import { agree, type Consent, createUndo, holdChanges } from "./change-plugins.ts";
import type { CheckedChannel, CheckReport } from "./check-report.ts";
import { findDifferences } from "./compare-declaration.ts";
import { type ConfigFile, readConfigFile, replaceConfig, withDraftOf } from "./config-file.ts";
import { describeFacts, type PluginFacts, renderFacts } from "./describe-plugin.ts";
import { dependencyIn, withDependency } from "./edit-dependencies.ts";
import { fetchPlugin } from "./fetch-plugin.ts";
import { findOwnFile } from "./find-own-file.ts";
import { keepPackageForm } from "./keep-package-form.ts";
import { misfitOf } from "./kernel-fit.ts";
import { loadDefinition } from "./load-definition.ts";
import { type Manifest, readManifestIn } from "./manifest.ts";
import { parseSource } from "./parse-source.ts";
import { takeSnapshot } from "./project-snapshot.ts";
import { explainRefusal } from "./refused-options.ts";
import { hasEntry } from "./remove-entry.ts";
import { runCheck } from "./run-check.ts";
import { showDiff } from "./show-diff.ts";
import { secretsIn } from "./write-value.ts";

export interface AddWish extends Consent {
  readonly project: string;
  /** As the person named it: a short name, a package, a tarball, a folder. */
  readonly name: string;
  /** Paths are relative to it. */
  readonly standing: string;
  readonly options: readonly string[];
  readonly secrets: readonly string[];
  /** For what could not be taken back. */
  warn(text: string): void;
  readonly signal: AbortSignal;
}

export interface Added extends PluginFacts {
  readonly added: boolean;
  readonly answer: "yes" | "no" | "unasked";
  readonly config: string;
  readonly diff: string;
  /** Services whose default provider it takes the place of. */
  readonly replaces: readonly string[];
  /** Those that it brings. */
  readonly channels: readonly Omit<CheckedChannel, "plugin">[];
}

/** Commands that there are already; those of a provider whose place it takes go with that provider, and a package that every house has brings its own. */
function takenCommands(project: string, { package: name, plugin, provides, commands }: Manifest): ReadonlySet<string> {
  const { own, contributed } = knownCommands(project);
  const its = new Set([plugin, ...provides, ...(defaultPackages.includes(name) ? Object.values(commands).flatMap((each) => each.plugin ?? []) : [])]);
  const others = contributed.filter((command) => !its.has(command.plugin ?? ""));
  return new Set([...own, ...others].map(({ id }) => id));
}

/** Looks at the definition alone, before there are options. Rejects with CLI_PLUGIN_NOT_LOADED, CLI_NOT_A_PLUGIN or CLI_DECLARED_OTHERWISE. */
async function checkDefinition(project: string, manifest: Manifest, root: string, signal: AbortSignal) {
  const { defined, commands } = await loadDefinition(project, manifest, root, signal);
  const differences = findDifferences(manifest, { defined, commands, taken: takenCommands(project, manifest) });
  if (differences.length > 0) throw CliError.DECLARED_OTHERWISE(manifest.package, differences);
  return defined;
}

/** Sets the whole house up with the new entry. Rejects with all mistakes of the config, CLI_SETUP_FAILED or CLI_DECLARED_OTHERWISE. */
async function checkSetUp(project: string, config: ConfigFile, next: string, manifest: Manifest, signal: AbortSignal): Promise<CheckReport> {
  const report = await withDraftOf(config, next, (file) => runCheck({ project, file, depth: "house", signal }));
  const seat = report.house?.plugins.find(({ name }) => name === manifest.plugin);
  if (seat?.state !== "up") throw CliError.SETUP_FAILED([{ plugin: manifest.plugin, error: seat?.error ?? "it did not come up.", hint: seat?.hint }]);
  const { provides, needs, guards } = seat;
  const registered = { name: seat.name, needs, guards, configured: true, ...(provides === undefined ? {} : { provides }) };
  const differences = findDifferences(manifest, { defined: registered, commands: [], taken: new Set() });
  if (differences.length > 0) throw CliError.DECLARED_OTHERWISE(manifest.package, differences);
  return report;
}

/** Keeps secrets; gives back what puts the former ones in their place. */
function keepSecrets(project: string, secrets: ReadonlyMap<string, string>): () => undefined {
  const paths = projectPaths(project);
  const former = [...secrets.keys()].map((name) => [name, readSecret(paths, name)] as const);
  for (const [name, value] of secrets) writeSecret(paths, name, value);
  return () => {
    for (const [name, value] of former) {
      if (value === undefined) removeSecret(paths, name);
      else writeSecret(paths, name, value);
    }
  };
}

/**
 * Installs a plugin, shows what it brings, and with a yes puts it into the config. Whatever goes wrong before, or without a yes, the project is as it was.
 */
export async function addPlugin(wish: AddWish): Promise<Added> {
  const { project, name, signal } = wish;
  await using _held = await holdChanges(project);
  const source = parseSource(name, wish.standing);
  if (source === undefined) throw CliError.PLUGIN_NOT_FOUND([name], "it is neither a package's name nor the path of a folder or a tarball that is there.");
  const early = readConfigFile(project);
  const guesses = source.kind === "registry" ? source.names : [];
  const present = guesses.find((guess) => hasEntry(early.parsed, guess));
  if (present !== undefined) throw CliError.PLUGIN_PRESENT(name);
  const byHand = (plugin: string, module: string, options = {}) => CliError.CONFIG_BY_HAND(early.path, entryByHand({ plugin, package: module, options }));
  if (early.parsed.plugins === undefined) throw byHand(basename(name), guesses[0] ?? basename(name));

  const undo = createUndo();
  const snapshot = takeSnapshot(project);
  undo.push(() => snapshot.restore());
  try {
    const { manifest: promised, spec } = await fetchPlugin(project, source, snapshot, signal);
    const misfit = misfitOf(promised, promised.kernel);
    if (misfit !== undefined) throw misfit;
    if (hasEntry(early.parsed, promised.package)) throw CliError.PLUGIN_PRESENT(promised.plugin);
    const own = findOwnFile(early, promised.plugin);
    if (own !== undefined) throw CliError.PLUGIN_HERE(promised.plugin, own);
    if (spec !== undefined) {
      wish.say(`Installing ${promised.package} ${promised.version} with npm; its scripts do not run.`);
      const install = () => snapshot.npm(["install", "--save", spec], `install ${promised.package}`, signal);
      await keepPackageForm(project, (text, npms) => withDependency(text, promised.package, dependencyIn(npms, promised.package) ?? ""), install);
    }
    const root = join(project, "node_modules", promised.package);
    const manifest = readManifestIn(root, promised.package);
    const defined = await checkDefinition(project, manifest, root, signal);
    const { options, secrets } = await askOptions({
      plugin: manifest.plugin,
      schema: defined.options,
      given: wish.options,
      secret: wish.secrets,
      asking: wish.asking,
      isKept: (secret) => readSecret(projectPaths(project), secret) !== undefined,
    }).catch((error: Error) => {
      // Whoever does not know what it takes is shown what it is
      if (InstarError.is(error, "CLI_MISSING_OPTIONS")) wish.say(`${renderFacts(describeFacts(manifest, defined, {}), { setUp: false })}\n`);
      throw error;
    });
    undo.push(keepSecrets(project, secrets));
    const config = readConfigFile(project);
    const next = addEntry(config.parsed, { plugin: manifest.plugin, package: manifest.package, options });
    if (next === undefined) throw byHand(manifest.plugin, manifest.package, options);
    const report = await checkSetUp(project, config, next, manifest, signal).catch((error: Error) => {
      throw explainRefusal(error, manifest.plugin, wish.secrets);
    });
    const facts = describeFacts(manifest, defined, { house: report.house, routes: report.routes, secrets: secretsIn(options) });
    const diff = showDiff(basename(config.path), config.text, next);
    const replaces = manifest.provides.filter((id) => defaultsBeside([]).includes(id));
    const instead = `${manifest.plugin} replaces the default provider of ${replaces.join(", ")}: it begins without what the former one kept.\n`;
    wish.say(`${renderFacts(facts)}\n\n${replaces.length === 0 ? "" : `${instead}\n`}${diff}`);
    const answer = await agree(wish, `Add ${manifest.plugin}?`);
    const channels = report.channels.flatMap(({ plugin, ...channel }) => (plugin === manifest.plugin ? [channel] : []));
    const outcome = { ...facts, added: answer === "yes", answer, config: config.path, diff, channels, replaces };
    if (answer === "yes") {
      signal.throwIfAborted();
      await replaceConfig(config, next);
      undo.keep();
      await writeCommandCache(project, report);
    }
    return outcome;
  } finally {
    for (const note of await undo.run()) wish.warn(note);
  }
}
