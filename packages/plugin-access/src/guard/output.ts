import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { agentTokenPattern } from "../tokens.ts";

/** Shorter ones would be found in every text. */
const leastLength = 8;

function readSecrets(folder: string): readonly string[] {
  try {
    return readdirSync(folder).flatMap((name) => {
      const value = readFileSync(join(folder, name), "utf8").trim();
      return value.length >= leastLength ? [value] : [];
    });
  } catch {
    // None were kept yet, or one went away while we read: the next look sees it.
    return [];
  }
}

/** Which lines of a search come from the owner's files: `path:12:text`, `path-12-text`. */
function isOwnersLine(line: string, roots: readonly string[]): boolean {
  const root = roots.find((start) => line.startsWith(start));
  if (root === undefined) return false;
  const rest = line.slice(root.length);
  return !/^(MEMORY\.md|jobs\/|skills\/)/i.test(rest) && /^[^:]*(:|-\d+-)/.test(rest);
}

/**
 * What the model may read of a tool's output: without the owner's token, the agent's secrets and the sessions' tokens, exactly as they are kept, and without the
 * lines that a search of the whole project found in the owner's files. The same text when there is nothing to withhold.
 */
export function withholdSecrets(text: string, paths: { readonly project: string; readonly home: string }): string {
  let shown = text;
  for (const secret of readSecrets(join(paths.home, "secrets")))
    if (shown.includes(secret)) shown = shown.replaceAll(secret, "[withheld: a secret of this agent]");
  shown = shown.replace(agentTokenPattern, "[withheld: a session's token]");
  if (!shown.includes(".instar/")) return shown;
  const roots = [".instar/", "./.instar/", `${paths.home}/`];
  if (!shown.split("\n").some((line) => isOwnersLine(line, roots))) return shown;
  return shown
    .split("\n")
    .filter((line) => !isOwnersLine(line, roots))
    .concat("[withheld: lines found in .instar, which is the owner's]")
    .join("\n");
}
