import { existsSync, lstatSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { CliError } from "../errors.ts";

const configFiles = ["instar.config.ts", "instar.config.mts", "instar.config.js", "instar.config.mjs", "instar.config.json"];

/** A plugin's package.json has an `instar` key too; only a config lists plugins in it. */
function isConfigured(packageFile: string): boolean {
  try {
    const content = JSON.parse(readFileSync(packageFile, "utf8")) as { instar?: { plugins?: unknown } };
    return Array.isArray(content.instar?.plugins);
  } catch {
    // No package.json, or one that npm could not read either: not a config of ours.
    return false;
  }
}

/** The config of a folder: a file of its own, or the `instar` key of package.json. */
export function configFileOf(folder: string): string | undefined {
  for (const name of configFiles) if (existsSync(join(folder, name))) return join(folder, name);
  return isConfigured(join(folder, "package.json")) ? join(folder, "package.json") : undefined;
}

/**
 * A config is a program. One of another user is only run for who stands in its very folder, and not where everybody may put files: otherwise a
 * stranger's config in /tmp would run for whoever works somewhere below.
 */
function mayRun(file: string, standing: boolean): boolean {
  const me = process.getuid?.();
  if (me === undefined || [me, 0].includes(lstatSync(file).uid)) return true;
  return standing && (statSync(dirname(file)).mode & 0o002) === 0;
}

/** The nearest folder, from `from` upward, that has a config which is ours to run. Absolute, without symbolic links. */
export function findProject(from: string): string | undefined {
  if (!existsSync(from)) return undefined;
  const here = realpathSync(from);
  for (let folder = here; ; folder = dirname(folder)) {
    const file = configFileOf(folder);
    if (file !== undefined && mayRun(file, folder === here)) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

export function requireProject(project: string | undefined): string {
  if (project === undefined) throw CliError.NO_AGENT_FOLDER(process.cwd());
  return project;
}
