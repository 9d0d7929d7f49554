import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { configFileOf } from "./find-project.ts";
import { projectPaths } from "./project-paths.ts";

function isCompiled(config: string, cache: string): boolean {
  try {
    const { mtimeMs } = statSync(config);
    return readdirSync(cache).some((name) => name.includes("instar.config") && statSync(join(cache, name)).mtimeMs >= mtimeMs);
  } catch {
    // There is no cache yet.
    return false;
  }
}

/** Compiles a config that has changed, here rather than in the agent's process, which would hold the compiler for life. Whatever is wrong with it is for the agent to say. */
export async function keepConfigCompiled(project: string): Promise<void> {
  const config = configFileOf(project);
  if (config === undefined || !/\.m?ts$/.test(config) || isCompiled(config, join(projectPaths(project).home, "cache", "jiti"))) return;
  const { compileConfig } = await import("@instar/kernel/config");
  await compileConfig(config).catch(() => undefined);
}
