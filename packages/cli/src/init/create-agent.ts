import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { CliError } from "../errors.ts";
import { ensureOwnerToken } from "../project/owner-token.ts";
import { makePrivateFolder, projectPaths } from "../project/project-paths.ts";
import { type AgentKind, planAgentFiles } from "./agent-files.ts";
import { findPackages } from "./find-packages.ts";
import { runNpm } from "./run-npm.ts";

export interface NewAgent {
  /** Absolute; made when it is not there. */
  readonly folder: string;
  readonly name: string;
  readonly agent: AgentKind;
  readonly install: boolean;
  readonly signal: AbortSignal;
  progress(step: string): void;
}

/** The name of a folder as the name of an agent. */
export const nameFrom = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "") || "agent";

/** Writes a new agent's folder and installs what it needs. Rejects with CLI_FOLDER_NOT_EMPTY before anything is written, CLI_INSTALL_FAILED after. */
export async function createAgent({ folder, name, agent, install, signal, progress }: NewAgent): Promise<readonly string[]> {
  for (const path of planAgentFiles({ name, agent, dependencies: {} }).keys())
    if (existsSync(join(folder, path))) throw CliError.FOLDER_NOT_EMPTY(join(folder, path));
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  progress("Gathering the packages");
  const files = planAgentFiles({ name, agent, dependencies: await findPackages(folder, signal) });
  const paths = projectPaths(folder);
  makePrivateFolder(paths.home);
  for (const [path, content] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    // A config is a program: whatever the umask, nobody else may change it.
    writeFileSync(join(folder, path), content, { flag: "wx", mode: 0o644 });
  }
  ensureOwnerToken(paths);
  if (!install) return [...files.keys()];
  progress("Installing them with npm");
  try {
    await runNpm(folder, ["install", "--no-audit", "--no-fund", "--loglevel=error"], signal);
  } catch (error) {
    throw CliError.INSTALL_FAILED(folder, (error as Error).message, { cause: error });
  }
  return [...files.keys()];
}
