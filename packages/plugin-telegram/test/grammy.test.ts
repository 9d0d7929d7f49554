import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

test("the README names the version of grammY that is inside", () => {
  const require = createRequire(fileURLToPath(import.meta.resolve("grammy/web")));
  const { version } = require("../package.json") as { readonly version: string };
  expect(readFileSync(new URL("../README.md", import.meta.url), "utf8")).toContain(`[grammY](https://grammy.dev) ${version}`);
});
