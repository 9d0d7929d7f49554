import { readFileSync } from "node:fs";
import { bundleFolder } from "../bundle-folder.ts";
import { toolVersions } from "../tool-versions.ts";
import { version } from "../version.ts";
import { kinds, type PluginKind } from "./create-kinds.ts";
import type { PluginName } from "./plugin-name.ts";

/** One file of a new plugin: where it lies, what it is in a few words, and what it says. */
export interface PlannedFile {
  readonly file: string;
  readonly what: string;
  readonly content: string;
}

const read = (path: string) => readFileSync(new URL(`templates/plugin/${path}`, bundleFolder), "utf8");
/** A filled word may stand before an underscore: `__constant___TOKEN`. */
const fill = (text: string, name: PluginName) => text.replace(/__(name|camel|pascal|snake|constant)__/g, (_, form: keyof PluginName) => name[form]);

interface PackageJson {
  readonly exports: Readonly<Record<string, unknown>>;
  readonly instar: object;
  readonly [key: string]: unknown;
}

function packageJson(kind: PluginKind, name: PluginName, development: Readonly<Record<string, string>>): string {
  const { declares, contract } = kinds[kind];
  const { zod = "", ...tools } = toolVersions();
  const template = JSON.parse(fill(read("package.json"), name)) as PackageJson;
  const { ".": main, ...others } = template.exports;
  const entry = { types: "./dist/contract.d.ts", default: "./dist/contract.js" };
  const whole = {
    ...template,
    description: `A plugin for Instar: ${kinds[kind].about}.`,
    exports: { ".": main, ...(contract && { "./contract": entry }), ...others },
    instar: { ...template.instar, ...declares?.(name.name) },
    dependencies: { zod },
    peerDependencies: { "@instar/kernel": `^${version}` },
    devDependencies: Object.fromEntries(Object.entries({ ...development, ...tools }).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/**
 * Every file of a new plugin's package. `development`: packages of ours that it is developed with, by name; they come from the registry
 * in this version when that is left out.
 */
export function planPackageFiles(
  kind: PluginKind,
  name: PluginName,
  development: Readonly<Record<string, string>> = { "@instar/kernel": `^${version}`, "@instar/testing": `^${version}` },
): readonly PlannedFile[] {
  const own = Object.entries(kinds[kind].files).map(([from, [file, what]]) => ({ file: fill(file, name), what, content: fill(read(`${kind}/${from}`), name) }));
  return [
    { file: "package.json", what: "its name, its scripts, and what it declares to Instar", content: packageJson(kind, name, development) },
    { file: "README.md", what: "what it is, and its options", content: fill(`${read(`${kind}/about.md`)}\n${read("developing.md")}`, name) },
    ...own,
    { file: "tsconfig.json", what: "how it is type-checked", content: read("tsconfig.json") },
    { file: "tsconfig.build.json", what: "how it becomes dist/", content: read("tsconfig.build.json") },
    { file: ".gitignore", what: "what no repository needs", content: read("gitignore") },
  ];
}

/** A plugin in one file, for an agent's own folder. */
export const planFileHere = (kind: PluginKind, name: PluginName): PlannedFile => ({
  file: `plugins/${name.name}.ts`,
  what: kinds[kind].about,
  content: fill(read(`${kind}/here.ts`), name),
});
