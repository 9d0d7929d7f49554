import { expect, test } from "vitest";
import { createNamedHouse } from "./named-house.ts";

test("an agent knows of what it began itself, and of nothing else", async () => {
  await using house = await createNamedHouse();
  const { ref } = await house.sessions.open("web/someone");
  const agent = house.asAgent(ref.id);
  const { turn } = await house.named.spawn({ name: "private", prompt: "secret" });
  const { session } = await agent.spawn({ name: "mine", prompt: "go", purpose: "person" });
  expect(session).toMatchObject({ by: { kind: "agent", session: ref.id }, purpose: "agent" });
  expect((await agent.list({ all: true })).map(({ name }) => name)).toEqual(["mine"]);
  const other = house.asAgent("another-session");
  for (const stranger of [agent, other]) {
    const name = stranger === agent ? "private" : "mine";
    for (const call of [
      () => stranger.status(name),
      () => stranger.send(name, "hi"),
      () => stranger.stop(name),
      () => stranger.kill(name),
      () => stranger.turns(name),
      () => stranger.output(name),
      () => stranger.interrupt(name),
      () => stranger.pause(name),
      () => stranger.resume(name),
      () => stranger.fork(name, "copy"),
      () => stranger.change(name, { model: "x" }),
      () => stranger.rewind(name),
      () => stranger.remove(name),
      () => stranger.status("web/someone"),
      () => stranger.stop(ref.id),
    ])
      await expect(call()).rejects.toMatchObject({ code: "NAMED_SESSIONS_UNKNOWN" });
  }
  await expect(agent.turn(turn?.id ?? "")).rejects.toMatchObject({ code: "NAMED_SESSIONS_UNKNOWN_TURN" });
  await house.until(async () => (await agent.status("mine")).status === "ready");
  expect((await house.named.list()).map(({ name }) => name).sort()).toEqual(["mine", "private"]);
});

test("what an agent began begins nothing further", async () => {
  await using house = await createNamedHouse();
  const { ref } = await house.sessions.open("web/someone");
  await house.asAgent(ref.id).spawn({ name: "child" });
  await house.until(async () => (await house.named.status("child")).status === "ready");
  const child = house.asAgent((await house.named.status("child")).id ?? "");
  await expect(child.spawn({ name: "grandchild" })).rejects.toMatchObject({ code: "NAMED_SESSIONS_TOO_DEEP" });
});

test("an agent keeps a few sessions alive at a time, also when it asks at once", async () => {
  await using house = await createNamedHouse({ plugin: { agentSessions: 2 } });
  const { ref } = await house.sessions.open("web/someone");
  const agent = house.asAgent(ref.id);
  const asked = ["a", "b", "c"];
  const outcomes = await Promise.allSettled(asked.map((name) => agent.spawn({ name })));
  const taken = (status: string) => asked.filter((_, index) => outcomes[index]?.status === status);
  expect([taken("fulfilled").length, taken("rejected").length]).toEqual([2, 1]);
  const [living = ""] = taken("fulfilled");
  const [refused = ""] = taken("rejected");
  await house.until(async () => (await agent.status(living)).status === "ready");
  await agent.stop(living);
  await agent.spawn({ name: refused });
  await expect(agent.send(living, "wake up")).rejects.toMatchObject({ code: "NAMED_SESSIONS_TOO_MANY" });
});

test("a session with a budget begins no others, whose cost would not count", async () => {
  await using house = await createNamedHouse();
  await house.named.spawn({ name: "cheap", limits: { costUsd: 1 } });
  await house.until(async () => (await house.named.status("cheap")).status === "ready");
  const agent = house.asAgent((await house.named.status("cheap")).id ?? "");
  await expect(agent.spawn({ name: "escape" })).rejects.toMatchObject({ code: "NAMED_SESSIONS_BUDGETED" });
});
