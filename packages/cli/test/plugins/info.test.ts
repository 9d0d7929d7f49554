import { expect, test } from "vitest";
import { countingFiles } from "./counting-plugin.ts";
import { makeInstalledAgent } from "./installed-agent.ts";

test("a plugin can be looked at: one that runs, one that is only installed, one of one's own, and one that is nowhere", { timeout: 180_000 }, async () => {
  await using agent = await makeInstalledAgent();
  const tarball = await agent.tar("counting", { ...countingFiles, "README.md": "# Counting\n" });
  await agent.run(["add", "--secret", "token", tarball, "--yes"], { input: "s3cret" });
  const stopped = await agent.run(["plugins", "info", "instar-plugin-counting"]);
  expect(stopped.stdout).toMatch(/hooks +preToolUse: stop at the limit \(stage normal\)\n/);
  expect(stopped.stdout).toMatch(/state +configured, not running\n +README +\/.*instar-plugin-counting\/README\.md/);
  await agent.run(["start"]);
  const running = await agent.run(["plugins", "info", "counting"]);
  expect(running.stdout).toMatch(/state +up \(no failures; its taps ran 0 times and took 0 ms\)/);
  expect((await agent.run(["plugins", "info", "counting", "--json"])).json()).toMatchObject({
    installed: true,
    configured: true,
    routes: ["GET /counting"],
    secrets: ["COUNTING_TOKEN"],
    options: [
      { option: "limit", default: 9, required: false, description: "where it ends" },
      { option: "token", required: true },
    ],
  });
  const purging = await agent.run(["plugins", "remove", "counting", "--purge", "--yes", "--json"]);
  expect(purging.json()).toMatchObject({ error: { code: "CLI_PURGE_WHILE_RUNNING" } });
  expect((await agent.run(["plugins", "info", "echo"])).stdout).toMatch(/echo \(own -\)[\s\S]*points +session-drivers/);
  expect((await agent.run(["plugins", "info", "offline"])).stdout).toContain("installed, not in the config; `instar add @instar/plugin-offline` adds it");
  expect((await agent.run(["plugins", "info", "nowhere", "--json"])).json()).toMatchObject({ error: { code: "CLI_NPM_FAILED" } });
  expect((await agent.run(["plugins", "list"])).stdout).toBe((await agent.run(["plugins"])).stdout);
  expect((await agent.run(["plugins"])).stdout).toMatch(/^counting +1\.2\.3 +counting +up/m);
});
