import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ensureOwnerToken, ownerTokenFile, readOwnerToken } from "../src/owner-token.ts";

const links = vi.hoisted(() => ({ refused: false }));
vi.mock("node:fs", async (original) => {
  const real = await original<typeof import("node:fs")>();
  const linkSync: typeof real.linkSync = (from, to) => {
    if (links.refused) throw Object.assign(new Error("EPERM: operation not permitted, link"), { code: "EPERM" });
    real.linkSync(from, to);
  };
  return { ...real, linkSync };
});

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "instar-token-"));
});
afterEach(() => {
  links.refused = false;
  rmSync(home, { recursive: true, force: true });
});

test.each([
  ["with hard links", false],
  ["without hard links", true],
])("a token is made once and is the owner's alone, on a file system %s", (_, refused) => {
  links.refused = refused;
  const token = ensureOwnerToken(home);
  expect(token).toMatch(/^[0-9a-f]{64}$/);
  expect(ensureOwnerToken(home)).toBe(token);
  expect(readOwnerToken(home)).toBe(token);
  expect(statSync(ownerTokenFile(home)).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(home, "secrets"))).toEqual(["owner-token"]);
});

test("one that a crash cut off is made anew", () => {
  ensureOwnerToken(home);
  writeFileSync(ownerTokenFile(home), "abc");
  expect(ensureOwnerToken(home)).toMatch(/^[0-9a-f]{64}$/);
});
