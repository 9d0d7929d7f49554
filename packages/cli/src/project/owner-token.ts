import { randomBytes, timingSafeEqual } from "node:crypto";
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { makePrivateFolder, type ProjectPaths } from "./project-paths.ts";

/** Whoever can read this file is the owner. 32 random bytes in hex, or undefined when none was made yet. */
export function readOwnerToken(paths: ProjectPaths): string | undefined {
  try {
    const token = readFileSync(paths.ownerToken, "utf8").trim();
    return /^[0-9a-f]{64}$/.test(token) ? token : undefined;
  } catch {
    // Not made yet, or not ours to read: either way this process holds no token.
    return undefined;
  }
}

/** Reads the token, or makes it. Two processes that make it at once end with the same one. */
export function ensureOwnerToken(paths: ProjectPaths): string {
  const present = readOwnerToken(paths);
  if (present !== undefined) return present;
  makePrivateFolder(paths.home);
  makePrivateFolder(paths.secrets);
  const draft = `${paths.ownerToken}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600 });
  try {
    linkSync(draft, paths.ownerToken);
  } catch {
    // Another process was faster; its token is read below.
  } finally {
    rmSync(draft, { force: true });
  }
  const token = readOwnerToken(paths);
  if (token !== undefined) return token;
  rmSync(paths.ownerToken, { force: true });
  return ensureOwnerToken(paths);
}

/** Compares in constant time. */
export function isSameToken(given: unknown, expected: string): boolean {
  if (typeof given !== "string") return false;
  const left = Buffer.from(given);
  const right = Buffer.from(expected);
  return left.length === right.length && timingSafeEqual(left, right);
}
