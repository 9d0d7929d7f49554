import { existsSync, readdirSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { IsolationLimits } from "@instar/kernel";

export interface Places {
  readonly project: string;
  /** The house's state folder; whatever is in there is not for plugins, but for their own part of it. */
  readonly home: string;
  readonly module: { readonly file: string; readonly folder: string };
  /** The plugin's own state, and what is kept of its compiled modules. */
  readonly own: readonly string[];
}

const contains = (folder: string, inner: string) => inner === folder || inner.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);

function ancestors(folder: string): readonly string[] {
  const above = path.dirname(folder);
  return above === folder ? [folder] : [folder, ...ancestors(above)];
}

/** Packages that npm has linked into a `node_modules` live elsewhere. */
function linkedPackages(modules: string): readonly string[] {
  return readdirSync(modules, { withFileTypes: true }).flatMap((entry) => {
    const place = path.join(modules, entry.name);
    if (entry.name.startsWith("@") && entry.isDirectory()) return linkedPackages(place);
    return entry.isSymbolicLink() && existsSync(place) ? [realpathSync(place)] : [];
  });
}

const ownPackages = (): readonly string[] => {
  const require = createRequire(import.meta.url);
  return [
    fileURLToPath(new URL("../../", import.meta.url)),
    ...["@instar/kernel", "jiti"].map((name) => path.dirname(require.resolve(`${name}/package.json`))),
  ];
};

/** Where code may come from: every `node_modules` that its modules are looked up in, and the packages that are linked from there. */
function codeFolders(from: readonly string[]): readonly string[] {
  const modules = new Set(
    from
      .flatMap(ancestors)
      .map((folder) => path.join(folder, "node_modules"))
      .filter((folder) => existsSync(folder)),
  );
  const real = [...modules].flatMap((folder) => [folder, realpathSync(folder)]);
  return [...new Set([...real, ...new Set(real.flatMap(linkedPackages))])];
}

/** A folder that is not there yet must be named with what will be in it. */
const withContent = (place: string): readonly string[] => (existsSync(place) ? [place] : [place, path.join(place, "*")]);

/** Which files a plugin's process may read and write. A folder that holds the house's state is never given whole: then it is the module's file alone. */
export function planPermissions(
  { project, home, module, own }: Places,
  { read = [], write = [] }: IsolationLimits,
): { readonly read: readonly string[]; readonly write: readonly string[] } {
  const code = ownPackages();
  const moduleFolder = contains(module.folder, home) ? module.file : module.folder;
  const inProject = (place: string) => path.resolve(project, place);
  const writable = [...own, ...write.map(inProject)].flatMap(withContent);
  const known = ["package.json", "tsconfig.json"].map(inProject).filter((file) => existsSync(file));
  const all = [...code, ...codeFolders([project, module.folder, ...code]), moduleFolder, ...known, ...read.map(inProject).flatMap(withContent), ...writable];
  const readable = [...new Set(all)];
  return {
    read: readable.filter((place) => !readable.some((other) => other !== place && !place.endsWith("*") && contains(other, place))),
    write: [...new Set(writable)],
  };
}

/** The same as arguments of this Node: its permission model for files; child processes, workers and addons stay closed. */
export function permissionFlags({ read, write }: ReturnType<typeof planPermissions>): readonly string[] {
  const { allowedNodeEnvironmentFlags: known } = process;
  return [
    known.has("--permission") ? "--permission" : "--experimental-permission",
    // Where Node can limit the network too, this does not: it would promise what other versions cannot keep
    ...(known.has("--allow-net") ? ["--allow-net"] : []),
    "--disable-warning=ExperimentalWarning",
    "--disable-warning=SecurityWarning",
    ...read.map((place) => `--allow-fs-read=${place}`),
    ...write.map((place) => `--allow-fs-write=${place}`),
  ];
}
