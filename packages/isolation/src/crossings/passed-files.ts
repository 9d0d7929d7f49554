import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { copyFile, mkdir, open, rm } from "node:fs/promises";
import path from "node:path";
import { IsolationError } from "../errors.ts";

const chunkBytes = 64 * 1_024;

export interface PassedFiles {
  /** A copy of a file for as long as the work takes. */
  lend<T>(file: string, work: (copy: string) => Promise<T>): Promise<T>;
  /** What the work writes at the path it is given becomes `target`, which does not exist yet. Rejects with ISOLATION_FILE_TOO_LARGE. */
  take(target: string, maxBytes: number, work: (copy: string) => Promise<void>): Promise<void>;
}

/**
 * Files cross as copies in a folder that both sides have: a plugin's process may neither read what the house sends, nor write where it keeps what came.
 * One for each folder, for it begins by removing what a former one left there.
 */
export function createPassedFiles(folder: () => string): PassedFiles {
  let swept: Promise<void> | undefined;

  async function passing<T>(name: string, work: (copy: string) => Promise<T>): Promise<T> {
    const all = path.join(folder(), "passing");
    // What a house left that died in the middle of it
    swept ??= rm(all, { recursive: true, force: true });
    await swept.catch((error: unknown) => {
      swept = undefined;
      throw error;
    });
    const place = path.join(all, randomUUID());
    await mkdir(place, { recursive: true, mode: 0o700 });
    try {
      return await work(path.join(place, name));
    } finally {
      await rm(place, { recursive: true, force: true });
    }
  }

  return {
    lend: (file, work) =>
      passing(path.basename(file), async (copy) => {
        await copyFile(file, copy, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
        return work(copy);
      }),
    take: (target, maxBytes, work) =>
      passing("file", async (copy) => {
        await work(copy);
        await using written = await open(copy, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
        const found = await written.stat();
        if (!found.isFile() || found.size > maxBytes) throw IsolationError.FILE_TOO_LARGE(maxBytes);
        await using kept = await open(target, "wx", 0o600);
        const buffer = Buffer.alloc(chunkBytes);
        for (let left = found.size; left > 0; ) {
          const { bytesRead } = await written.read(buffer, 0, Math.min(left, chunkBytes));
          if (bytesRead === 0) break;
          await kept.appendFile(buffer.subarray(0, bytesRead));
          left -= bytesRead;
        }
      }),
  };
}
