import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { replaceFile } from "@instar/process";
import { CliError } from "../errors.ts";
import { configFileOf } from "../project/find-project.ts";
import { type ParsedConfig, parseConfig } from "./parse-config.ts";

export interface ConfigFile {
  readonly path: string;
  readonly text: string;
  readonly parsed: ParsedConfig;
}

/** The config of a folder as text. Throws CLI_CONFIG_UNREADABLE when it cannot be parsed. */
export function readConfigFile(project: string): ConfigFile {
  const path = configFileOf(project);
  if (path === undefined) throw CliError.NO_AGENT_FOLDER(project);
  const text = readFileSync(path, "utf8");
  const json = extname(path) === ".json";
  try {
    return { path, text, parsed: parseConfig(text, json ? "json" : "module", basename(path) === "package.json" ? "instar" : undefined) };
  } catch (error) {
    throw CliError.CONFIG_UNREADABLE(path, (error as Error).message, { cause: error });
  }
}

/** Writes `content` beside the config, for a look at it, and takes it away when that is over. Relative imports lead where the config's do. */
export async function withDraft<T>(path: string, content: string, look: (draft: string) => Promise<T>): Promise<T> {
  const draft = join(dirname(path), `.instar.draft-${process.pid}${extname(path)}`);
  writeFileSync(draft, content, { flag: "wx", mode: 0o600 });
  try {
    return await look(draft);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** A draft of a config with other text. */
export function withDraftOf<T>({ path }: ConfigFile, text: string, look: (draft: string) => Promise<T>): Promise<T> {
  const content = basename(path) === "package.json" ? JSON.stringify((JSON.parse(text) as { instar?: unknown }).instar) : text;
  return withDraft(path, content, look);
}

/** Puts the new text in the place of the one that was looked at. Rejects with CLI_CONFIG_CHANGED_MEANWHILE. */
export async function replaceConfig({ path, text }: ConfigFile, next: string): Promise<void> {
  if (readFileSync(path, "utf8") !== text) throw CliError.CONFIG_CHANGED_MEANWHILE(path);
  await replaceFile(path, next);
}
