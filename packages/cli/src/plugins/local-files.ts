import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** More files than this are no config any more. */
const atMost = 200;
const specifiers = /\b(?:from|import|require|isolated)\s*\(?\s*["']([^"']+)["']/g;
const endings = ["", ".ts", ".mts", ".js", ".mjs", ".json", "/index.ts", "/index.js"];

function contentOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // It went away while it was looked for: then it imports nothing.
    return "";
  }
}

/** What a file names in its imports, packages among them. */
export const importsOf = (file: string) => [...contentOf(file).matchAll(specifiers)].map(([, name]) => name ?? "");
const isFile = (path: string) => existsSync(path) && statSync(path).isFile();

function locate(from: string, specifier: string): string | undefined {
  const path = resolve(dirname(from), specifier);
  return [...endings.map((ending) => `${path}${ending}`), path.replace(/\.js$/, ".ts")].find(isFile);
}

/** The config and the files of one's own that it stands on, by what they import from one another; packages are not followed. */
export function listLocalFiles(config: string): readonly string[] {
  const found = new Set([config]);
  for (const file of found) {
    if (found.size >= atMost) break;
    for (const specifier of importsOf(file)) {
      const next = /^\.{1,2}\//.test(specifier) ? locate(file, specifier) : undefined;
      if (next !== undefined) found.add(next);
    }
    // A JSON config, and an entry by name, say where a plugin lies without importing it.
    for (const [, path = ""] of contentOf(file).matchAll(/\[\s*["'](\.{1,2}\/[^"']+)["']/g)) {
      const next = locate(config, path);
      if (next !== undefined) found.add(next);
    }
  }
  return [...found];
}

/** Whether one of the files names a package, or a part of it. */
export const isImported = (files: readonly string[], module: string): boolean =>
  files.some((file) => importsOf(file).some((specifier) => specifier === module || specifier.startsWith(`${module}/`)));
