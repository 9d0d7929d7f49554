import { existsSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadConfig } from "@instar/kernel/config";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keepConfigCompiled } from "../src/project/keep-config-compiled.ts";

let folder: string;
const config = () => join(folder, "instar.config.ts");
const cache = () => join(folder, ".instar", "cache", "jiti");
const compiled = () => readdirSync(cache()).map((name) => ({ name, at: statSync(join(cache(), name)).mtimeMs }));

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "instar-compiled-")));
  writeFileSync(
    config(),
    `import { writeFileSync } from "node:fs";
writeFileSync(new URL("./ran", import.meta.url), "");
const name: string = "kira";
export default { name, plugins: [] };
`,
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a config is compiled without being run, and whoever reads it then compiles nothing", async () => {
  await keepConfigCompiled(folder);
  expect(existsSync(join(folder, "ran"))).toBe(false);
  const before = compiled();
  expect(before).toHaveLength(1);
  expect((await loadConfig(folder)).config.name).toBe("kira");
  expect(compiled()).toEqual(before);
});

test("a compiled config is left alone until it changes", async () => {
  await keepConfigCompiled(folder);
  const [first] = compiled();
  const aside = new Date((first?.at ?? 0) - 60_000);
  utimesSync(config(), aside, aside);
  await keepConfigCompiled(folder);
  expect(compiled()).toEqual([first]);

  writeFileSync(config(), `const name: string = "mira";\nexport default { name, plugins: [] };\n`);
  const later = new Date((first?.at ?? 0) + 60_000);
  utimesSync(config(), later, later);
  await keepConfigCompiled(folder);
  const [second] = compiled();
  expect(second?.name).toBe(first?.name);
  expect(second?.at).toBeGreaterThanOrEqual(first?.at ?? 0);
  expect((await loadConfig(folder)).config.name).toBe("mira");
});

test("a config that cannot be compiled, and a folder without one, are for the agent to speak of", async () => {
  writeFileSync(config(), "export default {");
  await keepConfigCompiled(folder);
  rmSync(config());
  await keepConfigCompiled(folder);
  expect(existsSync(cache()) ? compiled() : []).toEqual([]);
});
