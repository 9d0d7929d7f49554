import type { Contribution } from "@instar/kernel";
import { type SessionDriver, SessionDrivers, type Snapshot } from "@instar/kernel/contracts";
import { expect, test } from "vitest";
import { createNamedHouse } from "./named-house.ts";

const aMinute = 60_000;

test("beyond what is kept, the turns that ended first are forgotten, and their figures are not counted for another one", async () => {
  await using house = await createNamedHouse({ plugin: { keepTurns: 10 } });
  house.agent.respond(async ({ host }) => {
    await host.emit({ type: "usage", inputTokens: 1, outputTokens: 1, costUsd: 0.01 });
    return "yes";
  });
  const { turn: first } = await house.named.spawn({ name: "a", prompt: "0" });
  let last = first?.id ?? "";
  await house.ended(last);
  for (let index = 1; index < 13; index++) {
    last = (await house.named.send("a", String(index))).id;
    await house.ended(last);
  }
  expect((await house.named.turns("a", 2)).map(({ prompt }) => prompt)).toEqual(["11", "12"]);
  await house.clock.advance(aMinute);
  await house.until(async () => (await house.named.turns("a")).length === 10);
  expect((await house.named.turns("a", 3)).map(({ prompt }) => prompt)).toEqual(["10", "11", "12"]);
  expect((await house.named.turns("a", 50)).map(({ prompt }) => prompt)[0]).toBe("3");
  await expect(house.named.turn(first?.id ?? "")).rejects.toMatchObject({ code: "NAMED_SESSIONS_UNKNOWN_TURN" });
  expect(await house.named.status("a")).toMatchObject({ turns: 13, calls: 13 });

  house.agent.respond(async ({ host }) => {
    await host.emit({ type: "usage", inputTokens: 1, outputTokens: 1, costUsd: 0.5 });
    return new Promise(() => {});
  });
  const cut = await house.named.send("a", "cut");
  await house.until(async () => (await house.named.status("a")).calls === 14);
  await house.reopen();
  const { costUsd, calls } = await house.ended(cut.id);
  expect([Math.round(costUsd * 100), calls]).toEqual([50, 1]);
});

test("turns that were taken back do not count, and a session that lived lives on", async () => {
  await using house = await createNamedHouse();
  const [driver] = [...(house.kernel.contributions(SessionDrivers) as Iterable<Contribution<SessionDriver>>)];
  Object.assign(driver?.value ?? {}, { rewind: async (snapshot: Snapshot) => snapshot });
  const { turn } = await house.named.spawn({ name: "a", prompt: "one" });
  await house.ended(turn?.id ?? "");
  await house.ended((await house.named.send("a", "two")).id);
  expect(await house.named.rewind("a")).toMatchObject({ status: "ready", turns: 1 });
  expect(house.agent.living).toBe(1);
  expect(await house.named.turns("a")).toMatchObject([{ prompt: "one" }, { prompt: "two", takenBack: true }]);
  await house.ended((await house.named.send("a", "three")).id);
  expect(await house.named.status("a")).toMatchObject({ turns: 2 });
  await house.named.stop("a");
  expect(await house.named.rewind("a", 2)).toMatchObject({ status: "stopped", turns: 0 });
});
