import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { listLocalFiles } from "../plugins/local-files.ts";
import { configFileOf } from "./find-project.ts";
import { makePrivateFolder, projectPaths } from "./project-paths.ts";

/** What an agent was started with, to be compared with what lies there now. */
export interface StartedConfig {
  /** Files that are different now, relative to the agent's folder: the config, one's own files that it imports, the lockfile. */
  changed(): readonly string[];
  /** It has come up with it: keeps a copy of the config, for a reload that fails after all. */
  proveGood(): void;
}

/** Absent counts as empty: that it is there, or no longer, is a change. */
const hashOf = (file: string) => (existsSync(file) ? createHash("sha256").update(readFileSync(file)).digest("hex") : "");

/** To be called before the config is read: a change while it is being read is a change. */
export function rememberConfig(project: string): StartedConfig {
  const config = configFileOf(project);
  const files = [...(config === undefined ? [] : listLocalFiles(config)), join(project, "package-lock.json")];
  const before = new Map(files.map((file) => [file, hashOf(file)]));
  const text = config === undefined ? undefined : readFileSync(config);
  return {
    changed: () => [...before].filter(([file, hash]) => hashOf(file) !== hash).map(([file]) => relative(project, file)),
    proveGood() {
      if (config === undefined || text === undefined) return;
      const { lastGood } = projectPaths(project);
      makePrivateFolder(lastGood);
      writeFileSync(join(lastGood, basename(config)), text, { mode: 0o600 });
    },
  };
}

/** The config with which the agent last came up, when it is another text than the one that lies there. */
export function readLastGood(config: string, project: string): Buffer | undefined {
  const copy = join(projectPaths(project).lastGood, basename(config));
  if (!existsSync(copy)) return undefined;
  const content = readFileSync(copy);
  return content.equals(readFileSync(config)) ? undefined : content;
}
