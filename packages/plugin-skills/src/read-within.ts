import { constants } from "node:fs";
import { type FileHandle, lstat, open, readlink, realpath } from "node:fs/promises";
import { sep } from "node:path";

/**
 * The bytes of a file at `path` that lies within the folder `root`, or why it is not taken; "too large" for more than `most` bytes. What was
 * opened is looked at, not what the path leads to before or after: somebody may change it meanwhile. `alone`: it must have no other name.
 */
export async function readWithin(root: string, path: string, most: number, alone: boolean): Promise<Uint8Array | string> {
  const isWithin = (real: string) => real.startsWith(root + sep);
  // Before it is opened: opening alone may do something to what is no file.
  const real = await realpath(path);
  if (!isWithin(real)) return "is a link that leads out of the folder.";
  const before = await lstat(real);
  if (!before.isFile()) return before.isDirectory() ? "is a link to a folder." : "is not a file.";
  const handle = await open(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const found = await handle.stat();
    const opened = await placeOf(handle, real, found);
    if (!found.isFile() || opened === undefined || !isWithin(opened)) return "changed while it was read.";
    if (alone && found.nlink > 1) return "is a hard link: the same file has another name elsewhere.";
    if (found.size > most) return "too large";
    const bytes = Buffer.alloc(found.size);
    let length = 0;
    for (let read = -1; length < bytes.byteLength && read !== 0; length += read)
      ({ bytesRead: read } = await handle.read(bytes, length, bytes.byteLength - length, length));
    return new Uint8Array(bytes.subarray(0, length));
  } finally {
    await handle.close();
  }
}

/** Where the open file lies; undefined when that can't be told. */
async function placeOf(handle: FileHandle, path: string, { ino, dev }: { readonly ino: number; readonly dev: number }): Promise<string | undefined> {
  try {
    return await readlink(`/proc/self/fd/${handle.fd}`);
  } catch {
    // No such system: then the path must still lead to it.
    const real = await realpath(path);
    const now = await lstat(real);
    return now.ino === ino && now.dev === dev ? real : undefined;
  }
}
