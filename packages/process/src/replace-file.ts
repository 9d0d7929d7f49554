import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { open, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { processErrors, systemCode } from "./errors.ts";

const plainFile = 0o666 & ~0o022;

/**
 * Replaces a whole file: written beside, synced, renamed, folder synced. A reader sees the former content or the new one, never a part.
 * A symbolic link stays, the file that it points to is replaced. `mode`: permission bits; without it the former ones are kept (0644 for a new file, less what the umask takes).
 * Rejects with PROCESS_FILE_NOT_REPLACED (former content unchanged, nothing left beside it) or PROCESS_FILE_NOT_SYNCED (replaced, perhaps not durable).
 */
export async function replaceFile(path: string, content: string | Uint8Array, options: { readonly mode?: number } = {}): Promise<void> {
  let target = path;
  try {
    target = await resolveLink(path);
    const mode = options.mode ?? (await formerMode(target));
    await writeBeside(target, content, mode);
  } catch (error) {
    throw processErrors.fileNotReplaced(path, systemCode(error) ?? String(error), error);
  }
  try {
    await syncFolder(dirname(target));
  } catch (error) {
    throw processErrors.fileNotSynced(path, systemCode(error) ?? String(error), error);
  }
}

async function writeBeside(target: string, content: string | Uint8Array, mode: number | undefined): Promise<void> {
  const beside = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString("hex")}.new`);
  const file = await open(beside, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, mode === undefined ? plainFile : 0o600);
  try {
    try {
      await file.writeFile(content);
      if (mode !== undefined) await file.chmod(mode);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

async function resolveLink(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return path;
    throw error;
  }
}

async function formerMode(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).mode & 0o7777;
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, constants.O_RDONLY);
  try {
    await folder.sync();
  } catch (error) {
    // Some network and FUSE file systems cannot sync a folder; the rename itself is all that they offer.
    if (!["EINVAL", "ENOTSUP", "EPERM"].includes(systemCode(error) ?? "")) throw error;
  } finally {
    await folder.close();
  }
}
