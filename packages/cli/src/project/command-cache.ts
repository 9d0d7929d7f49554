import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ListedCommand } from "../oclif/command-list.ts";
import { configFileOf } from "./find-project.ts";
import { projectPaths } from "./project-paths.ts";

const format = 1;

const contentOf = (file: string | undefined) => {
  try {
    return file === undefined ? "" : readFileSync(file, "utf8");
  } catch {
    // Absent counts as empty: the key differs as soon as there is one.
    return "";
  }
};

/** Changes when the config or what is installed changes. */
function commandCacheKey(project: string): string {
  const hash = createHash("sha256");
  for (const file of [configFileOf(project), join(project, "package.json"), join(project, "package-lock.json")]) hash.update(contentOf(file)).update("\0");
  return hash.digest("hex");
}

export interface CachedCommands {
  readonly commands: readonly ListedCommand[];
  /** For stderr: why commands of plugins are missing. */
  readonly warning?: string;
}

const isListed = (value: unknown): value is ListedCommand => {
  const command = value as Partial<ListedCommand> | null;
  return (
    typeof command?.id === "string" && /^[a-z0-9-]+( [a-z0-9-]+)*$/.test(command.id) && typeof command.file === "string" && typeof command.summary === "string"
  );
};

/** The commands of the configured plugins as they were when the config was last run. Never throws; none is written yet: none are known. */
export function readCommandCache(project: string): CachedCommands {
  const text = contentOf(projectPaths(project).commandCache);
  if (text === "") return { commands: [] };
  try {
    const cache = JSON.parse(text) as { format?: number; key?: string; commands?: unknown[] };
    if (cache.format !== format || !Array.isArray(cache.commands) || !cache.commands.every(isListed)) throw new TypeError("Not a list of commands.");
    if (cache.key !== commandCacheKey(project))
      return {
        commands: [],
        warning: "The config or the installed packages changed, so the commands of plugins are left out. Run `instar plugins` to bring them back.",
      };
    return { commands: cache.commands as ListedCommand[] };
  } catch {
    return { commands: [], warning: "The list of the plugins' commands is damaged, so they are left out. Run `instar plugins` to write it anew." };
  }
}

export function storeCommandCache(project: string, commands: readonly ListedCommand[]): void {
  const file = projectPaths(project).commandCache;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.${process.pid}`, JSON.stringify({ format, key: commandCacheKey(project), commands }), { mode: 0o600 });
  renameSync(`${file}.${process.pid}`, file);
}
