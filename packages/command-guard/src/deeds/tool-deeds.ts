import { type Invocation, valuesOf } from "../invocation.ts";
import type { Deed } from "./deed.ts";

const isDry = ({ flags }: Invocation) => flags.has("-n") || flags.has("--dry-run") || flags.has("--check") || flags.has("-C");
const isHere = (word: string) => word !== "" && !/^:|^[\w.@+ -]{2,}:/.test(word);

/** What tools that manage others do to the places of this machine that they are told. */
export function deedsOfTool(call: Invocation): readonly Deed[] {
  if (call.name === "rclone") return isDry(call) ? [] : ofRclone(call.plain);
  return call.name === "ansible" && !isDry(call) ? ofAnsible(call) : [];
}

function ofRclone([verb = "", from = "", to = ""]: readonly string[]): readonly Deed[] {
  const out: Deed[] = [];
  const add = (does: Deed["does"], word: string, deep = true) => {
    if (isHere(word)) out.push({ does, deep, word });
  };
  if (/^(sync|bisync)$/.test(verb)) add("remove", to);
  if (verb === "bisync") add("remove", from);
  if (/^(move|moveto)$/.test(verb)) add("move", from);
  if (/^(purge|delete|deletefile|rmdirs)$/.test(verb)) add("remove", from);
  if (/^(copy|copyto|move|moveto)$/.test(verb)) add("overwrite", to, false);
  return out;
}

/** Modules whose argument names a file that they write. */
const writing = /^(copy|template|get_url|assemble|lineinfile|blockinfile|replace|ini_file|fetch|unarchive)$/;

function ofAnsible(call: Invocation): readonly Deed[] {
  const isLocal = /^(localhost|127\.0\.0\.1|::1)/.test(call.plain[0] ?? "") || valuesOf(call, "-c|--connection").includes("local");
  const module = (valuesOf(call, "-m|--module-name").at(-1) ?? "").replace(/^.*\./, "");
  if (!isLocal || module === "") return [];
  const told = new Map<string, string>();
  for (const text of valuesOf(call, "-a|--args"))
    for (const [, key = "", one, two, bare] of text.slice(0, 32_768).matchAll(/(\w{1,40})=(?:"([^"]*)"|'([^']*)'|(\S*))/g))
      told.set(key, one ?? two ?? bare ?? "");
  const word = told.get("path") ?? told.get("dest") ?? told.get("dev") ?? told.get("device") ?? told.get("name") ?? "";
  if (word === "") return [];
  if (module === "file") return told.get("state") === "absent" ? [{ does: "remove", deep: true, word, tilde: true }] : [];
  if (/^(filesystem|parted|lvg|lvol)$/.test(module)) return [{ does: "format", deep: false, word, tilde: true }];
  return writing.test(module) ? [{ does: "overwrite", deep: false, word, tilde: true }] : [];
}
