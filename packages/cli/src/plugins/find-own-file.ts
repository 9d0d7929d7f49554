import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { ConfigFile } from "./config-file.ts";
import { hasEntry } from "./remove-entry.ts";
import { everyNode, stringOf } from "./syntax-node.ts";

function contentOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // A folder, or gone: then nobody can tell which plugin is in there.
    return "";
  }
}

/** The file of the agent's own in which a plugin of that name is defined and which the config lists, as the config writes it. Nothing runs. */
export function findOwnFile({ path, parsed }: ConfigFile, plugin: string): string | undefined {
  const named = new Set([...everyNode(parsed.root)].flatMap((node) => stringOf(node) ?? []));
  const says = new RegExp(`\\bname: *["'\`]${plugin}["'\`]`);
  return [...named].find((each) => /^\.{1,2}\//.test(each) && hasEntry(parsed, each) && says.test(contentOf(resolve(dirname(path), each))));
}
