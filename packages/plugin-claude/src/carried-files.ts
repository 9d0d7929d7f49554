import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, dirname, join, relative, resolve } from "node:path";
import type { CarriedFile } from "./contract.ts";

/** A file that the program would read by itself, with all that it draws in. */
export interface FoundFile extends Omit<CarriedFile, "state"> {
  /** Name of a sub-agent or skill. */
  readonly name: string;
  /** With its imports resolved. */
  readonly text: string;
  /** Of a skill: all files of its folder, by their path in it. */
  readonly parts: ReadonlyMap<string, Buffer>;
  /** Of everything above: a change of one byte asks again. */
  readonly hash: string;
}

export interface Places {
  readonly cwd: string;
  readonly project: string;
  /** The program's settings folder of this person. */
  readonly configFolder: string;
  readonly home: string;
}

const maxFileBytes = 256 * 1024;
const maxSkillFiles = 200;

/** Everything in its places, those of the person first; sorted by path within a kind. */
export async function findCarriedFiles({ cwd, project, configFolder, home }: Places): Promise<readonly FoundFile[]> {
  const found: FoundFile[] = [];
  const own = await settingsFolder(configFolder, "user");
  found.push(...(await instructions(join(configFolder, "CLAUDE.md"), "user")), ...own);
  for (const folder of new Set([resolve(project), resolve(cwd)])) {
    if (resolve(folder, ".claude") === resolve(configFolder)) continue;
    for (const name of ["CLAUDE.md", ".claude/CLAUDE.md", "CLAUDE.local.md"]) found.push(...(await instructions(join(folder, name), "project")));
    found.push(...(await settingsFolder(join(folder, ".claude"), "project")));
    found.push(...(await mcp(join(folder, ".mcp.json"), "project")));
  }
  for (const file of new Set([join(configFolder, ".claude.json"), join(home, ".claude.json")])) {
    const servers = await mcp(file, "user");
    if (servers.length > 0) return [...servers, ...found];
  }
  return found;
}

async function settingsFolder(folder: string, source: "user" | "project"): Promise<readonly FoundFile[]> {
  const found: FoundFile[] = [];
  for (const name of await list(join(folder, "rules")))
    if (name.endsWith(".md")) found.push(...(await instructions(join(folder, "rules", name), source, "rule")));
  for (const name of await list(join(folder, "agents"))) {
    const text = name.endsWith(".md") ? await read(join(folder, "agents", name)) : undefined;
    if (text !== undefined) found.push(file({ path: join(folder, "agents", name), kind: "agent", source, name: basename(name, ".md"), text }));
  }
  for (const name of await list(join(folder, "skills"))) found.push(...(await skill(join(folder, "skills", name), source)));
  return found;
}

async function instructions(path: string, source: "user" | "project", kind: "instructions" | "rule" = "instructions"): Promise<readonly FoundFile[]> {
  const text = await read(path);
  return text === undefined ? [] : [file({ path, kind, source, name: basename(path), text: await withImports(path, text) })];
}

/** `@other.md` draws that file in, one level deep. */
async function withImports(path: string, text: string): Promise<string> {
  const drawn: string[] = [];
  for (const [, name] of text.matchAll(/(?:^|\s)@((?:~\/|\.{0,2}\/)?[\w./-]*\w)/g)) {
    const target = name?.startsWith("~/") ? join(homedir(), name.slice(2)) : resolve(dirname(path), name ?? "");
    const content = await read(target);
    if (content !== undefined) drawn.push(`Contents of ${target}:\n\n${content.trim()}`);
  }
  return [text.trim(), ...new Set(drawn)].join("\n\n");
}

async function skill(folder: string, source: "user" | "project"): Promise<readonly FoundFile[]> {
  const text = await read(join(folder, "SKILL.md"));
  if (text === undefined) return [];
  const parts = new Map<string, Buffer>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && parts.size < maxSkillFiles && (await stat(path)).size <= maxFileBytes) parts.set(relative(folder, path), await readFile(path));
  }
  return [file({ path: join(folder, "SKILL.md"), kind: "skill", source, name: basename(folder), text, parts })];
}

async function mcp(path: string, source: "user" | "project"): Promise<readonly FoundFile[]> {
  const text = await read(path, 8 * 1024 * 1024);
  if (text === undefined) return [];
  try {
    const servers = (JSON.parse(text) as { mcpServers?: unknown } | null)?.mcpServers;
    if (typeof servers !== "object" || servers === null || Object.keys(servers).length === 0) return [];
    return [file({ path, kind: "mcp", source, name: basename(path), text: JSON.stringify(servers) })];
  } catch {
    // Not JSON: it names no servers, for the program neither.
    return [];
  }
}

function file(found: Omit<FoundFile, "hash" | "parts"> & { readonly parts?: ReadonlyMap<string, Buffer> }): FoundFile {
  const hash = createHash("sha256").update(found.text);
  const parts = found.parts ?? new Map<string, Buffer>();
  for (const [name, content] of [...parts].sort(([one], [other]) => (one < other ? -1 : 1))) hash.update(`\0${name}\0`).update(content);
  return { ...found, parts, hash: hash.digest("hex") };
}

async function read(path: string, maxBytes = maxFileBytes): Promise<string | undefined> {
  try {
    const { size } = await stat(path);
    return size > maxBytes ? undefined : await readFile(path, "utf8");
  } catch {
    // Absent, a folder, or not ours to read: there is nothing to carry.
    return undefined;
  }
}

async function list(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch {
    // No such folder is the usual case.
    return [];
  }
}
