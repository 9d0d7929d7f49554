import { expect, test } from "vitest";
import { play } from "./fixtures/play.ts";

test("/new NAME opens a topic in a private chat, where its conversation begins, and says so where it was asked", () =>
  play(async ({ harness: { server, ada, owner }, open, until }) => {
    await open({ access: { owners: [owner] } });
    const chat = server.chatWith(ada);
    server.say(chat, ada, "/new Trip to Rome");
    const texts = (thread?: number) => server.sent(chat).flatMap((sent) => (sent.text !== undefined && sent.message_thread_id === thread ? [sent.text] : []));
    await until(() => texts().length === 1, "the answer");
    const topics = server.sent(chat).filter((sent) => sent.forum_topic_created);
    expect(topics.map((topic) => topic.forum_topic_created?.name)).toEqual(["Trip to Rome"]);
    const thread = topics[0]?.message_thread_id as number;
    expect([texts(), texts(thread)]).toEqual([
      ["Opened Trip to Rome; write there."],
      ["Trip to Rome begins here: what you write here is a conversation of its own."],
    ]);
    server.say(chat, ada, { text: "hello", thread });
    await until(() => texts(thread).length === 2, "an answer in the topic");
    server.say(chat, ada, { text: "/help", thread });
    await until(() => texts(thread).length === 3, "the commands");
    expect(texts(thread)[2]).toMatch(/^This conversation\n\/new \[name\]: .*\n\/status: /);
    expect(server.refused).toEqual([]);
  }));

test("where Telegram opens no topic, /new NAME says why and what to do", () =>
  play(
    async ({ harness: { server, ada, owner }, open, until }) => {
      const forum = server.supergroup({ forum: true, members: [ada], rights: { can_manage_topics: false } });
      await open({ access: { owners: [owner], groups: [`telegram:${forum.id}`] } });
      server.say(forum, ada, "/new@instar_bot Trip");
      server.say(server.chatWith(ada), ada, "/new Trip");
      const texts = (chat: { readonly id: number }) => server.sent(chat).flatMap(({ text }) => text ?? []);
      await until(() => texts(forum).length === 1 && texts(server.chatWith(ada)).length === 1, "both answers");
      for (const chat of [forum, server.chatWith(ada)])
        expect(texts(chat)).toEqual([
          expect.stringMatching(/^Trip could not be opened\. Telegram opened no topic: Bad Request: .*administrator with the right to manage topics/),
        ]);
    },
    { server: { bot: { has_topics_enabled: false } } },
  ));

test("the commands of the house and of plugins stand in the menu", () =>
  play(async ({ harness: { server, owner }, open, until }) => {
    await open({ access: { owners: [owner] } });
    await until(() => server.commands().length > 0, "the menu");
    const menu = server.commands() as readonly { readonly command: string; readonly description: string }[];
    expect(menu.map(({ command }) => command)).toEqual(
      expect.arrayContaining(["new", "status", "stop", "interrupt", "restart", "model", "sessions", "help", "pair"]),
    );
    expect(menu.find(({ command }) => command === "new")?.description).toBe("Begins a new conversation here, or in a thread of that name.");
  }));
