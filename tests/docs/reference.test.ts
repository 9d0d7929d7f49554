import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type HookShape, shapes } from "../../packages/kernel/src/hooks/policy.ts";
import { root } from "../source-files.ts";

const kindPolicy = { gate: "denies", notice: "is reported", series: "fails", pipeline: "" } as const;

test("the table of hooks says what the kernel does", () => {
  const page = readFileSync(join(root, "docs/hooks.md"), "utf8");
  const rows = [...page.matchAll(/^\| `(\w+)` \| (\w+) \|.*\| ([^|]+) \|$/gm)].map(([, hook, kind, failure]) => ({ hook, kind, failure: failure ?? "" }));
  const real = Object.entries(shapes as Record<string, HookShape>);
  expect(rows.map(({ hook, kind }) => `${hook} ${kind}`)).toEqual(real.map(([hook, { kind }]) => `${hook} ${kind}`));
  for (const [hook, shape] of real) {
    const failure = rows.find((row) => row.hook === hook)?.failure;
    const promised =
      shape.kind === "pipeline" ? { skip: "is skipped", hold: "holds" }[shape.onError ?? "skip"] : shape.goesOn ? "is reported" : kindPolicy[shape.kind];
    expect(failure, hook).toMatch(hook === "pluginError" ? "is only logged" : promised);
  }
});

test.each(["errors", "hooks"])("the page %s is what the sources say", (page) => {
  const { status, stderr } = spawnSync(process.execPath, [join(root, "scripts/generate-docs.mjs"), "--check", page], { encoding: "utf8" });
  expect(status, stderr).toBe(0);
});
