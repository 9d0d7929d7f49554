import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Session } from "@instar/kernel/contracts";
import { type ModelStep, useShell, useTool } from "@instar/testing/model-endpoint";
import { expect, test } from "vitest";
import { type House, openHouse, type TestHost, testHost } from "./harness.ts";

async function say(session: Session, host: TestHost, text = "go") {
  const id = randomUUID();
  await session.send({ id, text });
  return host.turn(id);
}

/** What the tools of a turn gave, after the model had called them in this order. */
async function called(house: House, session: Session, host: TestHost, ...steps: readonly ModelStep[]): Promise<readonly string[]> {
  const before = house.endpoint.requests.length;
  house.endpoint.script(...steps, "done");
  await say(session, host);
  return house.endpoint.requests.slice(before).flatMap((request) => request.toolResults.map(({ text }) => text));
}

test("a permission mode of the spec is obeyed, and what it would ask a person is a no where nobody can be asked", async () => {
  await using house = await openHouse();
  const host = testHost();
  const session = await house.open(host, { permissionMode: "manual" });
  const results = await called(house, session, host, useShell("touch made"), useTool("Write", { file_path: join(house.cwd, "written"), content: "x" }));
  expect(results).toEqual([expect.stringContaining("Nobody can be asked"), expect.stringContaining("Nobody can be asked")]);
  expect([existsSync(join(house.cwd, "made")), existsSync(join(house.cwd, "written"))]).toEqual([false, false]);
  expect(host.calls.map((call) => call.tool)).toEqual(["Bash", "Write"]);
});

test("a session that only plans can't leave its plan by itself", async () => {
  await using house = await openHouse();
  const host = testHost();
  const session = await house.open(host, { permissionMode: "plan" });
  const results = await called(
    house,
    session,
    host,
    useTool("ExitPlanMode", { plan: "burn it" }),
    useTool("Write", { file_path: join(house.cwd, "w"), content: "x" }),
  );
  expect(results[0]).toContain("Say the plan in your answer");
  expect(existsSync(join(house.cwd, "w"))).toBe(false);
});

test("a mode may narrow what the house gives, never widen it, and a misspelt one names the one that was meant", async () => {
  await using house = await openHouse({ options: { permissionMode: "acceptEdits" } });
  await expect(house.open(testHost(), { permissionMode: "bypassPermissions" })).rejects.toMatchObject({ code: "CLAUDE_MODE_TOO_WIDE" });
  await expect(house.open(testHost(), { permissionMode: "accept-edits" })).rejects.toMatchObject({
    code: "CLAUDE_UNKNOWN_MODE",
    message: expect.stringContaining("perhaps acceptEdits"),
  });
  const host = testHost();
  const session = await house.open(host, { permissionMode: "plan" });
  await expect(session.setMode?.("bypassPermissions")).rejects.toMatchObject({ code: "CLAUDE_MODE_TOO_WIDE" });
  await session.setMode?.("acceptEdits");
  await called(house, session, host, useTool("Write", { file_path: join(house.cwd, "w"), content: "x" }));
  expect(existsSync(join(house.cwd, "w"))).toBe(true);
});

test("the mode changes in place, but to bypassing everything only where the process was started so", async () => {
  await using house = await openHouse();
  const host = testHost();
  const session = await house.open(host);
  await session.setMode?.("dontAsk");
  expect((await called(house, session, host, useShell("touch one")))[0]).toContain("don't ask mode");
  await session.setMode?.("bypassPermissions");
  await called(house, session, host, useShell("touch two"));
  expect([existsSync(join(house.cwd, "one")), existsSync(join(house.cwd, "two"))]).toEqual([false, true]);

  const narrow = await house.open(testHost(), { permissionMode: "manual", ref: { id: "session-2", driver: "claude" } });
  await expect(narrow.setMode?.("bypassPermissions")).rejects.toMatchObject({ code: "CLAUDE_MODE_AT_START", hint: expect.stringContaining("Park") });
});

test("the model changes in place, from its next call on", async () => {
  await using house = await openHouse();
  const host = testHost();
  const session = await house.open(host, { model: "sonnet" });
  await say(session, host);
  await session.setModel?.("haiku");
  await say(session, host);
  expect(house.endpoint.requests.map(({ model }) => model)).toEqual([expect.stringContaining("sonnet"), expect.stringContaining("haiku")]);
  expect(host.events.filter(({ type }) => type === "process")).toHaveLength(1);
});

test("the tools of the spec are the only ones, patterns hold although permissions are bypassed, and servers of the house stay", async () => {
  await using house = await openHouse();
  const host = testHost();
  const answer = async (message: unknown) => {
    const { id = 0, method } = message as { id?: number; method?: string };
    const result =
      method === "initialize"
        ? { protocolVersion: "2025-06-18", capabilities: { tools: {} }, serverInfo: { name: "house", version: "1" } }
        : method === "tools/list"
          ? { tools: [{ name: "ring", description: "rings", inputSchema: { type: "object", properties: {} } }] }
          : { content: [{ type: "text", text: "it rang" }] };
    return { jsonrpc: "2.0", id, result };
  };
  const session = await house.open(host, { tools: ["Read", "Bash(echo *)"], servers: [{ name: "house", answer }] });
  const results = await called(
    house,
    session,
    host,
    useShell("echo fine && echo twice"),
    useShell("touch made"),
    useShell("echo x; touch made"),
    useShell("echo $(touch made)"),
    useTool("Write", { file_path: join(house.cwd, "made"), content: "x" }),
    useTool("mcp__house__ring", {}),
  );
  expect(results[0]).toContain("twice");
  expect(results.slice(1, 4)).toEqual(Array(3).fill(expect.stringContaining("may use Bash only as Bash(echo *)")));
  expect(results[4]).toContain("No such tool");
  expect(results[5]).toBe("it rang");
  expect(existsSync(join(house.cwd, "made"))).toBe(false);
  expect(house.endpoint.requests[0]?.tools.filter((tool) => tool !== "DeferredToolPlaceholder").sort()).toEqual(["Bash", "Read", "mcp__house__ring"]);
  expect(host.calls.map((call) => call.tool)).toEqual(["Bash", "mcp__house__ring"]);
});

test("an empty list of tools leaves none, and a pattern that can't be held to is refused at once", async () => {
  await using house = await openHouse();
  const host = testHost();
  const session = await house.open(host, { tools: [] });
  expect((await called(house, session, host, useShell("touch made")))[0]).toContain("No such tool");
  expect(house.endpoint.requests[0]?.tools).toEqual([]);
  await expect(house.open(testHost(), { tools: ["Agent(x)"] })).rejects.toMatchObject({ code: "CLAUDE_UNKNOWN_PATTERN" });
});

test("an agent of the person's own is taken with its prompt and tools, and an unknown one is named", async () => {
  await using house = await openHouse();
  const folder = join(house.home, ".claude", "agents");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "reviewer.md"), "---\nname: reviewer\ndescription: reviews\ntools: Read\n---\nYou are the REVIEWER.");
  const host = testHost();
  const session = await house.open(host, { agent: "reviewer" });
  await say(session, host);
  expect(house.endpoint.requests[0]?.system).toMatch(/You are the REVIEWER\.[\s\S]*You are Kira\./);
  expect(house.endpoint.requests[0]?.tools.filter((tool) => tool !== "DeferredToolPlaceholder")).toEqual(["Read"]);
  await expect(house.open(testHost(), { agent: "nobody" })).rejects.toMatchObject({ code: "CLAUDE_UNKNOWN_AGENT", hint: expect.stringContaining("reviewer") });
  expect(house.endpoint.requests).toHaveLength(1);
});
