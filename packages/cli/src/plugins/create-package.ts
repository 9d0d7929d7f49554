import { existsSync, mkdirSync, readdirSync, rmdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { CliError } from "../errors.ts";
import { developmentPackages } from "../init/find-packages.ts";
import { createUndo } from "./change-plugins.ts";
import { type PlannedFile, planPackageFiles } from "./create-files.ts";
import type { PluginKind } from "./create-kinds.ts";
import type { PluginName } from "./plugin-name.ts";

export interface NewPackage {
  readonly kind: PluginKind;
  readonly name: PluginName;
  /** Absolute; made when it is not there. A folder that holds nothing but a repository's `.git` counts as empty. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** For what takes a while. */
  say(text: string): void;
}

function requireEmpty(folder: string): void {
  if (!existsSync(folder)) return;
  if (!statSync(folder).isDirectory()) throw CliError.PLUGIN_FOLDER_TAKEN(folder, "it is a file");
  const [first] = readdirSync(folder).filter((name) => name !== ".git");
  if (first !== undefined) throw CliError.PLUGIN_FOLDER_TAKEN(folder, `there is ${first} in it`);
}

/** Writes files into a folder; gives back what takes them, and the folders that were made for them, away again. */
export function writeFiles(folder: string, files: readonly PlannedFile[]): () => undefined {
  const made: string[] = [];
  const written: string[] = [];
  const takeAway = () => {
    for (const path of written.splice(0)) rmSync(path, { force: true });
    for (const path of made.splice(0).reverse()) if (existsSync(path) && readdirSync(path).length === 0) rmdirSync(path);
  };
  const makeFolder = (path: string) => {
    if (existsSync(path)) return;
    makeFolder(dirname(path));
    mkdirSync(path, { mode: 0o755 });
    made.push(path);
  };
  try {
    for (const { file, content } of files) {
      const path = join(folder, file);
      makeFolder(dirname(path));
      writeFileSync(path, content, { flag: "wx", mode: 0o644 });
      written.push(path);
    }
  } catch (error) {
    takeAway();
    throw CliError.NOT_CREATED(folder, (error as Error).message, { cause: error });
  }
  return takeAway as () => undefined;
}

/** Writes a new plugin's package. Rejects with CLI_PLUGIN_FOLDER_TAKEN or CLI_NOT_CREATED, and then nothing was written. */
export async function createPackage({ kind, name, folder, signal, say }: NewPackage): Promise<readonly PlannedFile[]> {
  requireEmpty(folder);
  const undo = createUndo();
  try {
    const bring = developmentPackages();
    if (bring === undefined) {
      const files = planPackageFiles(kind, name);
      writeFiles(folder, files);
      return files;
    }
    say("Bringing the packages of Instar that it is developed with…");
    undo.push(writeFiles(folder, [{ file: ".instar-packages/.gitignore", what: "", content: "*\n" }]));
    undo.push(() => void rmSync(join(folder, ".instar-packages"), { recursive: true, force: true }) as undefined);
    const files = planPackageFiles(kind, name, await bring(folder, signal));
    writeFiles(folder, files);
    undo.keep();
    return files;
  } finally {
    for (const note of await undo.run()) say(note);
  }
}
