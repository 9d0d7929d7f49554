import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { compareRange } from "../../src/plugins/compare-range.ts";

test.each([
  ["1.2.3", "^1.0.0", "fits"],
  ["1.2.3", "^1.2.4", "wants newer"],
  ["2.0.0", "^1.2.3", "wants older"],
  ["0.1.9", "^0.1.0", "fits"],
  ["0.2.0", "^0.1.0", "wants older"],
  ["0.0.4", "^0.0.3", "wants older"],
  ["0.9.9", "^0", "fits"],
  ["1.0.0", "^0.x", "wants older"],
  ["1.2.9", "~1.2.3", "fits"],
  ["1.3.0", "~1.2.3", "wants older"],
  ["1.9.0", "~1", "fits"],
  ["1.2.3", "1.2.3", "fits"],
  ["1.2.4", "=1.2.3", "wants older"],
  ["1.2.3", "1.x", "fits"],
  ["1.2.3", "*", "fits"],
  ["1.2.3", "", "fits"],
  ["1.2.3", ">= 1.0.0 < 2", "fits"],
  ["2.0.0", ">=1.0.0 <2.0.0", "wants older"],
  ["1.2.3", ">1.2", "wants newer"],
  ["1.2.3", "<=1.2", "fits"],
  ["3.1.0", "^1.0.0 || ^3.0.0", "fits"],
  ["2.1.0", "^1.0.0 || ^3.0.0", "wants newer"],
  ["1.0.0-beta.2", "^1.0.0", "fits"],
  ["1.2.3", "workspace:*", undefined],
  ["1.2.3", "1.0.0 - 2.0.0", undefined],
  ["latest", "^1.0.0", undefined],
] as const)("%s against %s: %s", (version, range, fit) => expect(compareRange(version, range)).toBe(fit));

test("it says of whole versions what npm's own reader says", () => {
  const { satisfies } = createRequire(createRequire(import.meta.url).resolve("@oclif/core"))("semver") as {
    satisfies(version: string, range: string): boolean;
  };
  const parts = [0, 1, 2];
  const versions = parts.flatMap((a) => parts.flatMap((b) => parts.map((c) => `${a}.${b}.${c}`)));
  const ranges = versions.flatMap((each) =>
    ["^", "~", ">=", "<=", ">", "<", "="].flatMap((sign) => [sign + each, sign + each.slice(0, 3), sign + each.slice(0, 1)]),
  );
  const differing = ranges.flatMap((range) =>
    versions.filter((version) => (compareRange(version, range) === "fits") !== satisfies(version, range)).map((version) => `${version} ${range}`),
  );
  expect(differing).toEqual([]);
});
