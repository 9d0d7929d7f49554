import { chmodSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Checked } from "../src/doctor/checked.ts";
import { makeAgentFolder } from "./agent-folder.ts";

const named = (findings: readonly Checked[], id: string) => findings.find((one) => one.id === id);

const withCheck = (check: string) => `import { defineConfig, definePlugin } from "instar";
import { HealthChecks } from "@instar/kernel/contracts";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import echo from "./echo-driver.ts";
const checked = definePlugin({ api: 1, name: "checked", setup: ({ contribute, paths }) => void contribute(HealthChecks, ${check}) });
export default defineConfig({ name: "kira", plugins: [echo(), checked()] });
`;
const mendable = `{
  id: "lamp",
  run: () => existsSync(join(paths.home, "lit")) ? { status: "ok", summary: "The lamp is lit." } : { status: "fail", summary: "The lamp is out.", why: "It is dark.", hint: "Light it." },
  fix: async () => writeFileSync(join(paths.home, "lit"), ""),
}`;

test("a house in order is said to be, stopped and running, within two seconds", async () => {
  await using agent = makeAgentFolder();
  const stopped = await agent.run(["doctor"]);
  expect(stopped).toMatchObject({ code: 0, stdout: expect.stringContaining("Everything is in order.") });
  await agent.run(["start"]);
  const began = performance.now();
  const running = await agent.run(["doctor", "--json"]);
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(running.code).toBe(0);
  const findings = running.json<Checked[]>();
  expect(findings.filter(({ status }) => status !== "ok")).toEqual([]);
  expect(findings.map(({ id }) => id)).toEqual(expect.arrayContaining(["node", "config", "permissions", "process", "plugins", "store", "channels"]));
}, 60_000);

test("a config that does not hold is a finding with all of its mistakes, and the rest is looked at all the same", async () => {
  await using agent = makeAgentFolder({
    config: `import { defineConfig, env } from "instar";
import conversations from "@instar/plugin-conversations";
export default defineConfig({ name: "kira", plugins: [conversations({ whileBusy: "shout", acknowledge: env("NO_SUCH_SECRET") } as never)] });
`,
  });
  const { code, json } = await agent.run(["doctor", "--json"]);
  expect(code).toBe(1);
  const findings = json<Checked[]>();
  expect(named(findings, "config")).toMatchObject({
    status: "fail",
    summary: expect.stringMatching(/whileBusy[\s\S]*NO_SUCH_SECRET|NO_SUCH_SECRET[\s\S]*whileBusy/),
  });
  expect(named(findings, "node")).toMatchObject({ status: "ok" });
}, 60_000);

test.each([
  ["does not parse", "export default {"],
  ["throws", 'throw new Error("on purpose");'],
  ["ends its process", "process.exit(0);"],
  ["hangs", "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);"], // as a loop without end would, at no cost for the other tests
])(
  "a config that %s is a finding",
  async (_, config) => {
    await using agent = makeAgentFolder({ config });
    const { code, json } = await agent.run(["doctor", "--json"]);
    expect(code).toBe(1);
    expect(named(json<Checked[]>(), "config")).toMatchObject({ status: "fail" });
  },
  60_000,
);

test("what others may read is found, and closed only after a yes", async () => {
  await using agent = makeAgentFolder();
  await agent.run(["secrets", "set", "API_TOKEN"], { input: "0123456789" });
  const secret = join(agent.folder, ".instar", "secrets", "API_TOKEN");
  chmodSync(secret, 0o644);
  const found = await agent.run(["doctor"]);
  expect(found).toMatchObject({ code: 1, stdout: expect.stringContaining("API_TOKEN (644)") });
  const unasked = await agent.run(["doctor", "--fix"]);
  expect(unasked).toMatchObject({ code: 1, stderr: expect.stringContaining("--yes") });
  expect(statSync(secret).mode & 0o777).toBe(0o644);
  const mended = await agent.run(["doctor", "--fix", "--yes"]);
  expect(mended).toMatchObject({ code: 0, stderr: "Mended: permissions\n" });
  expect(statSync(secret).mode & 0o777).toBe(0o600);
}, 60_000);

test.each(["stopped", "running"])(
  "a plugin's check and its fix work in a %s agent",
  async (how) => {
    await using agent = makeAgentFolder({ config: withCheck(mendable) });
    if (how === "running") await agent.run(["start"]);
    const found = await agent.run(["doctor"]);
    expect(found).toMatchObject({ code: 1, stdout: expect.stringContaining("FAIL  checked/lamp: The lamp is out.\n      It is dark.\n      -> Light it.\n") });
    expect(await agent.run(["doctor", "--fix", "--yes"])).toMatchObject({ code: 0, stderr: "Mended: lamp\n" });
  },
  60_000,
);

test("what a dead agent left is found and removed", async () => {
  await using agent = makeAgentFolder();
  await agent.run(["start"]);
  await agent.run(["stop"]);
  const run = join(agent.folder, ".instar", "run.json");
  writeFileSync(run, JSON.stringify({ pid: 999_999, startedAt: 1, socket: "x", version: "0.1.0", name: "kira" }), { mode: 0o600 });
  expect(named((await agent.run(["doctor", "--json"])).json<Checked[]>(), "process")).toMatchObject({ status: "warn", fixable: true });
  await agent.run(["doctor", "--fix", "--yes"]);
  expect(() => statSync(run)).toThrow("ENOENT");
}, 60_000);

test("a config that was changed since the start, and errors in the log, are warnings", async () => {
  await using agent = makeAgentFolder();
  await agent.run(["start"]);
  const soon = Date.now() / 1_000 + 5;
  utimesSync(join(agent.folder, "instar.config.ts"), soon, soon);
  writeFileSync(
    join(agent.folder, ".instar", "logs", "instar.log"),
    `${JSON.stringify({ level: "error", time: new Date().toISOString(), plugin: "lamp", msg: "It went out." })}\n`,
    { flag: "a" },
  );
  const { code, json } = await agent.run(["doctor", "--json"]);
  expect(code).toBe(0);
  expect(named(json<Checked[]>(), "config-age")).toMatchObject({ status: "warn" });
  expect(named(json<Checked[]>(), "log")).toMatchObject({ status: "warn", summary: "Errors in the log of the last day: lamp 1." });
}, 60_000);
