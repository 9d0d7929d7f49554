import { expect, test } from "vitest";
import { createNamedHouse } from "./named-house.ts";

async function houseWithAgent(plugin?: NonNullable<Parameters<typeof createNamedHouse>[0]>["plugin"]) {
  const house = await createNamedHouse(plugin === undefined ? {} : { plugin });
  const { ref } = await house.sessions.open("web/someone");
  return { house, agent: house.asAgent(ref.id), [Symbol.asyncDispose]: () => house[Symbol.asyncDispose]() };
}

test("what an agent begins has the limits that the house gives to agents, or tighter ones", async () => {
  await using its = await houseWithAgent();
  const { house, agent } = its;
  expect((await agent.spawn({ name: "a" })).session.limits).toEqual({ costUsd: 2, workMs: 1_800_000 });
  expect((await agent.spawn({ name: "b", limits: { costUsd: 0.5, calls: 3 } })).session.limits).toEqual({ costUsd: 0.5, calls: 3, workMs: 1_800_000 });
  await expect(agent.spawn({ name: "c", limits: { costUsd: 3 } })).rejects.toMatchObject({ code: "NAMED_SESSIONS_BEYOND" });
  await expect(agent.change("b", { limits: { costUsd: 1 } })).rejects.toMatchObject({ code: "NAMED_SESSIONS_RAISED" });
  expect((await house.named.change("b", { limits: { costUsd: 5 } })).limits?.costUsd).toBe(5);
  expect((await house.named.spawn({ name: "mine" })).session.limits).toBeUndefined();
});

test("the owner decides what agents may use, and how deep they go with it", async () => {
  await using its = await houseWithAgent({ agentDepth: 2, agentLimits: { calls: 10 } });
  const { house, agent } = its;
  await agent.spawn({ name: "child" });
  await agent.spawn({ name: "tight", limits: { calls: 5 } });
  await house.until(async () => (await house.named.list({ statuses: ["ready"] })).length === 2);
  const asSession = async (name: string) => house.asAgent((await house.named.status(name)).id ?? "");
  expect((await (await asSession("child")).spawn({ name: "grandchild" })).session.limits).toEqual({ calls: 10 });
  await expect((await asSession("tight")).spawn({ name: "other" })).rejects.toMatchObject({ code: "NAMED_SESSIONS_BUDGETED" });
});

test("a session that is watched over is branched off by the owner alone", async () => {
  await using its = await houseWithAgent();
  const { house, agent } = its;
  const { turn } = await agent.spawn({ name: "task", prompt: "go", unforkable: true });
  await house.ended(turn?.id ?? "");
  await expect(agent.fork("task", "branch")).rejects.toMatchObject({ code: "NAMED_SESSIONS_UNFORKABLE" });
  // This test's agent can't, and the owner was not refused before it was asked
  await expect(house.named.fork("task", "branch")).rejects.toMatchObject({ code: "SESSIONS_UNABLE" });
});
