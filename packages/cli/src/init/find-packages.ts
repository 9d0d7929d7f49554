import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleFolder } from "../bundle-folder.ts";
import { CliError } from "../errors.ts";
import { readTarball } from "../plugins/read-tarball.ts";
import { version } from "../version.ts";
import { runNpm } from "./run-npm.ts";

const keptIn = ".instar-packages";
/** For developers of plugins and for scripts: kept beside the others, and installed by whoever wants them. */
const notInstalled: ReadonlySet<string> = new Set(["@instar/testing", "@instar/client"]);
const packagesOf = (root: string) =>
  readdirSync(join(root, "packages"))
    .filter((name) => existsSync(join(root, "packages", name, "package.json")))
    .map((name) => (name === "cli" ? "instar" : `@instar/${name}`));

/** Where this command is installed: a checkout, an agent's folder, or somewhere else. */
const place = dirname(dirname(fileURLToPath(new URL("../..", bundleFolder))));

interface Manifest {
  readonly name?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const manifestIn = (folder: string): Manifest =>
  existsSync(join(folder, "package.json")) ? (JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest) : {};

/** The checkout that this command runs from, if it runs from one: then its packages may not be published. */
export const checkout = (): string | undefined => (manifestIn(place).name === "instar-workspace" ? place : undefined);

/** The packages of a checkout that this command's own agent was made from, if it was. */
const keptPackages = (): string | undefined => (manifestIn(place).dependencies?.instar?.startsWith("file:") ? join(place, keptIn) : undefined);

/**
 * What a new agent depends on. From a checkout its packages are packed into the folder, so that the agent needs the checkout no
 * longer; otherwise they come from the registry, in this version.
 */
export async function findPackages(folder: string, signal: AbortSignal): Promise<Readonly<Record<string, string>>> {
  const root = checkout();
  if (root === undefined)
    return Object.fromEntries(
      ["instar", "@instar/kernel", ...["claude", "offline", "safety"].map((name) => `@instar/plugin-${name}`)].map((name) => [name, `^${version}`]),
    );
  const packed = await packInto(root, folder, packagesOf(root), signal);
  return Object.fromEntries(Object.entries(packed).filter(([name]) => !notInstalled.has(name)));
}

const kept = (file: string) => `file:${keptIn}/${file}`;

/** What a package of ours stands on, of ours, itself included. */
function withNeeded(names: readonly string[], manifestOf: (name: string) => Manifest): readonly string[] {
  const found = new Set(names);
  for (const name of found) for (const needed of Object.keys(manifestOf(name).dependencies ?? {})) if (needed.startsWith("@instar/")) found.add(needed);
  return [...found];
}

/** Packs packages of a checkout into a folder; each by its name, as a dependency of that folder. */
async function packInto(root: string, folder: string, names: readonly string[], signal: AbortSignal): Promise<Readonly<Record<string, string>>> {
  const destination = join(folder, keptIn);
  mkdirSync(destination, { recursive: true, mode: 0o755 });
  const output = await runNpm(
    root,
    ["pack", "--json", "--ignore-scripts", "--loglevel=error", "--pack-destination", destination, ...names.flatMap((name) => ["--workspace", name])],
    signal,
  );
  const packed = Object.values(JSON.parse(output) as Record<string, { name: string; filename: string }>);
  return Object.fromEntries(packed.map(({ name, filename }) => [name, kept(filename.replace(/^@/, "").replaceAll("/", "-"))]));
}

const developedWith = ["@instar/kernel", "@instar/testing"];

/** Copies what a new plugin is developed with out of the packages that an agent keeps. */
function copyDevelopmentPackages(from: string, folder: string): Readonly<Record<string, string>> {
  const files = new Map<string, { readonly file: string; readonly manifest: Manifest }>();
  for (const file of readdirSync(from).filter((name) => name.endsWith(".tgz"))) {
    const manifest = readTarball(join(from, file)) as Manifest;
    files.set(manifest.name ?? file, { file, manifest });
  }
  mkdirSync(join(folder, keptIn), { recursive: true, mode: 0o755 });
  const needed = withNeeded(developedWith, (name) => files.get(name)?.manifest ?? {});
  return Object.fromEntries(
    needed.map((name) => {
      const { file } = files.get(name) ?? {};
      if (file === undefined) throw CliError.NOT_CREATED(folder, `${name} is not among the packages in ${from}`);
      cpSync(join(from, file), join(folder, keptIn, file));
      return [name, kept(file)];
    }),
  );
}

/**
 * What brings the kernel and the test suites, with all of ours that these need, into a new plugin's folder. Packages of a checkout may not be published:
 * they are packed there, or copied from the agent that was made there. Undefined: they come from the registry.
 */
export function developmentPackages(): ((folder: string, signal: AbortSignal) => Promise<Readonly<Record<string, string>>>) | undefined {
  const root = checkout();
  if (root !== undefined) {
    const names = withNeeded(developedWith, (name) => manifestIn(join(root, "node_modules", name)));
    return (folder, signal) => packInto(root, folder, names, signal);
  }
  const from = keptPackages();
  return from === undefined ? undefined : async (folder) => copyDevelopmentPackages(from, folder);
}
