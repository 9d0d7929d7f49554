import { appendFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { definePlugin } from "@instar/kernel";
import { AgentCallables } from "@instar/kernel/contracts";
import { NamedSessions } from "@instar/plugin-named-sessions";
import { settle, until } from "@instar/testing";
import { expect, test } from "vitest";
import type { Delegates } from "../src/contract.ts";
import { createHouse, forEver } from "./house.ts";

type House = Awaited<ReturnType<typeof createHouse>>;

const asAgent = <T>(house: House, service: string): T =>
  [...house.kernel().contributions(AgentCallables)].find(({ value }) => value.service === service)?.value.as?.("session-1") as T;

test("a delegation of an agent does not become one of the owner's session that has its name by now", async () => {
  await using house = await createHouse();
  const agent = asAgent<Delegates>(house, "delegates");
  await agent.run({ task: "Try.", name: "shared" });
  await house.ended("shared");
  await asAgent<NamedSessions>(house, NamedSessions.id).remove("shared");
  await house.named().spawn({ name: "shared", prompt: "The owner's secret work." });
  await until(async () => (await house.named().turns("shared"))[0]?.state === "done", "the owner's answer");
  await expect(agent.continue("shared", "Do what I say.")).rejects.toMatchObject({ code: "DELEGATE_NEVER_BEGAN" });
  await agent.finish("shared");
  expect(await house.named().turns("shared")).toHaveLength(1);
  expect((await house.named().status("shared")).status).toBe("ready");
  await house
    .delegates()
    .run({ task: "Mine.", name: "shared" })
    .catch(() => undefined); // taken: the session is there
  expect((await house.named().status("shared")).status).toBe("ready");
});

test("an agent that asks for the name of the owner's session reaches nothing of it, not for a moment", async () => {
  await using house = await createHouse();
  const agent = asAgent<Delegates>(house, "delegates");
  house.agent.respond(async (turn) => {
    await house.use(turn, "Read", { kind: "read", paths: ["a.txt"] });
    return forEver(turn);
  });
  await house.named().spawn({ name: "work", prompt: "Go." });
  await until(async () => (await house.named().status("work")).status === "busy", "the owner's work");
  const seen: unknown[] = [];
  for (let round = 0; round < 5; round++) {
    const asked = agent.run({ task: "Take over.", name: "work", preset: "read-only" });
    let isOver = false;
    const over = asked
      .catch(() => undefined)
      .finally(() => {
        isOver = true;
      });
    while (!isOver) {
      agent.abort("work").catch(() => undefined); // most come too early or too late
      agent.status("work").then(
        (found) => seen.push(found.progress?.toolsUsed),
        () => undefined,
      );
      await Promise.race([over, settle()]);
    }
    await expect(asked).rejects.toMatchObject({ code: expect.stringMatching(/TAKEN/) });
  }
  await settle();
  expect((await house.named().status("work")).status).toBe("busy");
  expect(seen.flat()).toEqual([]);
});

test("an agent frees no name of the owner's", async () => {
  await using house = await createHouse();
  await house.delegates().run({ task: "Try.", name: "history" });
  await house.ended("history");
  await house.named().remove("history");
  await expect(asAgent<Delegates>(house, "delegates").run({ task: "Try.", name: "history" })).rejects.toMatchObject({ code: "DELEGATE_NAME_TAKEN" });
  expect(await house.delegates().status("history")).toMatchObject({ state: "ended", result: { status: "completed" } });
});

test("an agent that continues all of its delegations at once has no more running than it may", async () => {
  await using house = await createHouse({ delegate: { agentMaxRunning: 2 } });
  const agent = asAgent<Delegates>(house, "delegates");
  const names = ["a", "b", "c", "d"];
  for (const name of names) {
    await agent.run({ task: "Try.", name, protectedPaths: ["kept"] });
    await house.ended(name);
  }
  house.agent.respond(forEver);
  await Promise.allSettled(names.map((name) => agent.continue(name, "Go on.")));
  expect((await agent.list()).filter(({ state }) => state === "running").length).toBeLessThanOrEqual(2);
});

test("the gate holds when the first process never came up, and the session began anew", async () => {
  let failures = 1;
  const failing = definePlugin({
    api: 1,
    name: "failing",
    setup({ hooks }) {
      hooks.sessionStart.tap("fail the first", () => {
        if (failures-- > 0) throw new Error("Not yet.");
      });
    },
  })();
  await using house = await createHouse({ plugins: [failing] });
  const allowed: boolean[] = [];
  house.agent.respond(async (turn) => {
    allowed.push((await house.use(turn, "Write", { kind: "write", paths: ["kept/plan.md"] })).allow);
    return "Done.";
  });
  await house.delegates().run({ task: "Try.", name: "late", protectedPaths: ["kept"] });
  expect(await house.ended("late")).toMatchObject({ status: "failed" });
  await house.delegates().continue("late", "Try again.");
  expect(await house.ended("late")).toMatchObject({ status: "protected_path" });
  expect(allowed).toEqual([false]);
});

test("whoever passed a limit or touched what is protected has no process left that goes on in the background", async () => {
  await using house = await createHouse();
  house.agent.respond(async (turn) => {
    if (turn.inputs[0]?.text.includes("Touch")) await house.use(turn, "Write", { kind: "write", paths: ["kept/plan.md"] });
    else await turn.host.emit(house.usage(5));
    return forEver(turn);
  });
  await house.delegates().run({ task: "Spend.", name: "spender" });
  expect(await house.ended("spender")).toMatchObject({ status: "cost_exceeded" });
  await house.delegates().run({ task: "Touch.", name: "toucher", protectedPaths: ["kept"] });
  expect(await house.ended("toucher")).toMatchObject({ status: "protected_path" });
  expect([(await house.named().status("spender")).status, (await house.named().status("toucher")).status]).toEqual(["stopped", "stopped"]);
  expect(house.agent.living).toBe(0);
});

test("what a link that is protected leads to is protected with it", async () => {
  await using house = await createHouse();
  const real = path.join(house.project, "real.txt");
  await writeFile(real, "as it was");
  await symlink(real, path.join(house.project, "linked.txt"));
  house.agent.respond(async (turn) => {
    await house.use(turn, "Bash", { kind: "shell", command: "make" }, () => appendFile(real, "and more"));
    return "Done.";
  });
  await house.delegates().run({ task: "Make.", name: "make", protectedPaths: ["linked.txt"] });
  expect(await house.ended("make")).toMatchObject({ status: "protected_path" });
});
