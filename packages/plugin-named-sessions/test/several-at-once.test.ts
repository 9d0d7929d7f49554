import type { Contribution } from "@instar/kernel";
import { type SessionDriver, SessionDrivers, type Snapshot } from "@instar/kernel/contracts";
import { expect, test } from "vitest";
import { createNamedHouse } from "./named-house.ts";

test("a prompt that comes while turns are taken back is none of those, and its end is kept", async () => {
  await using house = await createNamedHouse();
  let goBack: () => void = () => undefined;
  const asked: number[] = [];
  const [driver] = [...(house.kernel.contributions(SessionDrivers) as Iterable<Contribution<SessionDriver>>)];
  Object.assign(driver?.value ?? {}, {
    async rewind(snapshot: Snapshot, turns: number): Promise<Snapshot> {
      asked.push(turns);
      await new Promise<void>((resolve) => {
        goBack = resolve;
      });
      return snapshot;
    },
  });
  const { turn: first } = await house.named.spawn({ name: "a", prompt: "one" });
  await house.ended(first?.id ?? "");
  const rewinding = house.named.rewind("a");
  await house.until(() => asked.length === 1);
  house.agent.respond(() => new Promise(() => {}));
  const second = await house.named.send("a", "two");
  goBack();
  await rewinding;
  await house.until(() => house.agent.inputs.length === 2);
  const running = await house.named.turn(second.id);
  expect(running.state).toBe("running");
  expect(running.takenBack).toBeUndefined();
  expect(await house.named.turns("a")).toMatchObject([{ prompt: "one", takenBack: true }, { prompt: "two" }]);
});

test("two limits that are changed at once both hold", async () => {
  await using house = await createNamedHouse();
  const { turn } = await house.named.spawn({ name: "a", prompt: "one", limits: { costUsd: 1 } });
  await house.ended(turn?.id ?? "");
  await Promise.all([house.named.change("a", { limits: { costUsd: 5 } }), house.named.change("a", { limits: { calls: 9 } })]);
  expect((await house.named.status("a")).limits).toEqual({ costUsd: 5, calls: 9 });
  expect((await house.sessions.record("named/a"))?.limits).toEqual({ costUsd: 5, calls: 9 });
});

test("a prompt that comes while its session is deleted leaves nothing behind", async () => {
  await using house = await createNamedHouse();
  house.agent.respond(() => new Promise(() => {}));
  await house.named.spawn({ name: "a", prompt: "endless" });
  await house.until(() => house.agent.inputs.length === 1);
  const removing = house.named.remove("a");
  const sent = house.named.send("a", "too late").then(
    (turn) => turn.id,
    (error: { code: string }) => error.code,
  );
  await removing;
  expect(await sent).toBe("NAMED_SESSIONS_UNKNOWN");
  house.agent.respond(() => "new");
  const { turn } = await house.named.spawn({ name: "a", prompt: "anew" });
  await house.ended(turn?.id ?? "");
  expect((await house.named.turns("a")).map(({ prompt }) => prompt)).toEqual(["anew"]);
  await house.reopen();
  expect((await house.named.turns("a")).map(({ prompt }) => prompt)).toEqual(["anew"]);
});
