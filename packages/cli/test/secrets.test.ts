import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { makeAgentFolder } from "./agent-folder.ts";

const secret = "123456:SECRET/with+signs";

/** A channel whose errors repeat its token, as those of fetch do. */
const leaky = `import { definePlugin, service } from "@instar/kernel";
import { Channels } from "@instar/kernel/contracts";
import { z } from "zod";
const Leaky = service("leaky");
export default definePlugin({
  api: 1, name: "leaky", options: z.object({ token: z.string(), failing: z.string() }), provides: Leaky,
  setup({ options, contribute, hooks, log }) {
    const error = () => new Error("GET https://api.example.org/bot" + options.token + "/getMe failed");
    if (options.failing === "setup") throw error();
    hooks.start.tap("go", () => { if (options.failing === "start") throw error(); });
    contribute(Channels, { id: "leaky", plan: () => [], open: async () => { throw error(); }, send: async () => { throw error(); } });
    log.error("It failed.", { error: error() });
    return { fail: async () => { throw error(); } };
  },
});
`;
const config = (failing: string) => `import { defineConfig, env } from "instar";
import echo from "./echo-driver.ts";
import leaky from "./leaky.ts";
export default defineConfig({ name: "kira", plugins: [echo(), leaky({ token: env("BOT_TOKEN"), failing: "${failing}" })] });
`;

test("a secret that an error repeats is in no output and in no log", { timeout: 120_000 }, async () => {
  await using agent = makeAgentFolder({ config: config("start") });
  agent.write("leaky.ts", leaky);
  const said: string[] = [];
  const run = async (...args: string[]) => {
    const { stdout, stderr, code } = await agent.run(args);
    said.push(stdout, stderr);
    return { stdout, stderr, code };
  };
  await agent.run(["secrets", "set", "BOT_TOKEN"], { input: secret });
  expect((await run("start")).stderr).toContain("[secret]");
  agent.write("instar.config.ts", config("setup"));
  expect((await run("start")).stderr).toContain("[secret]");
  agent.write("instar.config.ts", config("nothing"));
  expect((await run("restart")).code).toBe(0);
  expect((await run("status")).stdout).toContain("leaky (failed: GET https://api.example.org/bot[secret]/getMe failed)");
  for (const args of [["status", "--json"], ["config", "show"], ["config", "validate"], ["plugins"], ["hooks"], ["secrets", "list"]]) await run(...args);
  const environment =
    process.platform !== "linux" ? "" : readFileSync(`/proc/${JSON.parse(readFileSync(join(agent.folder, ".instar/run.json"), "utf8")).pid}/environ`, "utf8");
  said.push(
    environment,
    readFileSync(join(agent.folder, ".instar/logs/instar.log"), "utf8"),
    readFileSync(join(agent.folder, ".instar/logs/output.log"), "utf8"),
  );
  expect(said.join("\n")).not.toContain("SECRET");
});

test("a user id that has no entry in the user database can run it", () => {
  const user = process.getuid?.() === 0 ? { uid: 4_242, gid: 4_242 } : {};
  const bin = fileURLToPath(new URL("../bin/instar.js", import.meta.url));
  const said = execFileSync(process.execPath, [bin, "--version"], {
    ...user,
    cwd: "/",
    env: { PATH: process.env["PATH"], TMPDIR: tmpdir(), HOME: "/nonexistent" },
  });
  expect(said.toString()).toMatch(/^instar /);
});
