import { randomBytes } from "node:crypto";
import { chmodSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Where the owner's token is kept, under an agent's `.instar`. */
export const ownerTokenFile = (home: string): string => join(home, "secrets", "owner-token");

/** Whoever can read this file is the owner. 32 random bytes in hex, or undefined when none was made yet. */
export function readOwnerToken(home: string): string | undefined {
  try {
    const token = readFileSync(ownerTokenFile(home), "utf8").trim();
    return /^[0-9a-f]{64}$/.test(token) ? token : undefined;
  } catch {
    // Not made yet, or not ours to read: either way this process holds no token.
    return undefined;
  }
}

function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
}

/** Reads the token, or makes it. Two processes that make it at once end with the same one. */
export function ensureOwnerToken(home: string): string {
  const present = readOwnerToken(home);
  if (present !== undefined) return present;
  const file = ownerTokenFile(home);
  makePrivateFolder(home);
  makePrivateFolder(dirname(file));
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    // Another process was faster, and its token is read below; or the file system has no hard links, and the last one counts.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
  const token = readOwnerToken(home);
  if (token !== undefined) return token;
  rmSync(file, { force: true });
  return ensureOwnerToken(home);
}
