import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";

const mostBytes = 2_000_000;

/** Every Markdown note of a folder: `{ path, file, head, title, body, bodyLine }`. Hidden folders and what is too large to be a note are left out. */
export function readNotes(folder) {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`${folder} is no folder.`);
  const notes = [];
  const open = [folder];
  for (let at = open.pop(); at !== undefined; at = open.pop())
    for (const entry of readdirSync(at, { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1))) {
      const path = join(at, entry.name);
      if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
      if (entry.isDirectory()) open.push(path);
      else if (entry.isFile() && /\.(?:md|markdown)$/i.test(entry.name) && statSync(path).size <= mostBytes)
        notes.push({ path, file: relative(folder, path).split(sep).join("/"), ...parseNote(readFileSync(path, "utf8")) });
    }
  return notes;
}

function parseNote(text) {
  const head = {};
  const front = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text);
  for (const [, key, value] of (front?.[1] ?? "").matchAll(/^([\w-]+):[ \t]*(.*)$/gm)) head[key.toLowerCase()] = value.trim().replace(/^(["'])(.*)\1$/, "$2");
  const body = text.slice(front?.[0].length ?? 0);
  return { head, title: head.title ?? /^#[ \t]+(.+)$/m.exec(body)?.[1]?.trim() ?? "", body, bodyLine: front?.[0].split("\n").length ?? 1 };
}
