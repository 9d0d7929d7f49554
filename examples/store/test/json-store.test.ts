import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createManualClock } from "@instar/testing";
import { describePlugin } from "@instar/testing/plugin-contract";
import { describeStoreContract } from "@instar/testing/store-contract";
import { expect, test } from "vitest";
import jsonStore from "../src/index.ts";
import { openJsonStore } from "../src/open-json-store.ts";
import { open } from "./open.ts";

describePlugin(() => jsonStore(), { packageJson: new URL("../package.json", import.meta.url), readme: new URL("../README.md", import.meta.url) });

describeStoreContract("one JSON file", { open, module: new URL("./open.ts", import.meta.url), kills: 5 });

test("a file that is no store is refused, and left as it is", async () => {
  const folder = await mkdtemp(join(tmpdir(), "json-store-"));
  try {
    const file = join(folder, "store.json");
    await writeFile(file, "{ half a fi");
    await expect(openJsonStore(file, createManualClock())).rejects.toThrow(/could not be read/);
    expect(await readFile(file, "utf8")).toBe("{ half a fi");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
