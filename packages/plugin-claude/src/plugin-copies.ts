import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";

/** A plugin as the program reads one: texts and bytes by their path in its folder. */
export interface PluginContent {
  readonly name: string;
  readonly description: string;
  readonly files: ReadonlyMap<string, string | Uint8Array>;
}

/** They stay as they are until this is disposed. */
export interface HeldCopies extends Disposable {
  readonly folders: readonly string[];
}

export interface PluginCopies {
  /** A folder for each, with exactly its content: the one that is there, or a new one. What no session uses any more is deleted. */
  hold(contents: readonly PluginContent[]): Promise<HeldCopies>;
}

/** Folders for the program, each named after what is in it: what a session reads is what was checked, whatever became of its source. */
export function createPluginCopies(folder: string): PluginCopies {
  const users = new Map<string, number>();
  let last: Promise<unknown> = Promise.resolve();

  async function provide(files: ReadonlyMap<string, Uint8Array>, digest: string): Promise<void> {
    const place = join(folder, digest);
    await removeUnused();
    const there = await readAll(place);
    if (there !== undefined && digestOf(there) === digest) return;
    const beside = join(folder, `.${randomUUID()}.new`);
    try {
      for (const [path, content] of files) {
        await mkdir(dirname(join(beside, path)), { recursive: true, mode: 0o700 });
        await writeFile(join(beside, path), content, { mode: isScript(content) ? 0o700 : 0o600 });
      }
      await rm(place, { recursive: true, force: true });
      await rename(beside, place);
    } catch (error) {
      await rm(beside, { recursive: true, force: true });
      throw error;
    }
  }

  async function removeUnused(): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const name of await readdir(folder)) if (!users.has(name)) await rm(join(folder, name), { recursive: true, force: true });
  }

  function release(digest: string): void {
    const left = (users.get(digest) ?? 0) - 1;
    if (left > 0) users.set(digest, left);
    else users.delete(digest);
  }

  return {
    async hold(contents) {
      const held: string[] = [];
      const copies: HeldCopies = {
        get folders() {
          return held.map((digest) => join(folder, digest));
        },
        [Symbol.dispose]: () => held.splice(0).forEach(release),
      };
      try {
        for (const content of contents) {
          const files = withManifest(content);
          const digest = digestOf(files);
          held.push(digest);
          users.set(digest, (users.get(digest) ?? 0) + 1);
          // One after the other: two sessions that begin together want the same folder.
          const written = last.then(() => provide(files, digest));
          last = written.catch(() => undefined);
          await written;
        }
        return copies;
      } catch (error) {
        copies[Symbol.dispose]();
        throw error;
      }
    },
  };
}

function withManifest({ name, description, files }: PluginContent): ReadonlyMap<string, Uint8Array> {
  const manifest = JSON.stringify({ name, description, version: "1.0.0" });
  return new Map([...files, [join(".claude-plugin", "plugin.json"), manifest] as const].map(([path, content]) => [path, Buffer.from(content)]));
}

const isScript = (content: Uint8Array): boolean => content[0] === 0x23 && content[1] === 0x21;

function digestOf(files: ReadonlyMap<string, Uint8Array>): string {
  const hash = createHash("sha256");
  for (const [path, content] of [...files].sort(([one], [other]) => (one < other ? -1 : 1)))
    hash.update(`${Buffer.byteLength(path)}:${path}${content.byteLength}:`).update(content);
  return hash.digest("hex").slice(0, 24);
}

async function readAll(folder: string): Promise<ReadonlyMap<string, Uint8Array> | undefined> {
  try {
    const files = new Map<string, Uint8Array>();
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (!entry.isDirectory()) files.set(relative(folder, path), entry.isFile() ? await readFile(path) : Buffer.from("not a file"));
    }
    return files;
  } catch {
    // Not there, or not readable: it is written anew.
    return undefined;
  }
}
