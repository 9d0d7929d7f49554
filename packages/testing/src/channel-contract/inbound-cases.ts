import { expect } from "vitest";
import { randomFrom } from "../seeded-random.ts";
import type { ChannelCase } from "./case.ts";
import type { ChannelNoise } from "./harness.ts";

const allReceived = "give every message that the service hands over to sink.receive, and await it";

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
      await until(() => got().length >= 3, `three answers: ${allReceived}`);
      await later(30_000);
      const byAct = "a message that is delivered twice has one key: take the service's id of what the person did, never a counter of deliveries or the time";
      expect(
        agent.inputs.map(({ text }) => text),
        byAct,
      ).toEqual(numbered(3));
      expect(await house.conversations.inbox(), byAct).toHaveLength(3);
    },
  },
  {
    id: "C3",
    level: 1,
    title: "nothing is confirmed to the service before it is durable",
    async run({ harness, agent, open, until, pass, got }) {
      const house = await open();
      await harness.say("before");
      await until(
        () => got().length === 1 && harness.confirmed() === 1,
        `an answer and its confirmation: ${allReceived}; then move the cursor, or answer the webhook`,
      );
      // The disk takes small changes, such as a cursor, but no message
      house.store.refuse((ops) => ops.some((op) => JSON.stringify(op).includes("while the disk is full")));
      await harness.say("while the disk is full");
      await pass(20_000);
      expect(
        harness.confirmed(),
        "messages that the service holds for done: move the cursor, or answer the webhook, only after sink.receive has resolved",
      ).toBe(1);
      expect(agent.inputs, "turns of the agent while no message could be written").toHaveLength(1);
      house.store.refuse(undefined);
      await until(
        () => got().length === 2,
        "the message to be handled once the disk has room: when sink.receive rejects, leave the cursor and ask for the message again",
        100,
      );
      await until(
        () => harness.confirmed() === 2,
        "its confirmation: after a sink.receive that rejected, the loop goes on, and the cursor moves when the next one resolves",
      );
      expect(
        agent.inputs.map(({ text }) => text),
        "turns of the agent: each message once, also after a sink.receive that rejected",
      ).toEqual(["before", "while the disk is full"]);
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
      await until(() => got().length >= 20, `twenty answers: ${allReceived}`);
      expect(got(), "answers in the order of the messages: await each sink.receive before the next message is given").toEqual(
        numbered(20).map((text) => `answer to ${text}`),
      );
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
      await until(() => got(second).length === 1, `an answer in the second conversation: ${allReceived}, with the conversation as its address`, 1);
      const began = clock.now();
      await harness.say("quick again", { conversation: second });
      await until(() => got(second).length === 2, "a second answer there", 1);
      const usualMs = clock.now() - began;

      await harness.say("stuck");
      await until(() => agent.inputs.some(({ text }) => text === "stuck"), "the first conversation's message to reach the agent", 1);
      const saidAt = clock.now();
      await harness.say("beside it", { conversation: second });
      await until(() => got(second).length === 3, "the other conversation to be answered: do not wait for an answer in the loop that fetches messages", 1);
      expect(
        clock.now() - saidAt,
        "ms until it was answered: the loop that fetches messages must not wait for answers, nor one send for another conversation's",
      ).toBeLessThan(usualMs + 1_000);
      await pass(61_000);
      await until(() => got().length === 1, "the answer that took long");
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
      await until(() => got().length === 1, `an answer to the person, after ${kinds.join(", ")}: move the cursor past what you skip`);
      const people = "leave out what the channel itself, a bot or the service says, before sink.receive: else an agent answers itself for ever";
      expect(
        agent.inputs.map(({ text }) => text),
        people,
      ).toEqual(["a person"]);
      expect(
        (await house.conversations.inbox()).filter(({ state }) => state !== "refused"),
        people,
      ).toHaveLength(1);
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
      await until(
        () => agent.inputs.length >= texts.length,
        `every text to reach the agent: ${allReceived}; a text that your service cannot carry that long is bounded by \`longestMessage\` of the harness`,
      );
      expect(
        agent.inputs.map(({ text }) => text),
        "what the agent read: pass the text on as it is; decode what the service escapes (entities, markup), and cut or trim nothing",
      ).toEqual(texts);
      const rows = await house.conversations.inbox();
      expect(
        rows.every(({ text }) => !text.includes("\0")),
        "no text in the inbox holds a NUL character",
      ).toBe(true);
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
      await until(() => got().length === 1, `an answer: ${allReceived}`);
      await harness.say("about that", { quoting: "You said: plain" });
      await until(() => got().length === 2, "an answer to the message with a quote");
      const [second, first] = await house.conversations.inbox();
      expect(first?.quoted, "what a message quotes that quotes nothing: leave `quoted` out").toBeUndefined();
      expect(second, "the message with a quote: its text alone in `text`, what it answers in `quoted`").toMatchObject({
        text: "about that",
        quoted: "You said: plain",
      });
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
      await until(
        () => got().length === 1,
        "the message after the unreadable event to be answered: check each event by itself, and go on with the next when one is not as expected",
        50,
      );
      await until(() => harness.confirmed() === 1, "the message after it to be confirmed: move the cursor past the event that was skipped");
      expect(
        house.lines.slice(before).filter(({ fields }) => fields["plugin"] === harness.plugin.name).length,
        "log lines of the channel on the skipped event: call log.warn with its id",
      ).toBeGreaterThan(0);
      await later(60_000);
      expect(await house.status(), "an event that cannot be read is no failure of the channel: skip it, without sink.failed").toMatchObject({ state: "open" });
      expect(
        agent.inputs.map(({ text }) => text),
        "what the agent read: nothing of an event that cannot be read",
      ).toEqual(["after it"]);
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
        await until(
          () => agent.inputs.length >= Math.min(500, before + 50),
          "fifty more messages to be handled: fetch again as long as a page was full, from the cursor of the last one received",
        );
      }
      await until(() => harness.confirmed() === 500, "all of them to be confirmed: the cursor moves after the last one, too");
      await later(10_000);
      expect(
        agent.inputs.map(({ text }) => text).toSorted(),
        "turns of the agent: each of the five hundred once, so no page is skipped or read twice under another key",
      ).toEqual(numbered(500).toSorted());
    },
  },
];
