import { telegramFault } from "@instar/testing/fake-telegram";
import { expect, test } from "vitest";
import { play } from "../fixtures/play.ts";

test("a short limit holds over a quick restart as well", () =>
  play(async ({ harness, main, open, until, later }) => {
    const { server } = harness;
    const first = await open();
    const topics = [await harness.newThread?.(), await harness.newThread?.()];
    const tell = (house: typeof first, text: string, thread: string | undefined) =>
      house.conversations.tell({ key: text, text, to: { channel: "telegram", conversation: main, ...(thread !== undefined && { thread }) } });
    server.park(Number(main), 9);
    await tell(first, "one", topics[0]);
    await until(() => server.requests.some(({ status }) => status === 429), "the limit to be told", 1);
    await first.drop();
    const next = await open();
    await tell(next, "two", topics[1]);
    await later(10_000);
    await until(() => harness.sent().length === 2, "both when it is over");
    expect(server.early).toEqual([]);
  }));

test("signs of life that come through slowly do not pile up, and end soon after the answers", () =>
  play(async ({ harness, agent, open, until, pass }) => {
    const { server, ada } = harness;
    const forum = server.supergroup({ forum: true, members: [ada] });
    await open({ access: { owners: [harness.owner], groups: [`telegram:${forum.id}`] } });
    const topics = Array.from({ length: 10 }, (_, index) => server.topic(forum, ada, `Topic ${index}`).message_id);
    server.fail("sendChatAction", telegramFault.slow(2_000), Number.POSITIVE_INFINITY);
    for (const thread of topics) server.say(forum, ada, { text: "@instar_bot [[slow]]", thread });
    await until(() => server.sent(forum).filter(({ text }) => text !== undefined).length === topics.length, "all answers", 100);
    const before = server.requests.filter(({ method }) => method === "sendChatAction").length;
    await pass(60_000, 500);
    expect(server.requests.filter(({ method }) => method === "sendChatAction").length - before).toBeLessThanOrEqual(2);
    expect(agent.inputs.length).toBe(topics.length);
  }));
