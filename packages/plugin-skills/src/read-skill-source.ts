import { readFile, stat } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { parseTar } from "nanotar";
import type { SkillProblem } from "./contract.ts";
import { SkillsError } from "./errors.ts";
import { maxBytes, maxFiles, readSkillFiles, type SkillFiles } from "./read-skill-files.ts";

/** The files of a skill out of a folder or an archive. Rejects with SKILLS_UNREADABLE. */
export async function readSkillSource(source: string): Promise<{ readonly files: SkillFiles; readonly problems: readonly SkillProblem[] }> {
  try {
    const found = await stat(source);
    if (found.isDirectory()) return await readSkillFiles(source);
    if (!/\.(tgz|tar\.gz|tar)$/.test(source)) throw new Error("it is neither a folder nor a .tgz or .tar");
    if (found.size > 2 * maxBytes) throw new Error(`it is larger than ${(2 * maxBytes) / 1024 / 1024} MB`);
    return { files: filesOf(await readFile(source)), problems: [] };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw SkillsError.UNREADABLE(source, (error as NodeJS.ErrnoException).code === "ENOENT" ? "there is no such file or folder" : why, { cause: error });
  }
}

/** An archive of one folder, or of what is in it. */
function filesOf(archive: Buffer): SkillFiles {
  const isZipped = archive[0] === 0x1f && archive[1] === 0x8b;
  // The headers and the padding of the archive come on top of what the files may have.
  const bytes = isZipped ? gunzipSync(archive, { maxOutputLength: 2 * maxBytes }) : archive;
  const files = new Map<string, Uint8Array>();
  let size = 0;
  for (const { name, type, data } of parseTar(bytes)) {
    if (type === "directory" || type === "globalExtendedHeader" || type === "extendedHeader") continue;
    const path = name.replace(/^(\.\/)+/, "");
    // The reader takes such parts out of a path by itself; what is written must not rest on that.
    if (path === "" || path.startsWith("/") || path.split("/").includes("..") || path.includes("\0"))
      throw new Error(`${JSON.stringify(name)} leads out of the archive`);
    if (type !== "file" && type !== "contiguousFile") throw new Error(`${path} is a ${type ?? "thing"}, and only files may be in it`);
    size += data?.byteLength ?? 0;
    if (files.size >= maxFiles || size > maxBytes) throw new Error(`it has more than ${maxFiles} files or ${maxBytes / 1024 / 1024} MB`);
    files.set(path, data ?? new Uint8Array());
  }
  for (const path of files.keys()) if ([...files.keys()].some((other) => other.startsWith(`${path}/`))) throw new Error(`${path} is a file and a folder in it`);
  const tops = new Set([...files.keys()].map((path) => path.slice(0, path.indexOf("/") + 1)));
  const [top = ""] = tops;
  return tops.size === 1 && top !== "" ? new Map([...files].map(([path, content]) => [path.slice(top.length), content])) : files;
}
