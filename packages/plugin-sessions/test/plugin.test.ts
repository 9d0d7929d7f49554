import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { definePlugin, deny } from "@instar/kernel";
import { ContextBlocks, HealthChecks, type SessionDriver, SessionDrivers } from "@instar/kernel/contracts";
import store from "@instar/plugin-store";
import { createTestKernel } from "@instar/testing";
import { expect, onTestFinished, test } from "vitest";
import sessions, { Sessions } from "../src/index.ts";
import { createScriptedDriver } from "./fixtures/driver.ts";

const agent = (driver: SessionDriver) => definePlugin({ api: 1, name: "scripted", setup: ({ contribute }) => void contribute(SessionDrivers, driver) })();

async function makeProject() {
  const project = await mkdtemp(path.join(os.tmpdir(), "instar-sessions-"));
  onTestFinished(() => rm(project, { recursive: true, force: true }));
  return project;
}

test("within a house: hooks are fired around a session, gates are asked, and the stop parks it for the next run", async () => {
  const project = await makeProject();
  const driver = createScriptedDriver();
  const moments: string[] = [];
  const watcher = definePlugin({
    api: 1,
    name: "watcher",
    guards: ["preToolUse"],
    setup({ hooks, contribute }) {
      hooks.sessionStart.tap("note the start", ({ from }) => void moments.push(`start ${from}`));
      hooks.sessionEnd.tap("note the end", ({ outcome }) => void moments.push(`end ${outcome}`));
      hooks.preToolUse.tap("never", () => deny("Not here."));
      contribute(ContextBlocks, { id: "name", moments: ["system"], priority: 90, maxTokens: 100, render: () => "You are Kira." });
    },
  })();
  const boot = () => createTestKernel([sessions(), store(), agent(driver), watcher], { project });

  const first = await boot();
  const session = await first.service(Sessions).open("chat");
  await session.send({ id: "1", text: "Hello" });
  const { host, spec } = driver.agents[0] ?? expect.fail("No agent was started.");
  expect(spec).toMatchObject({ system: "You are Kira.", cwd: project });
  const call = {
    id: "1",
    session: session.ref,
    cwd: project,
    tool: "Bash",
    input: {},
    action: { kind: "shell", command: "ls" },
    signal: new AbortController().signal,
  } as const;
  expect(await host.decide(call)).toMatchObject({ allow: false, reason: expect.stringContaining("Not here.") });
  await driver.agents[0]?.answer();
  await first.stop("The test says so.");
  expect(driver.running()).toBe(0);

  const second = await boot();
  const house = second.service(Sessions);
  expect(await house.record("chat")).toMatchObject({ id: session.ref.id, state: "parked", turns: 1 });
  expect((await house.open("chat")).ref.id).toBe(session.ref.id);
  await second.stop("The test says so.");
  expect(moments).toEqual(["start new", "end done", "start resume", "end done"]);
});

test("a failing tap of sessionStart keeps the agent from starting and is named", async () => {
  const driver = createScriptedDriver();
  const broken = definePlugin({
    api: 1,
    name: "diary",
    setup({ hooks }) {
      hooks.sessionStart.tap("open the diary", () => {
        throw new Error("It is locked.");
      });
    },
  })();
  await using kernel = await createTestKernel([store(), sessions(), agent(driver), broken]);
  const house = kernel.service(Sessions);
  await expect(house.open("chat")).rejects.toMatchObject({ code: "SESSIONS_START_FAILED", message: expect.stringContaining("It is locked.") });
  expect(driver.agents).toEqual([]);
});

test("health tells how many agents live, and that there is none to start", async () => {
  const checks: { status: string; summary: string; hint?: string }[] = [];
  const look = definePlugin({
    api: 1,
    name: "look",
    setup({ hooks, contributions, signal }) {
      hooks.start.tap("look", async () => {
        for (const { plugin, value } of contributions(HealthChecks)) if (plugin === "sessions") checks.push(await value.run(signal));
      });
    },
  })();
  await using _with = await createTestKernel([store(), sessions(), agent(createScriptedDriver()), look]);
  await using _without = await createTestKernel([store(), sessions(), look]);
  expect(checks).toEqual([
    { status: "ok", summary: "0 of 4 agents living" },
    {
      status: "fail",
      summary: expect.stringContaining("No agent is configured"),
      why: "There is nobody to answer.",
      hint: expect.stringContaining("claude()"),
    },
  ]);
});
