import { telegramFault } from "@instar/testing/fake-telegram";
import { expect, test } from "vitest";
import { play } from "./fixtures/play.ts";

const long = (words: number) => Array.from({ length: words }, (_, index) => `word${index}`).join(" ");

test("a topic that is deleted between two parts of an answer loses none of them", () =>
  play(async ({ harness, agent, open, until }) => {
    const { server, ada } = harness;
    const forum = server.supergroup({ forum: true, members: [ada] });
    await open({ access: { owners: [harness.owner], groups: [`telegram:${forum.id}`] } });
    const topic = server.topic(forum, ada, "Plans").message_id;
    agent.respond(() => long(1_500));
    let sends = 0;
    server.fail(
      ({ sends: isSend }) => {
        if (isSend && ++sends === 2) server.deleteTopic(forum, topic);
        return false;
      },
      telegramFault.reset(),
      1,
    );
    server.say(forum, ada, { text: "@instar_bot tell me a lot", thread: topic });
    const parts = () => server.sent(forum).flatMap(({ text, message_thread_id: thread }) => (text === undefined ? [] : [{ text, thread }]));
    await until(() => parts().at(-1)?.text.includes("word1499") === true, "the last part");
    expect(
      parts()
        .map(({ text }) => text)
        .join(" ")
        .match(/word\d+/g),
    ).toEqual(long(1_500).split(" "));
    const [first, ...rest] = parts().map(({ thread }) => thread);
    expect(first).toBe(topic);
    expect(new Set(rest).size).toBe(1);
    expect(rest[0]).not.toBe(topic);
    expect(rest[0]).toBeDefined();
  }));

test("a group that becomes a supergroup while a limit holds is answered at its new place, in order, and nothing comes early", () =>
  play(async ({ harness, open, until, later }) => {
    const { server, ada } = harness;
    const group = server.group({ members: [ada] });
    const house = await open({ access: { owners: [harness.owner], groups: [`telegram:${group.id}`] } });
    const tell = (key: string) => house.conversations.tell({ key, text: key, to: { channel: "telegram", conversation: String(group.id) } });
    server.park(group, 300);
    await tell("one");
    await until(() => server.requests.some(({ status }) => status === 429), "the limit to be told");
    const moved = server.migrate(group);
    await tell("two");
    await later(301_000);
    await until(() => server.sent(moved).filter(({ text }) => text !== undefined).length === 2, "both");
    expect(server.sent(moved).flatMap(({ text }) => text ?? [])).toEqual(["one", "two"]);
    expect(server.early).toEqual([]);
  }));

test("an album, an edit and what is behind them survive a kill at any moment of their coming", () =>
  play(async ({ harness, agent, open, until }) => {
    const { server, ada } = harness;
    const chat = server.chatWith(ada);
    let house = await open();
    for (let round = 0; round < 4; round++) {
      const photo = { photo: { content: new Uint8Array([0xff, 0xd8, 0xff]) } };
      server.sayAlbum(chat, ada, [photo, photo, photo], `album ${round}`);
      const words = server.say(chat, ada, `words ${round}`);
      server.edit(words, `better words ${round}`);
      const dropped = house.store;
      dropped.breakAt(1 + round * 2, round % 2 === 0);
      await until(() => dropped.broken, "the last commit");
      await house.drop();
      house = await open();
    }
    await until(() => agent.inputs.length >= 8, "all turns", 50);
    const texts = agent.inputs.map(({ text }) => text);
    for (let round = 0; round < 4; round++) {
      expect(
        texts.filter((text) => text.startsWith(`album ${round}`)),
        "one turn for an album",
      ).toHaveLength(1);
      expect(texts.some((text) => text.includes(`better words ${round}`))).toBe(true);
    }
  }));

test("a token that is revoked in the middle of an answer stops it, and what is left comes when it is mended", () =>
  play(async ({ harness, agent, open, until, later }) => {
    const { server, ada } = harness;
    const house = await open();
    agent.respond(() => long(1_500));
    let sends = 0;
    server.fail(({ sends: isSend, method }) => (isSend && ++sends > 1) || (sends > 1 && method === "getUpdates"), telegramFault.unauthorized(), 40);
    await harness.say("tell me a lot");
    await until(async () => (await house.status()).state === "failed", "the channel to say so", 50);
    expect((await house.status()).reason).toMatch(/does not know the bot of this token/);
    await later(120_000);
    server.restore();
    await until(() => server.sent(server.chatWith(ada)).at(-1)?.text?.includes("word1499") === true, "the last part", 100);
    const shown = server
      .sent(server.chatWith(ada))
      .map(({ text }) => text)
      .join(" ");
    expect(shown.match(/word\d+/g)).toEqual(long(1_500).split(" "));
  }));

test("hostile words reach the agent as they were written, and come back so", () =>
  play(async ({ harness, agent, open, until }) => {
    const { server, ada } = harness;
    await open();
    const hostile = [
      "\u202Egnp.exe\u202C right to left",
      "👨‍👩‍👧‍👦".repeat(300),
      `${"a\u0301\u0302\u0303".repeat(40)} zalgo`,
      "<b>bold</b> &amp; <script>alert(1)</script>",
      "```\nunclosed fence with `ticks` and [link](javascript:alert(1))",
      "@".repeat(4_096),
      `${"x ".repeat(2_047)}😀`,
      "/stop@another_bot is no command here",
      "\u0000null and \u200B nothing \uFEFF",
      "*_~|`[]()#+-=.!{}>".repeat(60),
    ];
    for (const [index, text] of hostile.entries()) {
      const { text: written } = server.say(server.chatWith(ada), ada, text);
      await until(() => agent.inputs.length === index + 1, `a turn for ${JSON.stringify(text.slice(0, 20))}`);
      expect(agent.inputs[index]?.text).toBe(written);
      await until(() => server.sent(server.chatWith(ada)).length > index, "an answer");
    }
    await until(() => server.pendingUpdates.length === 0, "everything to be confirmed");
    expect(server.refused).toEqual([]);
  }));

test("a sleep of the machine while a limit holds loses nothing, doubles nothing, and sends nothing early", () =>
  play(async ({ harness, clock, main, open, until, later, pass, got }) => {
    const { server } = harness;
    await open();
    await harness.say("before");
    await until(() => got().length === 1, "an answer");
    server.park(Number(main), 600);
    await harness.say("parked");
    await until(() => server.requests.some(({ status }) => status === 429), "the limit to be told");
    await clock.jump({ hours: 9 });
    await pass(3_000);
    await until(() => got().length === 2, "the parked answer after the sleep", 100);
    await harness.say("after");
    await until(() => got().length === 3, "an answer after the sleep", 100);
    await later(60_000);
    expect(got()).toEqual(["before", "parked", "after"].map((text) => `You said: ${text}`));
    expect(server.early).toEqual([]);
  }));
