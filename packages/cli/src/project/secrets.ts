import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CliError } from "../errors.ts";
import type { ProjectPaths } from "./project-paths.ts";

export const isSecretName = (name: string) => /^[A-Z][A-Z0-9_]{0,127}$/.test(name);

function fileOf(paths: ProjectPaths, name: string): string {
  if (!isSecretName(name)) throw CliError.BAD_SECRET_NAME(name);
  return join(paths.secrets, name);
}

/** One file per secret, readable by its owner only. */
export function readSecret(paths: ProjectPaths, name: string): string | undefined {
  if (!isSecretName(name)) return undefined;
  try {
    return readFileSync(fileOf(paths, name), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

export function writeSecret(paths: ProjectPaths, name: string, value: string): void {
  const file = fileOf(paths, name);
  mkdirSync(paths.home, { recursive: true, mode: 0o700 });
  mkdirSync(paths.secrets, { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.${process.pid}`, value, { mode: 0o600 });
  renameSync(`${file}.${process.pid}`, file);
}

export function removeSecret(paths: ProjectPaths, name: string): void {
  const file = fileOf(paths, name);
  if (!existsSync(file)) throw CliError.NO_SUCH_SECRET(name);
  rmSync(file);
}

/** Names only, in order. */
export function listSecrets(paths: ProjectPaths): readonly string[] {
  return existsSync(paths.secrets) ? readdirSync(paths.secrets).filter(isSecretName).sort() : [];
}
