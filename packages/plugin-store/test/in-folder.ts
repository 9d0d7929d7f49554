import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { z } from "zod";

/** A folder for one test, removed after it. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "instar-store-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const textShape = { version: 1, schema: z.string() };
export const blockShape = { version: 1, schema: z.object({ block: z.string() }) };

export async function collect<T>(iterable: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const value of iterable) found.push(value);
  return found;
}
