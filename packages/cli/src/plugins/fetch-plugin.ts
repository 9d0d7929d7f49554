import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CliError } from "../errors.ts";
import { checkout } from "../init/find-packages.ts";
import { runNpm } from "../init/run-npm.ts";
import { type Manifest, readManifest, readManifestIn } from "./manifest.ts";
import type { PluginSource } from "./parse-source.ts";
import type { ProjectSnapshot } from "./project-snapshot.ts";
import { readTarball } from "./read-tarball.ts";

/** Packages that are in no registry are kept here, so that the agent needs their origin no longer. */
export const keptFolder = ".instar-packages";

/** How a plugin gets into the project: nothing is to be done for one that is there. */
export interface FetchedPlugin {
  readonly manifest: Manifest;
  /** For `npm install`; undefined when it is installed already. */
  readonly spec: string | undefined;
}

const packing = ["pack", "--json", "--ignore-scripts", "--loglevel=error"];
const notThere = /\bE404\b|\b404 Not Found\b|^npm (?:error|ERR!) 404\b/im;

function ownDependencies(project: string): Readonly<Record<string, string>> {
  try {
    return (JSON.parse(readFileSync(join(project, "package.json"), "utf8")) as { dependencies?: Record<string, string> }).dependencies ?? {};
  } catch {
    // A folder without a package.json depends on nothing.
    return {};
  }
}

/** Keeps a packed package under a name that tells its content, so that another of the same version is another package for npm. */
function keep(project: string, tarball: string, manifest: Manifest, snapshot: ProjectSnapshot): FetchedPlugin {
  const hash = createHash("sha256").update(readFileSync(tarball)).digest("hex").slice(0, 12);
  const name = `${manifest.package.replace(/^@/, "").replaceAll("/", "-")}-${manifest.version}-${hash}.tgz`;
  const target = join(project, keptFolder, name);
  snapshot.remember(target);
  mkdirSync(join(project, keptFolder), { recursive: true });
  if (!existsSync(target)) copyFileSync(tarball, target);
  return { manifest, spec: `./${keptFolder}/${name}` };
}

async function pack(from: string, args: readonly string[], project: string, snapshot: ProjectSnapshot, called: string, signal: AbortSignal) {
  const folder = mkdtempSync(join(tmpdir(), "instar-pack-"));
  try {
    const output = await runNpm(from, [...packing, "--pack-destination", folder, ...args], signal).catch((error: Error) => {
      throw CliError.NPM_FAILED(`pack ${called}`, error.message, { cause: error });
    });
    const [packed] = Object.values(JSON.parse(output) as Record<string, { filename: string }>);
    const tarball = join(folder, (packed?.filename ?? "").replace(/^@/, "").replaceAll("/", "-"));
    return keep(project, tarball, readManifest(readTarball(tarball), called), snapshot);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A folder is packed as it is: what has to be compiled must have been. Throws CLI_NOT_BUILT, naming what package.json promises and is not there. */
function requireBuilt(folder: string): void {
  const { exports, main } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { exports?: unknown; main?: unknown };
  let entry: unknown = exports ?? main;
  // The way that an import takes: the main entry, its first condition that runs.
  while (typeof entry === "object" && entry !== null) {
    const conditions = entry as Readonly<Record<string, unknown>>;
    entry = conditions["."] ?? conditions["import"] ?? conditions["node"] ?? conditions["default"];
  }
  if (typeof entry === "string" && !existsSync(join(folder, entry))) throw CliError.NOT_BUILT(folder, entry);
}

/** What the registry says of a package; undefined when it has none of that name. Rejects with CLI_NPM_FAILED. */
export async function viewPackage(project: string, spec: string, signal: AbortSignal): Promise<unknown> {
  try {
    const output = await runNpm(project, ["view", spec, "name", "version", "instar", "description", "peerDependencies", "--json", "--loglevel=error"], signal);
    const found = JSON.parse(output === "" ? "null" : output) as unknown;
    return Array.isArray(found) ? found.at(-1) : (found ?? undefined);
  } catch (error) {
    signal.throwIfAborted();
    if (notThere.test((error as Error).message)) return undefined;
    throw CliError.NPM_FAILED("ask the registry", (error as Error).message, { cause: error });
  }
}

/** Finds a plugin and reads what it says of itself, before anything is installed. Rejects with CLI_PLUGIN_NOT_FOUND, CLI_NOT_A_PLUGIN or CLI_NPM_FAILED. */
export async function fetchPlugin(project: string, source: PluginSource, snapshot: ProjectSnapshot, signal: AbortSignal): Promise<FetchedPlugin> {
  if (source.kind === "tarball") return keep(project, source.path, readManifest(readTarball(source.path), source.path), snapshot);
  if (source.kind === "folder") {
    readManifestIn(source.path, source.path);
    requireBuilt(source.path);
    return pack(source.path, [], project, snapshot, source.path, signal);
  }
  const { names, range } = source;
  const present = names.find((name) => Object.hasOwn(ownDependencies(project), name) && existsSync(join(project, "node_modules", name, "package.json")));
  if (present !== undefined && range === undefined) return { manifest: readManifestIn(join(project, "node_modules", present), present), spec: undefined };
  const root = checkout();
  const here = names.find((name) => root !== undefined && existsSync(join(root, "node_modules", name, "package.json")) && name.startsWith("@instar/"));
  if (root !== undefined && here !== undefined && range === undefined) return pack(root, ["--workspace", here], project, snapshot, here, signal);
  for (const name of names) {
    const spec = range === undefined ? name : `${name}@${range}`;
    const found = await viewPackage(project, spec, signal);
    if (found !== undefined) return { manifest: readManifest(found, name), spec };
  }
  throw CliError.PLUGIN_NOT_FOUND(names, "the registry knows no package of that name and version.");
}
