import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readManifest } from "../../src/plugins/manifest.ts";

const example = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../../../examples/${name}/package.json`, import.meta.url), "utf8"));

test("a package's manifest is read without running it", () => {
  expect(readManifest(example("gate"), "examples/gate")).toMatchObject({
    package: "instar-plugin-no-force-push",
    plugin: "no-force-push",
    guards: ["preToolUse"],
  });
});

test("a preset is named as one, with what to do instead", () => {
  expect(() => readManifest(example("preset"), "examples/preset")).toThrow(
    /instar-preset-careful is not a plugin for Instar: it is a preset.*Install it with npm/,
  );
});
