import { expect } from "vitest";
import { randomFrom } from "../seeded-random.ts";
import type { ChannelCase } from "./case.ts";
import type { ChannelNoise } from "./harness.ts";

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `message ${index}`);

export const inboundCases: readonly ChannelCase[] = [
  {
    id: "C1",
    level: 1,
    title: "a message that the service delivers twice is one turn of the agent",
    async run({ harness, agent, open, until, later, got }) {
      const house = await open();
      harness.fail({ kind: "duplicate" });
      for (const text of numbered(3)) await harness.say(text);
      await until(() => got().length >= 3, "three answers");
      await later(30_000);
      expect(agent.inputs.map(({ text }) => text)).toEqual(numbered(3));
      expect(await house.conversations.inbox()).toHaveLength(3);
    },
  },
  {
    id: "C3",
    level: 1,
    title: "nothing is confirmed to the service before it is durable",
    async run({ harness, agent, open, until, pass, got }) {
      const house = await open();
      await harness.say("before");
      await until(() => got().length === 1 && harness.confirmed() === 1, "an answer and its confirmation");
      // The disk takes small changes, such as a cursor, but no message
      house.store.refuse((ops) => ops.some((op) => JSON.stringify(op).includes("while the disk is full")));
      await harness.say("while the disk is full");
      await pass(20_000);
      expect(harness.confirmed()).toBe(1);
      expect(agent.inputs).toHaveLength(1);
      house.store.refuse(undefined);
      await until(() => got().length === 2, "the message to be handled once the disk has room", 100);
      await until(() => harness.confirmed() === 2, "its confirmation");
      expect(agent.inputs.map(({ text }) => text)).toEqual(["before", "while the disk is full"]);
    },
  },
  {
    id: "C4",
    level: 1,
    title: "messages of one conversation keep their order",
    async run({ harness, agent, clock, open, until, got }) {
      const random = randomFrom(4);
      agent.respond(async ({ inputs, signal }) => {
        await clock.sleep(random() * 500, signal);
        return `answer to ${inputs[0]?.text}`;
      });
      await open();
      for (const text of numbered(20)) await harness.say(text);
      await until(() => got().length >= 20, "twenty answers");
      expect(got()).toEqual(numbered(20).map((text) => `answer to ${text}`));
    },
  },
  {
    id: "C5",
    level: 1,
    title: "a conversation whose agent is stuck delays another by less than a second",
    needs: "second-conversation",
    async run({ harness, agent, clock, second, open, until, pass, got }) {
      agent.respond(async ({ inputs: [first], signal }) => {
        if (first?.text === "stuck") await clock.sleep(60_000, signal);
        return `answer to ${first?.text}`;
      });
      await open();
      await harness.say("quick", { conversation: second });
      await until(() => got(second).length === 1, "an answer", 1);
      const began = clock.now();
      await harness.say("quick again", { conversation: second });
      await until(() => got(second).length === 2, "a second answer", 1);
      const usualMs = clock.now() - began;

      await harness.say("stuck");
      await until(() => agent.inputs.some(({ text }) => text === "stuck"), "the agent to be stuck", 1);
      const saidAt = clock.now();
      await harness.say("beside it", { conversation: second });
      await until(() => got(second).length === 3, "the other conversation to be answered", 1);
      expect(clock.now() - saidAt).toBeLessThan(usualMs + 1_000);
      await pass(61_000);
      await until(() => got().length === 1, "the stuck one to be answered");
    },
  },
  {
    id: "C6",
    level: 1,
    title: "the channel's own words, other programs and service events never reach the agent",
    async run({ harness, agent, open, until, optedOut, got }) {
      const kinds: ChannelNoise[] = ["own", ...(optedOut("bots") ? [] : ["bot" as const]), ...(optedOut("service-events") ? [] : ["service-event" as const])];
      const house = await open();
      for (const kind of kinds) await harness.noise(kind);
      await harness.say("a person");
      await until(() => got().length === 1, "an answer");
      expect(agent.inputs.map(({ text }) => text)).toEqual(["a person"]);
      expect((await house.conversations.inbox()).filter(({ state }) => state !== "refused")).toHaveLength(1);
    },
  },
  {
    id: "C7",
    level: 1,
    title: "text arrives as it was written",
    async run({ harness, agent, open, until }) {
      const longest = harness.longestMessage ?? 40_000;
      const texts = [
        "👩‍👩‍👧‍👦 🏳️‍🌈 🇩🇪 e\u0301 \u{1F9D1}\u{1F3FD}",
        "שלום עולם \u200fمرحبا\u200e 1,5",
        "one\ntwo\n\n\tthree  four",
        `"quotes" 'single' \`code\` \\ back & < > %41 &amp; {} []`,
        "日本語 한국어 ไทย हिन्दी",
        "0",
        `${"x".repeat(longest - 2)}😀`,
      ].map((text) => text.slice(0, longest));
      const house = await open();
      for (const text of texts) await harness.say(text);
      await until(() => agent.inputs.length >= texts.length, "every text to reach the agent");
      expect(agent.inputs.map(({ text }) => text)).toEqual(texts);
      const rows = await house.conversations.inbox();
      expect(rows.every(({ text }) => !text.includes("\0"))).toBe(true);
    },
  },
  {
    id: "C8",
    level: 1,
    title: "what a person quotes is told to the agent, and only then",
    needs: "quotes",
    async run({ harness, open, until, got }) {
      const house = await open();
      await harness.say("plain");
      await until(() => got().length === 1, "an answer");
      await harness.say("about that", { quoting: "You said: plain" });
      await until(() => got().length === 2, "a second answer");
      const [second, first] = await house.conversations.inbox();
      expect(first?.quoted).toBeUndefined();
      expect(second).toMatchObject({ text: "about that", quoted: "You said: plain" });
    },
  },
  {
    id: "C12",
    level: 1,
    title: "an event that cannot be read is logged and skipped; the next one is handled",
    async run({ harness, agent, open, until, later, got }) {
      const house = await open();
      const before = house.lines.length;
      await harness.noise("malformed");
      await harness.say("after it");
      await until(() => got().length === 1, "the message after the unreadable event to be answered", 50);
      await until(() => harness.confirmed() === 1, "the message after it to be confirmed");
      expect(house.lines.slice(before).filter(({ fields }) => fields["plugin"] === harness.plugin.name).length).toBeGreaterThan(0);
      await later(60_000);
      expect(await house.status()).toMatchObject({ state: "open" });
      expect(agent.inputs.map(({ text }) => text)).toEqual(["after it"]);
    },
  },
  {
    id: "C13",
    level: 1,
    title: "five hundred messages that waited while nobody listened are handled once each",
    timeoutMs: 120_000,
    async run({ harness, agent, open, until, later }) {
      const places = harness.conversations.filter((place) => place !== undefined);
      for (const [index, text] of numbered(500).entries()) await harness.say(text, { conversation: places[index % places.length] as string });
      await open();
      let before = -1;
      while (agent.inputs.length < 500 && agent.inputs.length > before) {
        before = agent.inputs.length;
        await until(() => agent.inputs.length >= Math.min(500, before + 50), "fifty more messages to be handled");
      }
      await until(() => harness.confirmed() === 500, "all of them to be confirmed");
      await later(10_000);
      expect(agent.inputs.map(({ text }) => text).toSorted()).toEqual(numbered(500).toSorted());
    },
  },
];
