import { existsSync } from "node:fs";
import { join } from "node:path";
import type { PluginDescription } from "@instar/kernel";
import { InstarError } from "@instar/kernel/command";
import { CliError } from "../errors.ts";
import { describeRunning } from "../socket/describe-running.ts";
import type { CheckReport } from "./check-report.ts";
import { readConfigFile } from "./config-file.ts";
import { describeFacts, type PluginFacts } from "./describe-plugin.ts";
import { viewPackage } from "./fetch-plugin.ts";
import { findPlugin } from "./find-plugin.ts";
import { loadDefinition } from "./load-definition.ts";
import { type Manifest, readManifest, readManifestIn } from "./manifest.ts";
import { parseSource } from "./parse-source.ts";
import { secretsOfEntry } from "./remove-entry.ts";
import { runCheck } from "./run-check.ts";

export interface PluginInfo extends PluginFacts {
  readonly installed: boolean;
  readonly configured: boolean;
  /** Absent where no agent runs, or it has not taken it up. */
  readonly running?: PluginDescription;
  /** Why it could not be set up beside the running agent, and what to do. */
  readonly failing?: { readonly error: string; readonly hint?: string };
  readonly readme?: string;
  /** Why what it registers could not be found out. */
  readonly unknown?: string;
}

async function findRunning(project: string, plugin: string): Promise<PluginDescription | undefined> {
  try {
    return (await describeRunning(project)).plugins.find(({ name }) => name === plugin);
  } catch (error) {
    if (InstarError.is(error, "CLI_NOT_RUNNING") || InstarError.is(error, "CLI_NOT_ANSWERING") || InstarError.is(error, "CLI_SOCKET_GONE")) return undefined;
    throw error;
  }
}

async function viewElsewhere(project: string, name: string, signal: AbortSignal): Promise<PluginInfo> {
  const source = parseSource(name, project);
  if (source?.kind !== "registry") throw CliError.PLUGIN_ABSENT(name);
  for (const each of source.names) {
    const found = await viewPackage(project, source.range === undefined ? each : `${each}@${source.range}`, signal);
    if (found !== undefined) return { ...describeFacts(readManifest(found, each), undefined, {}), installed: false, configured: false };
  }
  throw CliError.PLUGIN_NOT_FOUND(source.names, "it is neither installed, nor does the registry know it.");
}

/** One's own plugin has no package that says anything: what it defines speaks for it. */
function ownManifest(report: CheckReport, name: string): Manifest | undefined {
  const defined = report.plugins.find((plugin) => plugin.name === name);
  if (defined === undefined) return undefined;
  const { provides, needs, guards } = defined;
  return { package: "own", version: "-", plugin: name, provides: provides === undefined ? [] : [provides], needs, guards, commands: {} };
}

const secretsOf = (project: string, module: string): readonly string[] => {
  try {
    return secretsOfEntry(readConfigFile(project).parsed, module);
  } catch {
    // A config that cannot be read is told about by the check.
    return [];
  }
};

/** All that can be found out about a plugin: configured, installed, or in the registry. Rejects with CLI_PLUGIN_NOT_FOUND or CLI_NPM_FAILED. */
export async function inspectPlugin(project: string, name: string, signal: AbortSignal): Promise<PluginInfo> {
  const found = findPlugin(project, name);
  let report: CheckReport | undefined;
  let unknown: string | undefined;
  try {
    report = await runCheck({ project, depth: "house", signal });
  } catch (error) {
    signal.throwIfAborted();
    unknown = (error as Error).message;
  }
  const manifest = found === undefined ? report && ownManifest(report, name) : readManifestIn(found.root, name);
  if (manifest === undefined) return viewElsewhere(project, name, signal);
  const { plugin } = manifest;
  const configured = report?.plugins.find((each) => each.name === plugin);
  const loaded =
    configured ?? (found === undefined ? undefined : (await loadDefinition(project, manifest, found.root, signal).catch(() => undefined))?.defined);
  const running = await findRunning(project, plugin);
  const { state, error, hint } = report?.house?.plugins.find((each) => each.name === plugin) ?? {};
  const failing = state === "failed" && error !== undefined ? { error, ...(hint === undefined ? {} : { hint }) } : undefined;
  const readme = found === undefined ? undefined : join(found.root, "README.md");
  return {
    ...describeFacts(manifest, loaded, { house: report?.house, routes: report?.routes ?? [], secrets: secretsOf(project, manifest.package) }),
    installed: found !== undefined,
    configured: configured !== undefined,
    ...(running === undefined ? {} : { running }),
    ...(failing === undefined ? {} : { failing }),
    ...(readme !== undefined && existsSync(readme) ? { readme } : {}),
    ...(unknown === undefined ? {} : { unknown }),
  };
}
