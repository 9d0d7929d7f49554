import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { makeInstalledAgent } from "./installed-agent.ts";

const packed = (name: string) => fileURLToPath(new URL(`../../../../tests/fixtures/packed/instar-plugin-kept-${name}-1.0.0.tgz`, import.meta.url));

const config = `import access from "@instar/plugin-access";
import offline from "@instar/plugin-offline";
import { defineConfig } from "instar";

export default defineConfig({
  name: "kira",
  plugins: [
    offline(),
    access({ owners: ["kept-channel:ada"] }),
  ],
});
`;

// Never change what is packed there: see tests/fixtures/packed/README.md.
test("plugins that were packed for the first version are added, act, and are removed without a trace", { timeout: 240_000 }, async () => {
  await using agent = await makeInstalledAgent({ config });
  const run = async (...args: readonly string[]) => {
    const ran = await agent.run(args);
    expect(ran, args.join(" ")).toMatchObject({ code: 0 });
    return ran;
  };
  await run("add", packed("gate"), "--option", "reason=Not here.", "--yes");
  await run("add", packed("channel"), "--yes");
  const added = await run("add", packed("tally"), "--yes", "--json");
  expect(added.json()).toMatchObject({ added: true, provides: ["kept-tally"], needs: ["store", "access?"], commands: [{ command: "tally show" }] });

  expect((await run("start")).stderr).not.toContain("is not up");
  const answers = (): readonly string[] => {
    const file = join(agent.folder, "answers.jsonl");
    return existsSync(file)
      ? readFileSync(file, "utf8")
          .split("\n")
          .filter(Boolean)
          .map((line) => JSON.parse(line) as string)
      : [];
  };
  agent.write("said.txt", "run echo forbidden > made.txt\ncreate made-too.txt\n");
  await expect.poll(() => existsSync(join(agent.folder, "made-too.txt")), { timeout: 30_000, interval: 50 }).toBe(true);
  await expect
    .poll(async () => (await agent.run(["tally", "show", "desk", "--json"])).json(), { timeout: 30_000, interval: 50 })
    .toEqual({ conversation: "desk", answered: 2 });
  expect(answers().join(" ")).toContain("Not here.");
  expect(answers().length).toBeGreaterThan(2);
  expect(answers().every((text) => text.length <= 40)).toBe(true);
  expect(existsSync(join(agent.folder, "made.txt"))).toBe(false);
  expect(await agent.run(["tally", "show", "desk", "--least", "3"])).toMatchObject({ code: 1, stderr: expect.stringContaining("Only 2 answers") });

  await run("stop");
  for (const name of ["tally", "channel", "gate"]) await run("plugins", "remove", `kept-${name}`, "--yes", "--purge");
  expect(agent.read("instar.config.ts")).toBe(config);
  expect(agent.read("package.json")).not.toContain("kept-");
  expect(existsSync(join(agent.folder, ".instar/plugins/kept-channel"))).toBe(false);
});
