import { AccessDesk } from "@instar/plugin-access/contract";
import { expect } from "vitest";
import type { ChannelCase } from "./case.ts";
import type { Scene } from "./scene.ts";

const codeIn = (text: string | undefined): string => /\/pair\s+([\w-]*\w)/.exec(text ?? "")?.[1] ?? "no code was given";
/** As long as a code works, and a little. */
const anHour = 61 * 60_000;
const wrongCodes = ["AAAA-2345", "BBBB-2345", "CCCC-2345", "DDDD-2345", "EEEE-2345"];

/** The owner gives an order to the house, and has its answer. */
async function order({ harness, until, got }: Scene, words: string): Promise<string> {
  const answers = got().length;
  await harness.say(words);
  await until(() => got().length > answers, `the answer to ${words}: pass a person's commands on to sink.receive as they were written`);
  return got().at(-1) ?? "";
}

/** Something that the owner says is answered: by then whatever was said before has been looked at. */
async function everythingSeen(scene: Scene, words: string) {
  const { agent, until, got } = scene;
  await scene.harness.say(words);
  await until(
    () => got().includes(`You said: ${words}`),
    `the answer to "${words}": give every message to sink.receive with its sender as \`from\`, and leave it to the house who is heard`,
  );
  return agent.inputs.map(({ text }) => text).filter((text) => text !== words);
}

export const accessCases: readonly ChannelCase[] = [
  {
    id: "C14",
    level: 1,
    title: "where nobody is let in nobody reaches the agent, and the channel says so",
    async run({ harness, agent, open, newFolder, until, later }) {
      const channel = harness.owner.slice(0, harness.owner.indexOf(":"));
      await expect(open({ access: { owners: ["not a sender"] }, folder: await newFolder() }), "a house with a list that cannot be read").rejects.toThrow();
      for (const owners of [[], [`${channel}:somebody-else`]]) {
        const house = await open({ access: { owners }, folder: await newFolder() });
        await harness.say(`do you hear me? ${owners.length}`);
        await until(
          async () => (await house.conversations.inbox({ states: ["refused"] })).length > 0,
          "the message to be refused: pass on what strangers write, too; the house refuses it",
        );
        await later(60_000);
        expect(
          agent.inputs.map(({ text }) => text),
          "what reached the agent though nobody is let in: `from.id` must be the service's id of who wrote, and no list of people is the channel's to keep",
        ).toEqual([]);
        expect(agent.spawned, "sessions that were begun though nobody is let in").toEqual([]);
        if (owners.length === 0) expect((await house.status()).reason ?? "", "the reason in the channel's status").toMatch(/nobody|no one/i);
        await house.stop();
      }
    },
  },
  {
    id: "C15",
    level: 1,
    title: "a stranger is told once how to be let in, by a code that works once, for an hour, over restarts, and cannot be guessed",
    async run(scene) {
      const { harness, agent, clock, open, until, later, got } = scene;
      const { sender, conversation } = harness.stranger;
      const told = () => got(conversation);
      const write = (text: string) => harness.say(text, { from: "stranger" });
      const first = await open();
      await write("hello");
      await until(() => told().length === 1, "the stranger to be told how to be let in: answers go to the address that the message named");
      const expired = codeIn(told()[0]);
      for (const text of ["hello?", "anybody?"]) await write(text);
      expect(
        await everythingSeen(scene, "in between"),
        "what the agent read of a stranger: `from.id` is the account that wrote, not the conversation's",
      ).toEqual([]);
      await later(60_000);
      expect(told(), "what the stranger was told: once, however much they write").toHaveLength(1);

      await clock.jump({ ms: anHour });
      await order(scene, `/pair ${expired}`);
      await write("an hour later");
      await until(() => told().length === 2, "the stranger to be told again, an hour later");
      const code = codeIn(told()[1]);
      expect(code, "the second code: a new one, as the first has expired").not.toBe(expired);
      await first.stop();

      const house = await open();
      await write("after a restart");
      for (const wrong of wrongCodes) await order(scene, `/pair ${wrong}`);
      await order(scene, `/pair ${code}`);
      await write("was that it?");
      expect(await everythingSeen(scene, "one more"), "what the agent read: nothing of the stranger after a restart and wrong codes").toEqual(["in between"]);
      expect(told(), "what the stranger was told").toHaveLength(2);

      await clock.jump({ minutes: 15 });
      await order(scene, `/pair ${code}`);
      await write("and now?");
      await until(() => told().includes("You said: and now?"), "an answer for who is no stranger any more: `from.id` is the same as in the pairing");

      await house.kernel.service(AccessDesk).revoke(sender, "the contract");
      await order(scene, `/pair ${code}`);
      await write("and again?");
      await everythingSeen(scene, "at last");
      expect(
        agent.inputs.map(({ text }) => text),
        "what the agent read: of the stranger only what came between the pairing and its end",
      ).toEqual(["in between", "one more", "and now?", "at last"]);
    },
  },
  {
    id: "C16",
    level: 1,
    title: "in a group that is not let in nobody is heard, and in one that is a stranger is not, whatever name they bear",
    needs: "groups",
    async run(scene) {
      const { harness, agent, open, later, got } = scene;
      const group = harness.group as string;
      const channel = harness.owner.slice(0, harness.owner.indexOf(":"));
      const closed = await open();
      for (const from of ["owner", "stranger"] as const) {
        await harness.say("can you hear me?", { conversation: group, from, addressing: "mention" });
        await harness.say("/status", { conversation: group, from });
      }
      await everythingSeen(scene, "in private");
      await closed.stop();
      await open({ access: { owners: [harness.owner], groups: [`${channel}:${group}`] } });
      await harness.say("and me?", { conversation: group, from: "stranger", addressing: "mention" });
      await harness.say("/status", { conversation: group, from: "stranger" });
      await everythingSeen(scene, "in private again");
      await later(60_000);
      expect(
        agent.inputs.map(({ text }) => text),
        "what the agent read: nothing of a closed group, and nothing of a stranger in an open one; set `group` where several people write",
      ).toEqual(["in private", "in private again"]);
      expect(got(group), "what was said in the group: nothing to who is not heard").toEqual([]);
    },
  },
];
