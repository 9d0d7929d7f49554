import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { configFileOf } from "../project/find-project.ts";
import { isSecretKey } from "../project/mask-options.ts";
import type { ProjectPaths } from "../project/project-paths.ts";

const read = (file: string | undefined) => {
  try {
    return file === undefined ? "" : readFileSync(file, "utf8");
  } catch {
    // Gone, or no file: then it holds nothing.
    return "";
  }
};

function storedSecrets({ secrets }: ProjectPaths): readonly string[] {
  try {
    return readdirSync(secrets).flatMap((name) => {
      const text = read(join(secrets, name));
      return [text, text.trim()];
    });
  } catch {
    // No folder, no secrets.
    return [];
  }
}

/** Variables that a config names, and those that look like secrets. */
const environmentSecrets = (named: ReadonlySet<string>) =>
  Object.entries(process.env).flatMap(([name, value]) => (value !== undefined && (named.has(name) || isSecretKey(name)) ? [value] : []));

/**
 * What stands between quotes in the config's source, but for imports: it may be a secret, and a config that cannot be run can't be asked. Split at
 * every quote, so that an apostrophe in a comment does not turn inside and outside round.
 */
const literals = (source: string) =>
  source
    .split("\n")
    .filter((line) => !/^\s*(import|export)\b.*\bfrom\b/.test(line))
    .flatMap((line) => ['"', "'", "`"].flatMap((quote) => line.split(quote).slice(1)))
    .map((text) => text.trim())
    .filter((text) => text.length >= 4 && /[\w-]{3}/.test(text));

const namedByEnv = (source: string): ReadonlySet<string> => new Set([...source.matchAll(/\benv\(\s*["'`]([^"'`]+)["'`]/g)].map((match) => match[1] ?? ""));

/** What the config writes out, whether it can be run or not; the names of secrets are none. */
export function configLiterals(project: string): readonly string[] {
  const source = read(configFileOf(project));
  const named = namedByEnv(source);
  return literals(source).filter((text) => !named.has(text));
}

/** All that is known to be secret in an agent's folder: what is stored, and what the environment holds. */
export function knownSecrets(project: string, paths: ProjectPaths): readonly string[] {
  return [...storedSecrets(paths), ...environmentSecrets(namedByEnv(read(configFileOf(project))))];
}
