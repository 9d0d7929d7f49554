import { readFileSync, writeFileSync } from "node:fs";
import type { Plugin } from "@instar/kernel";

interface OptionSchema {
  readonly properties?: Readonly<Record<string, { readonly default?: unknown; readonly description?: string }>>;
  readonly required?: readonly string[];
}

interface Describing {
  readonly "~standard"?: { readonly jsonSchema?: { input(target: { readonly target: string }): OptionSchema } };
}

const begin = "<!-- options -->";
const end = "<!-- /options -->";
const inCell = (text: string) => text.replaceAll(/\s+/g, " ").replaceAll("|", "\\|").trim();

/** What a plugin's schema says of its options, as a table in Markdown; a sentence when it has none. */
export function optionsTable({ definition }: Plugin): string {
  const schema = (definition.options as Describing | undefined)?.["~standard"]?.jsonSchema?.input({ target: "draft-2020-12" });
  const rows = Object.entries(schema?.properties ?? {}).map(([option, { default: value, description = "" }]) => {
    const standard = value !== undefined ? `\`${inCell(JSON.stringify(value))}\`` : schema?.required?.includes(option) ? "required" : "";
    return `| \`${option}\` | ${standard} | ${inCell(description)} |`;
  });
  if (rows.length === 0) return "It has no options.";
  return ["| option | default | what it is |", "| --- | --- | --- |", ...rows].join("\n");
}

/** The README with the table between `<!-- options -->` and `<!-- /options -->`; undefined when it has no such place. */
export function withOptionsTable(readme: string, plugin: Plugin): string | undefined {
  const from = readme.indexOf(begin);
  const to = readme.indexOf(end, from);
  if (from === -1 || to === -1) return undefined;
  return `${readme.slice(0, from + begin.length)}\n${optionsTable(plugin)}\n${readme.slice(to)}`;
}

/** Brings the table of a README up to date. False when it has no place for one. */
export function writeOptionsTable(file: URL | string, plugin: Plugin): boolean {
  const before = readFileSync(file, "utf8");
  const after = withOptionsTable(before, plugin);
  if (after !== undefined && after !== before) writeFileSync(file, after);
  return after !== undefined;
}
