import { randomUUID } from "node:crypto";
import type { Session } from "@instar/kernel/contracts";
import { useShell } from "@instar/testing/model-endpoint";
import { expect, test } from "vitest";
import { openHouse, type TestHost, testHost } from "./harness.ts";

async function say(session: Session, host: TestHost, text: string): Promise<string> {
  const id = randomUUID();
  await session.send({ id, text });
  return (await host.turn(id)).text;
}

test("a branch of a living session that is opened later knows nothing of what came after", async () => {
  await using house = await openHouse();
  const host = testHost();
  const trunk = await house.open(host);
  await say(trunk, host, "say BEFORE");
  const branch = await trunk.fork?.();
  await say(trunk, host, "say AFTER");
  const there = testHost();
  const fork = await house.open(there, branch === undefined ? {} : { from: branch });
  const before = house.endpoint.requests.length;
  await say(fork, there, "say NOW");
  const sent = house.endpoint.requests
    .slice(before)
    .map(({ messages }) => JSON.stringify(messages))
    .join("\n");
  expect(sent).toContain("say BEFORE");
  expect(sent).not.toContain("say AFTER");
});

test("a branch made in the middle of a turn goes on from there", async () => {
  await using house = await openHouse();
  const host = testHost();
  const trunk = await house.open(host);
  await say(trunk, host, "say BEFORE");
  house.endpoint.script(useShell("sleep 3; echo SLEPT"), "trunk done");
  const id = randomUUID();
  await trunk.send({ id, text: "say LONG" });
  await host.wait("tool-start");
  const branch = await trunk.fork?.();
  const there = testHost();
  const fork = await house.open(there, branch === undefined ? {} : { from: branch });
  await host.turn(id);
  const before = house.endpoint.requests.length;
  await say(fork, there, "say NOW");
  const sent = house.endpoint.requests
    .slice(before)
    .map(({ messages }) => JSON.stringify(messages))
    .join("\n");
  expect(sent).toContain("say BEFORE");
  expect(sent).not.toContain("trunk done");
});
