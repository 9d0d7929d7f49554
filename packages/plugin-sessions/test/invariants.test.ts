import { settle } from "@instar/testing";
import { expect, test } from "vitest";
import { anyOf, randomFrom } from "../../testing/src/seeded-random.ts";
import { createHouse } from "./fixtures/house.ts";

const keys = ["a", "b", "c", "d", "e", "f"];
/** What an opening or a send may end in when others end, crash or stop the session meanwhile. */
const expected = new Set(["SESSIONS_NOT_LIVING", "SESSIONS_ENDED", "SESSIONS_START_FAILED", "SESSIONS_RESUME_FAILED"]);

test.each(Array.from({ length: 6 }, (_, seed) => seed))(
  "whatever happens in whatever order, the limit holds, no key runs twice, and everything ends (seed %i)",
  async (seed) => {
    const random = randomFrom(seed);
    const { sessions, driver, clock, ask, store } = await createHouse({ options: { maxLiving: 3, idleParkMs: 60_000 } });
    const unexpected: unknown[] = [];
    let waiting = 0;
    const begin = (task: Promise<unknown>) => {
      waiting++;
      task.catch((error: { code?: string }) => void (expected.has(error.code ?? "") || unexpected.push(error))).finally(() => waiting--);
    };
    const running = () => driver.agents.filter((agent) => agent.running);
    driver.beforeSpawn = async () => {
      await settle(Math.floor(random() * 4));
      if (random() < 0.1) throw new Error("It would not start.");
    };
    driver.beforeStop = () => settle(Math.floor(random() * 4));

    const moves = [
      () => begin(ask(anyOf(random, keys))),
      () => begin(ask(anyOf(random, keys))),
      () => running().length > 0 && begin(anyOf(random, running()).answer()),
      () => running().length > 0 && begin(anyOf(random, running()).answer()),
      () => running().length > 0 && random() < 0.3 && begin(anyOf(random, running()).crash("Crashed.")),
      () => random() < 0.3 && begin(sessions.end(anyOf(random, keys), "Ended.")),
      () => begin(sessions.find(anyOf(random, keys))?.stop(1_000) ?? Promise.resolve()),
      () => clock.advance(random() * 40_000),
    ];
    for (let step = 0; step < 200; step++) {
      await Promise.resolve(anyOf(random, moves)());
      await settle(Math.floor(random() * 3));
      const ids = running().map(({ spec }) => spec.ref.id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.length).toBeLessThanOrEqual(3);
    }

    for (let round = 0; round < 200 && (waiting > 0 || sessions.status().waiting > 0); round++) {
      for (const agent of running()) await agent.answer();
      await clock.advance(31_000);
    }
    expect(unexpected).toEqual([]);
    expect([waiting, sessions.status().waiting]).toEqual([0, 0]);
    expect(sessions.status().living).toBe(running().length);

    await sessions.stop(1_000);
    expect(running()).toEqual([]);
    for (const { state } of await sessions.list()) expect(["parked", "stopped", "failed"]).toContain(state);
    const next = await createHouse({ store });
    expect(next.driver.reaped).toEqual([]);
  },
);
