import type { Address } from "@instar/kernel";
import { expect } from "vitest";
import type { ChannelCase } from "./case.ts";

export const threadCases: readonly ChannelCase[] = [
  {
    id: "C33",
    level: 1,
    title: "each conversation and each thread has a session of its own, over restarts, and is answered where it takes place",
    async run(scene) {
      const { harness, agent, main, open, until, optedOut } = scene;
      const sessions = new Map<string, string>();
      agent.respond(({ inputs: [first], session }) => {
        sessions.set(first?.text ?? "", session.ref.id);
        return `You said: ${first?.text}`;
      });
      const ask = async (text: string, where: { readonly conversation?: string; readonly thread?: string } = {}) => {
        await harness.say(text, where);
        await until(
          () => harness.sent().some((part) => part.text === `You said: ${text}`),
          `the answer to "${text}": receive it with the conversation, and the thread, in which it was said as its address`,
        );
        const { conversation = main, thread } = where;
        expect(
          harness.sent().find((part) => part.text === `You said: ${text}`),
          "where the answer arrived: send to the address that `send` is given, with its thread",
        ).toMatchObject({ conversation, ...(thread === undefined ? {} : { thread }) });
        if (thread === undefined) expect(harness.sent().at(-1)?.thread, "the thread of an answer to what was said outside of any thread").toBeUndefined();
      };
      const places: (readonly [name: string, where: { readonly conversation?: string; readonly thread?: string }])[] = [["main", {}]];
      if (!optedOut("second-conversation")) places.push(["second", { conversation: scene.second }]);
      const first = await open();
      await ask("main 1");
      if (!optedOut("threads"))
        for (const name of ["one", "other"]) {
          const thread = await harness.newThread?.();
          if (thread !== undefined) places.push([name, { thread }]);
          await ask(`${name} 0`, { ...(thread === undefined ? {} : { thread }) });
        }
      for (const [name, where] of places) await ask(`${name} 2`, where);
      await first.stop();
      await open();
      for (const [name, where] of places) await ask(`${name} 3`, where);
      const before = places.map(([name]) => sessions.get(`${name} 2`));
      expect(new Set(before).size, "sessions: one for each conversation and thread, so each needs an address of its own").toBe(places.length);
      expect(
        places.map(([name]) => sessions.get(`${name} 3`)),
        "the sessions after the restart: an address is written the same way each time",
      ).toEqual(before);
      expect(sessions.get("main 1"), "the session of the conversation itself, before and after threads").toBe(before[0]);
    },
  },
  {
    id: "C34",
    level: 1,
    title: "a thread that the agent's side opens is opened once, though the house dies at any step of it",
    needs: "opened-threads",
    timeoutMs: 120_000,
    async run({ harness, main, open, until, optedOut }) {
      const parent: Address = { channel: harness.owner.slice(0, harness.owner.indexOf(":")), conversation: main };
      const allowed = optedOut("found-threads") ? 2 : 1;
      let house = await open();
      for (let step = 1, inTime = false; !inTime; step++)
        for (const done of [false, true]) {
          const name = `work ${step}${done ? "b" : "a"}`;
          const asked = { key: `contract/${name}`, name, parent };
          let made = false;
          house.store.breakAt(step, done);
          const making = house.conversations.thread(asked).then(
            () => (made = true),
            () => undefined, // a house that dies answers nobody
          );
          await until(() => made || house.store.broken, "the thread that `openThread` opens, or the end of the house");
          inTime = !house.store.broken;
          await house.drop();
          await making;
          house = await open();
          const thread = await house.conversations.thread(asked);
          expect(thread, "the address from `openThread`: in the conversation that it was asked for").toMatchObject(parent);
          expect(thread.thread, "`thread` of the address from `openThread`").toMatch(/./);
          expect(await house.conversations.thread(asked), "the thread for the same key, asked for again").toEqual(thread);
          await house.conversations.tell({ key: `contract/tell ${name}`, text: `Begun: ${name}`, to: thread });
          await until(
            () => harness.sent().some((part) => part.thread === thread.thread && part.text === `Begun: ${name}`),
            "words in the thread: send to `address.thread`",
            50,
          );
          expect(
            harness.threads?.().filter((other) => other === name).length,
            `threads called "${name}": after a crash the house asks \`findThread\` before it opens a second one; opt out of "found-threads" where they cannot be looked up`,
          ).toBeLessThanOrEqual(allowed);
        }
    },
  },
];
