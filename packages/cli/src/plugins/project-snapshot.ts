import { existsSync, lstatSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { CliError } from "../errors.ts";
import { runNpm } from "../init/run-npm.ts";

/** What npm writes beside node_modules. */
const files = ["package.json", "package-lock.json", "npm-shrinkwrap.json"];
const quietly = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];

const contentOf = (path: string) => (existsSync(path) ? readFileSync(path) : undefined);
const same = (a: Buffer | undefined, b: Buffer | undefined) => (a === undefined || b === undefined ? a === b : a.equals(b));

export interface ProjectSnapshot {
  /** Runs npm in the project. Rejects with CLI_NPM_FAILED, where `what` completes "npm could not", or with CLI_LINKED_MODULES, because npm would change somebody else's packages. */
  npm(args: readonly string[], what: string, signal?: AbortSignal): Promise<void>;
  /** A file that is written or removed on the way; it is put back too, and its folder goes when it was not there. */
  remember(path: string): void;
  /** Everything as it was. Resolves with what could not be put back, for people. */
  restore(): Promise<string | undefined>;
}

/** Remembers what npm may change in an agent's folder. */
export function takeSnapshot(project: string): ProjectSnapshot {
  const modules = join(project, "node_modules");
  const installed = join(modules, ".package-lock.json");
  const hadModules = existsSync(modules);
  const before = new Map(files.map((name) => [join(project, name), contentOf(join(project, name))]));
  const installedBefore = contentOf(installed);
  const madeFolders = new Set<string>();
  let npmRan = false;

  const putBack = () => {
    for (const [path, content] of before) {
      if (same(contentOf(path), content)) continue;
      if (content === undefined) rmSync(path, { force: true });
      else writeFileSync(path, content);
    }
    for (const folder of madeFolders) if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
  };
  async function mendModules() {
    if (!hadModules) return rmSync(modules, { recursive: true, force: true });
    if (same(contentOf(installed), installedBefore)) return;
    const locked = before.get(join(project, "package-lock.json")) !== undefined;
    await runNpm(project, locked ? ["install", "--prefer-offline", ...quietly] : ["prune", "--no-package-lock", "--prefer-offline", ...quietly]);
  }

  return {
    async npm(args, what, signal) {
      if (hadModules && lstatSync(modules).isSymbolicLink()) throw CliError.LINKED_MODULES(project);
      npmRan = true;
      try {
        await runNpm(project, [...args, ...quietly], signal);
      } catch (error) {
        signal?.throwIfAborted();
        throw CliError.NPM_FAILED(what, (error as Error).message, { cause: error });
      }
    },
    remember(path) {
      before.set(path, contentOf(path));
      if (!existsSync(dirname(path))) madeFolders.add(dirname(path));
    },
    async restore() {
      putBack();
      if (!npmRan) return undefined;
      try {
        await mendModules();
        return undefined;
      } catch {
        return `node_modules may still hold what npm had put there; \`npm install\` in ${project} puts it right.`;
      } finally {
        putBack();
      }
    },
  };
}
