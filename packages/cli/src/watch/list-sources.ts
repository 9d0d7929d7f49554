import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { dirname, extname, join, sep } from "node:path";
import { importsOf, listLocalFiles } from "../plugins/local-files.ts";
import { configFileOf } from "../project/find-project.ts";

/** What an agent is made from on its author's disk. */
export interface Sources {
  /** The config, the files of one's own that it stands on, and what npm has installed. Absolute. */
  readonly files: readonly string[];
  /** Built code of packages that lie elsewhere on this disk: linked ones, and those installed from a folder. Absolute. */
  readonly packages: readonly string[];
}

/** This very process is made of them: to take up a change of theirs, it must be started anew. */
const ours = new Set(["instar", "@instar/kernel"]);
const code = new Set([".ts", ".mts", ".cts", ".js", ".mjs", ".cjs", ".json"]);
const typesOnly = /\.d\.[cm]?ts$|\.tsbuildinfo$/;

/** Whether a file can be part of an agent, by its name: what editors put beside it cannot. */
export const isCode = (file: string): boolean => code.has(extname(file)) && !typesOnly.test(file);

/** Folders that no author writes in. */
export const isForeign = (name: string): boolean => name === "node_modules" || name.startsWith(".");

const packageName = (specifier: string) => /^(?:@[\w.-]+\/)?[\w.-]+(?=\/|$)/.exec(specifier)?.[0];

/** Where the built code of a package lies that is linked here; undefined for what npm has fetched. */
function linkedFolder(from: string, name: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const installed = join(folder, "node_modules", name);
    if (existsSync(join(installed, "package.json"))) {
      const real = realpathSync(installed);
      if (real.includes(`${sep}node_modules${sep}`)) return undefined;
      return existsSync(join(real, "dist")) ? join(real, "dist") : real;
    }
    if (dirname(folder) === folder) return undefined;
  }
}

/** In a config, entries by name and in JSON name a package without importing it. */
const namedIn = (file: string) => [...readFileSync(file, "utf8").matchAll(/\[\s*["']((?:@[\w.-]+\/)?[\w.-]+)["']/g)].map(([, name]) => name ?? "");

/** Undefined while there is no config: an editor that replaces a file takes it away for a moment. */
export function listSources(project: string): Sources | undefined {
  const config = configFileOf(project);
  if (config === undefined) return undefined;
  const own = listLocalFiles(config);
  const names = [...own.flatMap(importsOf), ...namedIn(config)].flatMap((specifier) => (/^[./]/.test(specifier) ? [] : (packageName(specifier) ?? [])));
  const linked = [...new Set(names)].filter((name) => !ours.has(name)).flatMap((name) => linkedFolder(project, name) ?? []);
  return { files: [...own, join(project, "package-lock.json")], packages: linked };
}

/** The code in a folder and below. */
export function listCode(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (isForeign(entry.name)) return [];
    return entry.isDirectory() ? listCode(path) : entry.isFile() && isCode(entry.name) ? [path] : [];
  });
}
