import { existsSync, readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { CommandEntry } from "@instar/kernel/command";
import { configFileOf } from "./find-project.ts";

/** What a plugin's package.json says about it under `instar`, read without running it. */
export interface PluginPackage {
  readonly plugin: string;
  readonly package: string;
  readonly version: string;
  readonly root: string;
  readonly provides: readonly string[];
  readonly commands: Readonly<Record<string, CommandEntry>>;
  /** Codes of errors that say that one of its commands was used wrongly. */
  readonly usageErrors?: readonly string[];
}

interface PackageFile {
  readonly name?: string;
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly instar?: Partial<Pick<PluginPackage, "plugin" | "provides" | "commands" | "usageErrors">>;
}

function readPackage(folder: string): PackageFile | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as PackageFile;
  } catch {
    // Not installed, or broken: npm tells about that better than we could.
    return undefined;
  }
}

/** Where `name` is installed for code in `from`. */
function installedAt(from: string, name: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, "node_modules", name);
    if (existsSync(join(candidate, "package.json"))) return realpathSync(candidate);
    if (dirname(folder) === folder) return undefined;
  }
}

function describePackage(root: string | undefined): PluginPackage | undefined {
  const read = root === undefined ? undefined : readPackage(root);
  if (root === undefined || read?.instar?.plugin === undefined) return undefined;
  return {
    plugin: read.instar.plugin,
    package: read.name ?? root,
    version: read.version ?? "0.0.0",
    root,
    provides: read.instar.provides ?? [],
    commands: read.instar.commands ?? {},
    ...(read.instar.usageErrors && { usageErrors: read.instar.usageErrors }),
  };
}

/** The packages that the config imports. In a workspace it is often the folder above that depends on them. */
function importedBy(project: string): readonly string[] {
  const file = configFileOf(project);
  if (file === undefined) return [];
  const imports = readFileSync(file, "utf8").matchAll(/\b(?:from|import)\s*\(?\s*["']((?:@[\w.-]+\/)?\w[\w.-]*)/g);
  return [...imports].map(([, name = ""]) => name);
}

/** The plugin packages that a folder's package.json depends on or its config imports, and `ours`, which the CLI brings along. */
export function listPluginPackages(project: string, ours: readonly string[]): readonly PluginPackage[] {
  const own = readPackage(project);
  const depends = Object.keys({ ...own?.dependencies, ...own?.devDependencies, ...own?.optionalDependencies });
  const names = new Set([...depends, ...importedBy(project)]);
  const require = createRequire(import.meta.url);
  const brought = ours.map((name) => {
    try {
      return realpathSync(dirname(require.resolve(`${name}/package.json`)));
    } catch {
      // A default provider that is not installed is reported when it is needed.
      return undefined;
    }
  });
  const found = [...[...names].map((name) => installedAt(project, name)), ...brought].map(describePackage);
  return [...new Map(found.flatMap((each) => (each === undefined ? [] : [[each.plugin, each] as const]))).values()];
}
