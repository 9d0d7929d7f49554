import { expect, test } from "vitest";
import { play } from "../fixtures/play.ts";

test.each([
  ["that never listened before", false],
  ["that both listened before, as copies of one folder do", true],
])("of two agents %s and start in the same moment one gets the bot, the other says why, and neither message nor peace is lost", (_, before) =>
  play(async ({ harness, agent, clock, folder, open, newFolder, until, pass, got }) => {
    const folders = [folder, await newFolder()];
    let said = 0;
    const heard = async () => {
      await harness.say(`message ${++said}`);
      await until(() => new Set(got()).size === said, "an answer", 50);
    };
    if (before)
      for (const each of folders) {
        const house = await open({ folder: each });
        await heard();
        await house.stop();
      }
    const houses = await Promise.all(folders.map((each) => open({ folder: each, waitUntilOpen: false })));
    const standing = async () => (await Promise.all(houses.map((house) => house.status()))).map(({ state }) => state);
    await heard();
    await until(async () => (await standing()).toSorted().join() === "failed,open", "one of the two to be open", 50);
    const settled = await standing();
    // Until then each may have been handed what waited: nobody else can tell them of each other
    const [from, turns] = [said, agent.inputs.length];
    const since = clock.now();
    while (clock.now() - since < 240_000) {
      await heard();
      await pass(45_000, 1_000);
      expect(await standing(), `after ${clock.now() - since} ms`).toEqual(settled);
    }
    const loser = houses[settled.indexOf("failed")];
    expect((await loser?.status())?.reason).toMatch(/Another program receives the messages of this bot/);
    expect(agent.inputs.slice(turns).map(({ text }) => text)).toEqual(Array.from({ length: said - from }, (_, index) => `message ${from + index + 1}`));
    expect(new Set(got()).size).toBe(said);
  }),
);
