import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleFolder } from "../bundle-folder.ts";
import { version } from "../version.ts";
import { runNpm } from "./run-npm.ts";

/** Every package of ours but the two that only developers of plugins and of Instar itself need. */
const leftOut = new Set(["cli", "testing", "client"]);
const packagesOf = (root: string) =>
  readdirSync(join(root, "packages")).filter((name) => !leftOut.has(name) && existsSync(join(root, "packages", name, "package.json")));

/** The checkout that this command runs from, if it runs from one: then its packages may not be published. */
export function checkout(): string | undefined {
  const root = dirname(dirname(fileURLToPath(new URL("../..", bundleFolder))));
  const manifest = join(root, "package.json");
  return existsSync(manifest) && (JSON.parse(readFileSync(manifest, "utf8")) as { name?: string }).name === "instar-workspace" ? root : undefined;
}

/**
 * What a new agent depends on. From a checkout its packages are packed into the folder, so that the agent needs the checkout no
 * longer; otherwise they come from the registry, in this version.
 */
export async function findPackages(folder: string, signal: AbortSignal): Promise<Readonly<Record<string, string>>> {
  const root = checkout();
  if (root === undefined)
    return Object.fromEntries(["instar", "@instar/kernel", "@instar/plugin-claude", "@instar/plugin-offline"].map((name) => [name, `^${version}`]));
  return packInto(root, folder, ["instar", ...packagesOf(root).map((name) => `@instar/${name}`)], signal);
}

/** Packs packages of a checkout into a folder; each by its name, as a dependency of that folder. */
async function packInto(root: string, folder: string, names: readonly string[], signal: AbortSignal): Promise<Readonly<Record<string, string>>> {
  const destination = join(folder, ".instar-packages");
  mkdirSync(destination, { recursive: true, mode: 0o755 });
  const output = await runNpm(
    root,
    ["pack", "--json", "--ignore-scripts", "--loglevel=error", "--pack-destination", destination, ...names.flatMap((name) => ["--workspace", name])],
    signal,
  );
  const packed = Object.values(JSON.parse(output) as Record<string, { name: string; filename: string }>);
  return Object.fromEntries(packed.map(({ name, filename }) => [name, `file:.instar-packages/${filename.replace(/^@/, "").replaceAll("/", "-")}`]));
}

/** What a new plugin is developed with, packed from a checkout: the kernel and the test suites, with all of ours that these need. */
export function developmentPackages(root: string, folder: string, signal: AbortSignal): Promise<Readonly<Record<string, string>>> {
  const names = new Set(["@instar/kernel", "@instar/testing"]);
  for (const name of names) {
    const { dependencies = {} } = JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8")) as { dependencies?: object };
    for (const needed of Object.keys(dependencies)) if (needed.startsWith("@instar/")) names.add(needed);
  }
  return packInto(root, folder, [...names], signal);
}
