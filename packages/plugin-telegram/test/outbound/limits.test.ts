import { expect, test } from "vitest";
import { play } from "../fixtures/play.ts";

const minute = 60_000;

test(
  "twenty minutes of limits on one chat: nothing comes early, typing and marks neither, nineteen others do not notice, and nothing is lost",
  () =>
    play(async ({ harness, agent, clock, main, second, open, until, later, got }) => {
      const { server } = harness;
      await open();
      await harness.say("before");
      await until(() => got().length === 1, "an answer before the storm");
      const began = clock.now();
      const others = [second, ...Array.from({ length: 18 }, () => String(server.chatWith(server.person()).id))];
      const said: string[] = [];
      const saidIn = (place: string) => said.filter((text) => text.startsWith(`${place} `));
      const delays: number[] = [];
      let until20 = 0;
      for (let round = 0; clock.now() - began < 20 * minute; round++) {
        if (clock.now() >= until20) {
          const seconds = [30, 61, 120, 45][round % 4] as number;
          server.park(Number(main), seconds);
          until20 = clock.now() + seconds * 1_000;
        }
        const other = others[round % others.length] as string;
        for (const place of [main, other]) {
          await harness.say(`${place} ${round}`, { conversation: place });
          said.push(`${place} ${round}`);
        }
        const asked = clock.now();
        await until(() => got(other).length === saidIn(other).length, "another chat to be answered at once", 5);
        delays.push(clock.now() - asked);
        await later(47_000);
      }
      server.restore();
      const answers = () => [main, ...others].reduce((sum, place) => sum + got(place).length, 0);
      await until(() => answers() === said.length + 1, "all answers", 200);
      expect(server.early).toEqual([]);
      expect(Math.max(...delays)).toBeLessThan(2_000);
      for (const place of [main, ...others])
        expect(got(place).filter((text) => text !== "You said: before")).toEqual(saidIn(place).map((text) => `You said: ${text}`));
      expect(agent.inputs).toHaveLength(said.length + 1);
      expect(harness.malformed()).toBe(0);
    }),
  120_000,
);

test("a limit that was told in one topic holds for the whole chat, and over a restart", () =>
  play(async ({ harness, main, open, until, later, pass }) => {
    const { server } = harness;
    const first = await open();
    const topics = [await harness.newThread?.(), await harness.newThread?.()];
    const tell = (house: typeof first, text: string, thread: string | undefined) =>
      house.conversations.tell({ key: text, text, to: { channel: "telegram", conversation: main, ...(thread !== undefined && { thread }) } });
    server.park(Number(main), 300);
    await tell(first, "one", topics[0]);
    await until(() => harness.sends() === 1, "the first send, which is told of the limit");
    await tell(first, "two", topics[1]);
    await pass(5_000);
    expect(harness.sends(), "sends while the limit is known").toBe(1);
    await first.stop();
    const next = await open();
    await tell(next, "three", undefined);
    await harness.say("typing, too?");
    await later(200_000);
    expect(harness.sends(), "sends after the restart").toBe(1);
    expect(server.early).toEqual([]);
    await later(120_000);
    await until(() => harness.sent().length === 4, "everything after the limit", 200);
  }));
