import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import type { Args, CommandEntry, Flags } from "@instar/kernel/command";
import { vi } from "vitest";

/** What a command's module should export, before it was looked at. */
interface Exported {
  readonly run?: unknown;
  readonly summary?: string;
  readonly args?: Args;
  readonly flags?: Flags;
}

/** What of an entry is said in both places. */
const same = ["args", "flags"] as const;
const nouns = { args: "argument", flags: "flag" } as const;

const written = (value: unknown) => (value === undefined ? "nothing" : JSON.stringify(value));

/** Where one command's entry in package.json and its module say different things, each as one line that says what to do. */
export function differencesOf(id: string, entry: CommandEntry, { run, summary, ...declared }: Exported): readonly string[] {
  if (typeof run !== "function") return [`"${id}": its file exports no command by default; export what defineCommand gives back`];
  const words = same.flatMap((part) => {
    const [inFile, inPackage] = [declared[part] ?? {}, entry[part] ?? {}] as const;
    const names = [...new Set([...Object.keys(inFile), ...Object.keys(inPackage)])].sort();
    return names
      .filter((name) => !isDeepStrictEqual(inFile[name], inPackage[name]))
      .map((name) => `"${id}": the ${nouns[part]} "${name}" is ${written(inFile[name])} in its file and ${written(inPackage[name])} in package.json`);
  });
  const said =
    summary === undefined || summary === entry.summary
      ? []
      : [`"${id}": the summary is ${written(summary)} in its file and ${written(entry.summary)} in package.json`];
  return [...words, ...said];
}

/** `./dist/x.js` is written in `src/x.ts`, which is what the next build makes of it; a package without that source is taken as it is built. */
function fileOf(file: string, packageJson: URL): string | undefined {
  const source = new URL(file.replace(/^(\.\/)?dist\//, "src/").replace(/\.js$/, ".ts"), packageJson);
  return [source, new URL(file, packageJson)].map((url) => fileURLToPath(url)).find((path) => existsSync(path));
}

/** Where package.json and the commands that it lists say different things, as `instar add` and the help would tell people. */
export async function compareCommands(commands: Readonly<Record<string, CommandEntry>>, packageJson: URL): Promise<readonly string[]> {
  const found = Object.entries(commands).map(async ([id, entry]) => {
    const file = fileOf(entry.file, packageJson);
    if (file === undefined) return [`"${id}": its file ${entry.file} is not there, and no source of it either`];
    // The test runner's loader reads TypeScript, and what the plugin imports is what its tests import.
    const module = await vi.importActual<{ readonly default?: Exported }>(file);
    return differencesOf(id, entry, module.default ?? {});
  });
  return (await Promise.all(found)).flat();
}
