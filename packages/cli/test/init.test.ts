import { chmodSync, existsSync, readFileSync, statSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeAgentFolder } from "./agent-folder.ts";

test("init writes an agent that pins the packed packages of the checkout, and overwrites nothing", { timeout: 90_000 }, async () => {
  await using scratch = makeAgentFolder({ config: "" });
  const made = await scratch.run(["init", "new/My Agent", "--yes", "--skip-install", "--offline", "--json"]);
  expect(made.code).toBe(0);
  const folder = join(scratch.folder, "new/My Agent");
  expect(made.json()).toMatchObject({ folder, name: "my-agent", agent: "offline", next: ["npm install", "npx instar start", "npx instar chat"] });
  const read = (path: string) => readFileSync(join(folder, path), "utf8");
  expect(read("instar.config.ts")).toContain('name: "my-agent"');
  expect(read("instar.config.ts")).toContain("offline(),");
  expect(read(".gitignore")).toContain(".instar/*");
  for (const document of ["AGENT.md", "USER.md", "MEMORY.md"]) expect(read(`.instar/${document}`)).not.toContain("__");
  expect(statSync(join(folder, ".instar")).mode & 0o777).toBe(0o700);
  const {
    dependencies: { zod, ...dependencies },
    devDependencies,
  } = JSON.parse(read("package.json")) as { dependencies: Record<string, string>; devDependencies: Record<string, string> };
  expect([zod, devDependencies["@types/node"]]).toEqual([expect.stringMatching(/^\^4\./), expect.stringMatching(/^\^20\./)]);
  expect(Object.keys(dependencies)).toEqual(expect.arrayContaining(["instar", "@instar/kernel", "@instar/plugin-claude", "@instar/plugin-offline"]));
  for (const place of Object.values(dependencies)) expect(existsSync(join(folder, place.replace(/^file:/, "")))).toBe(true);

  const again = await scratch.run(["init", "new/My Agent", "--yes"]);
  expect(again.code).toBe(1);
  expect(again.stderr).toContain("is there already, so nothing was written");
});

test("init names what npm complained of and what to do when the packages cannot be installed, and says no `cd` for this folder", {
  timeout: 90_000,
}, async () => {
  await using scratch = makeAgentFolder({ config: "" });
  scratch.write("bin/npm", "#!/bin/sh\n[ $1 = pack ] && echo {} && exit\n[ -f silent ] && exit 1\necho 'npm error code E403' >&2\nexit 1\n");
  chmodSync(join(scratch.folder, "bin/npm"), 0o755);
  const env = { PATH: `${join(scratch.folder, "bin")}:${process.env["PATH"]}` };
  const folder = join(scratch.folder, "kira");
  expect(await scratch.run(["init", "kira", "--offline", "--yes"], { env })).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(
      `npm could not install the packages in ${folder}.\ncode E403\nThe agent's files are written. Mend the cause, and run \`npm install\` in ${folder}.\n`,
    ),
  });
  scratch.write("ann/silent", "");
  expect((await scratch.run(["init", "ann", "--offline", "--yes"], { env })).stderr).toContain("It said nothing, and ended with code 1.");
  unlinkSync(join(scratch.folder, "package.json"));
  const here = await scratch.run(["init", ".", "--offline", "--yes", "--skip-install"], { env });
  expect(here.stdout).not.toContain("cd .");
  expect(here.stdout).toContain("\n\n  npm install\n");
});

test("init without a login says that the offline agent answers and how to change that", { timeout: 90_000 }, async () => {
  await using scratch = makeAgentFolder({ config: "" });
  const made = await scratch.run(["init", "agent", "--skip-install", "--name", "kira"], { env: { PATH: `${process.execPath.replace(/\/[^/]+$/, "")}` } });
  expect(made.stdout).toContain("Claude Code is not installed. So the offline agent answers; later write claude() in instar.config.ts.");
  const asked = await scratch.run(["init", "other", "--skip-install", "--claude"], { env: { PATH: `${process.execPath.replace(/\/[^/]+$/, "")}` } });
  expect(asked.stdout).toContain("cannot answer until that is mended");
  const config = readFileSync(join(scratch.folder, "other/instar.config.ts"), "utf8");
  for (const plugin of ["claude", "safety"]) expect(config).toContain(`import ${plugin} from "@instar/plugin-${plugin}";\n`);
  expect(config).toContain("    claude(),\n    safety(),\n  ],");
});

test("what a config imports from instar is the kernel's surface and nothing of the command line", () => {
  const built = readFileSync(new URL("../dist/index.js", import.meta.url), "utf8");
  const imported = [...built.matchAll(/from\s+"([^"]+)"/g)].map(([, name]) => name);
  expect(imported).toEqual(["@instar/kernel"]);
});

test("the wizard needs a terminal, and a bare instar without one prints help", { timeout: 90_000 }, async () => {
  await using scratch = makeAgentFolder({ config: "" });
  const setup = await scratch.run(["setup"]);
  expect(setup.code).toBe(1);
  expect(setup.stderr).toContain("instar init my-agent --yes");
  expect((await scratch.run([])).stdout).toContain("COMMANDS");
});
