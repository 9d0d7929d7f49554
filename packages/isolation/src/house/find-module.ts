import { existsSync, readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { IsolationError } from "../errors.ts";

/** A plugin's module as it lies on the disk, and what is known of the plugin without running it. */
export interface FoundModule {
  readonly file: string;
  /** The folder that belongs to it: its package, or where the file lies. */
  readonly folder: string;
  readonly name: string;
  readonly provides: string | undefined;
  readonly guards: readonly string[];
}

interface Manifest {
  readonly main?: string;
  readonly exports?: unknown;
  readonly instar?: { readonly plugin?: string; readonly provides?: readonly string[]; readonly guards?: readonly string[] };
}

const kebabCase = (text: string) =>
  text
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "") || "isolated";

const conditions = ["node", "import", "module-sync", "default"];

/** The file that `exports` names for `subpath` (`.` or `./part`). */
function exported(exports: unknown, subpath: string): string | undefined {
  if (typeof exports === "string") return subpath === "." ? exports : undefined;
  if (typeof exports !== "object" || exports === null) return undefined;
  const entries = exports as Readonly<Record<string, unknown>>;
  const isSubpaths = Object.keys(entries).some((key) => key.startsWith("."));
  if (isSubpaths) return exported(entries[subpath], ".");
  for (const condition of conditions) {
    const found = exported(entries[condition], ".");
    if (found !== undefined) return found;
  }
  return undefined;
}

function installedAt(from: string, name: string): string | undefined {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, "node_modules", name);
    if (existsSync(path.join(candidate, "package.json"))) return realpathSync(candidate);
    if (path.dirname(folder) === folder) return undefined;
  }
}

function findPackage(module: string, project: string): FoundModule | undefined {
  const [, name = module, rest = ""] = /^((?:@[^/]+\/)?[^/]+)(\/.*)?$/.exec(module) ?? [];
  const folder = installedAt(project, name);
  if (folder === undefined) return undefined;
  const manifest = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as Manifest;
  const entry = manifest.exports === undefined ? (rest === "" ? (manifest.main ?? "index.js") : `.${rest}`) : exported(manifest.exports, `.${rest}`);
  const file = entry === undefined ? undefined : path.join(folder, entry);
  if (file === undefined || !existsSync(file)) return undefined;
  const { plugin, provides, guards } = manifest.instar ?? {};
  return { file, folder, name: plugin ?? kebabCase(name.replace(/^.*\/|^instar-plugin-/g, "")), provides: provides?.[0], guards: guards ?? [] };
}

function findFile(module: string, project: string): FoundModule | undefined {
  const given = path.resolve(project, module);
  if (!existsSync(given)) return undefined;
  const file = realpathSync(given);
  const text = readFileSync(file, "utf8");
  return {
    file,
    folder: path.dirname(file),
    name: kebabCase(path.basename(file).replace(/\.[cm]?[jt]s$/, "")),
    provides: undefined,
    // A file that cannot be loaded cannot say what it guards: whatever gate it mentions stays closed in its name
    guards: ["preToolUse", "beforeJob"].filter((gate) => new RegExp(`\\b${gate}\\b`).test(text)),
  };
}

/** A module named in a config, by path or by package. Throws ISOLATION_MODULE_MISSING. */
export function findModule(module: string, project: string): FoundModule {
  const found = /^\.{0,2}\//.test(module) ? findFile(module, project) : findPackage(module, project);
  if (found === undefined) throw IsolationError.MODULE_MISSING(module, project);
  return found;
}
