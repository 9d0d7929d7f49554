import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { projectPaths } from "./project-paths.ts";

/** The module at a file's URL: TypeScript too, as the config's own plugins are loaded, whatever the version of Node.js. */
export async function importModule(url: string, project: string | undefined): Promise<{ readonly default?: unknown }> {
  if (!/\.[cm]?ts$/.test(url)) return (await import(url)) as { readonly default?: unknown };
  // Not imported: an import first searches all of it for names that it exports.
  const { createJiti } = createRequire(import.meta.url)("jiti") as typeof import("jiti");
  const fsCache = project === undefined ? false : join(projectPaths(project).home, "cache", "jiti");
  return createJiti(url, { fsCache, interopDefault: false }).import(fileURLToPath(url));
}
