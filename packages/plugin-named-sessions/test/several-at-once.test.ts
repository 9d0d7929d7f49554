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

test("a session that is used while others are cleaned up stays, and one that somebody else deletes is no failure", async () => {
  await using house = await createNamedHouse();
  for (const name of ["needed", "gone", "old"]) {
    const { turn } = await house.named.spawn({ name, prompt: "one" });
    await house.ended(turn?.id ?? "");
    await house.named.stop(name);
    await house.clock.advance(1_000);
  }
  await house.clock.advance(8 * 86_400_000);
  const [removed, sent] = await Promise.all([house.named.cleanup(7), house.named.send("needed", "two"), house.named.remove("gone")]);
  expect(await house.ended(sent.id)).toMatchObject({ state: "done", response: "You said: two" });
  expect(removed).toEqual(["old"]);
  expect((await house.named.list()).map(({ name }) => name)).toEqual(["needed"]);
});

test("the output of all sessions together is bounded", async () => {
  await using house = await createNamedHouse();
  house.agent.respond(async ({ host }) => {
    await host.emit({ type: "text", delta: "x".repeat(250_000) });
    return "Done.";
  });
  for (let count = 0; count < 50; count++) {
    const { turn } = await house.named.spawn({ name: `talker-${count}`, prompt: "Talk." });
    await house.ended(turn?.id ?? "");
  }
  const seen = async (name: string) => (await house.named.output(name)).chunks.reduce((sum, { text }) => sum + text.length, 0);
  expect(await seen("talker-49")).toBeGreaterThan(250_000);
  expect(await seen("talker-0")).toBe(0);
});
