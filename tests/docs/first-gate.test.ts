import { basename } from "node:path";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { readBlocks } from "./read-blocks.ts";
import { openWorkshop } from "./workshop.ts";

const driver = `
import { createKernel, defineConfig } from "@instar/kernel";
import { Lifecycle } from "@instar/kernel/contracts";
import gate from "./no-force-push.ts";

await using kernel = createKernel(defineConfig({ name: "reader", plugins: [gate()] }), { project: process.cwd() });
await kernel.setup();
await kernel.start();
const decide = (command: string) =>
  kernel.service(Lifecycle).decide({
    id: command, session: { id: "s", driver: "none" }, cwd: "/", tool: "Bash", input: { command },
    action: { kind: "shell", command }, signal: new AbortController().signal,
  });
console.log(JSON.stringify([await decide("git push --force origin main"), await decide("git push origin main")]));
`;

test("the README's first gate denies a force push, says who and why, and lets a push pass", async () => {
  await using workshop = openWorkshop();
  for (const block of readBlocks("README.md")) if (block.file === "no-force-push.ts") workshop.write("README.md", block.file, block.text);
  const source = workshop.write("README.md", "driver.ts", driver);
  const outfile = source.replace(/\.ts$/, ".mjs");
  await build({ entryPoints: [source], outfile, bundle: true, packages: "external", platform: "node", format: "esm", target: "node20", logLevel: "silent" });
  const { code, output } = await workshop.execute(process.execPath, [basename(outfile)], workshop.desk("README.md"));
  expect(code, output).toBe(0);
  const [forced, plain] = JSON.parse(output);
  expect(forced).toMatchObject({ allow: false, reason: expect.stringContaining("loses other people's work") });
  expect(JSON.stringify(forced)).toContain("no-force-push: keep the history");
  expect(plain).toMatchObject({ allow: true });
});
