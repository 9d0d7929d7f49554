import { mkdir, rm, symlink } from "node:fs/promises";
import path from "node:path";
import type { Contribution } from "@instar/kernel";
import { type SessionDriver, SessionDrivers, type SessionFeature } from "@instar/kernel/contracts";
import { expect, test } from "vitest";
import { createNamedHouse } from "./named-house.ts";

type House = Awaited<ReturnType<typeof createNamedHouse>>;

/** A session of the owner's that lives, as it may act itself. */
async function livingAgent(house: House, request: Omit<Parameters<House["named"]["spawn"]>[0], "name">) {
  await house.named.spawn({ name: "parent", ...request });
  await house.until(async () => (await house.named.status("parent")).status === "ready");
  return house.asAgent((await house.named.status("parent")).id ?? "");
}

test("a session that has few tools begins none that has more", async () => {
  await using house = await createNamedHouse();
  const agent = await livingAgent(house, { tools: ["Read", "Bash(git *)"] });
  for (const tools of [["Read", "Write"], ["Bash"], ["Bash(rm *)"]])
    await expect(agent.spawn({ name: "wider", tools })).rejects.toMatchObject({ code: "NAMED_SESSIONS_WIDER" });
  const { session } = await agent.spawn({ name: "as-it-is" });
  expect(session.allowedTools).toEqual(["Read", "Bash(git *)"]);
  expect((await agent.spawn({ name: "narrower", tools: ["Read(src/**)", "Bash(git *)"] })).session.allowedTools).toEqual(["Read(src/**)", "Bash(git *)"]);
});

test("a session in a narrow mode begins none in a wider one, and changes none to it", async () => {
  await using house = await createNamedHouse();
  const agent = await livingAgent(house, { permissionMode: "acceptEdits", agent: "reviewer" });
  for (const permissionMode of ["bypassPermissions", "auto", "unheard-of"])
    await expect(agent.spawn({ name: "wider", permissionMode })).rejects.toMatchObject({ code: "NAMED_SESSIONS_WIDER" });
  await expect(agent.spawn({ name: "other", agent: "general" })).rejects.toMatchObject({ code: "NAMED_SESSIONS_WIDER" });
  const { session } = await agent.spawn({ name: "same" });
  expect(session).toMatchObject({ permissionMode: "acceptEdits", agent: "reviewer" });
  expect((await agent.spawn({ name: "planner", permissionMode: "plan" })).session.permissionMode).toBe("plan");
  await expect(agent.change("planner", { permissionMode: "bypassPermissions" })).rejects.toMatchObject({ code: "NAMED_SESSIONS_WIDER" });
  await house.named.stop("parent");
  const [driver] = [...(house.kernel.contributions(SessionDrivers) as Iterable<Contribution<SessionDriver>>)];
  (driver?.value.features as Set<SessionFeature> | undefined)?.add("mode");
  await house.named.change("parent", { permissionMode: "plan" });
  await expect(agent.fork("same", "forked")).rejects.toMatchObject({ code: "NAMED_SESSIONS_WIDER" });
});

test("an agent raises no limit of what it began; it may set and lower them", async () => {
  await using house = await createNamedHouse();
  const agent = await livingAgent(house, {});
  await agent.spawn({ name: "child", limits: { costUsd: 1 } });
  await expect(agent.change("child", { limits: { costUsd: 1_000 } })).rejects.toMatchObject({ code: "NAMED_SESSIONS_RAISED" });
  expect((await agent.change("child", { limits: { costUsd: 0.5, calls: 3 } })).limits).toMatchObject({ costUsd: 0.5, calls: 3 });
  await expect(agent.change("child", { limits: { calls: 4 } })).rejects.toMatchObject({ code: "NAMED_SESSIONS_RAISED" });
  expect((await house.named.change("child", { limits: { costUsd: 5 } })).limits).toMatchObject({ costUsd: 5, calls: 3 });
});

test("a session with any limit gives no work to others, also to those that it began before it had one", async () => {
  await using house = await createNamedHouse();
  const agent = await livingAgent(house, {});
  await agent.spawn({ name: "child" });
  await house.until(async () => (await house.named.status("child")).status === "ready");
  await house.named.change("parent", { limits: { workMs: 60_000 } });
  for (const call of [() => agent.spawn({ name: "another" }), () => agent.send("child", "Go on."), () => agent.resume("child")])
    await expect(call()).rejects.toMatchObject({ code: "NAMED_SESSIONS_BUDGETED" });
  await house.named.send("child", "The owner's word.");
});

test.each([
  ["model", "--dangerously-skip-permissions"],
  ["model", "opus\n--permission-mode"],
  ["agent", "-p"],
  ["permissionMode", "--settings"],
  ["agent", "a\u0007b"],
])("a %s that reads like an option or holds control characters is refused: %j", async (field, value) => {
  await using house = await createNamedHouse();
  await expect(house.named.spawn({ name: "odd", [field]: value })).rejects.toMatchObject({ code: "NAMED_SESSIONS_BAD_VALUE" });
  await expect(house.named.spawn({ name: "odd", tools: ["Read", value] })).rejects.toMatchObject({ code: "NAMED_SESSIONS_BAD_VALUE" });
  expect(await house.named.list()).toEqual([]);
});

test("an agent can't fill the house with prompts that wait", async () => {
  await using house = await createNamedHouse();
  const agent = await livingAgent(house, {});
  house.agent.respond(() => new Promise(() => undefined));
  await agent.spawn({ name: "child", prompt: "Work." });
  const sent = await Promise.allSettled(Array.from({ length: 150 }, () => agent.send("child", "More.")));
  expect(sent.filter(({ status }) => status === "rejected").map((one) => (one as PromiseRejectedResult).reason.code)).toContain("NAMED_SESSIONS_FULL");
  expect(sent.filter(({ status }) => status === "fulfilled").length).toBeLessThanOrEqual(101);
});

test("a folder that becomes a link into the house is no folder to work in any more", async () => {
  await using house = await createNamedHouse();
  const agent = await livingAgent(house, {});
  await mkdir(path.join(house.project, "work"));
  await mkdir(path.join(house.project, ".instar", "secrets"), { recursive: true });
  await symlink(path.join(house.project, "work"), path.join(house.project, "link"));
  await agent.spawn({ name: "child", workDir: "link" });
  await house.until(async () => (await agent.status("child")).status === "ready");
  await agent.stop("child");
  await rm(path.join(house.project, "link"));
  await symlink(path.join(house.project, ".instar", "secrets"), path.join(house.project, "link"));
  const before = house.agent.spawned.length;
  const { id } = await agent.send("child", "Look around.");
  expect((await house.ended(id)).error?.text).toContain("belongs to the house");
  expect(house.agent.spawned.length).toBe(before);
});
