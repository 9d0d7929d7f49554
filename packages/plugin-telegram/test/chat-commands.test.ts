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
    server.say(chat, ada, "hello");
    await until(() => texts().length === 2, "an answer in the chat");
    server.say(chat, ada, { text: "/help", thread });
    await until(() => texts(thread).length === 3, "the commands");
    expect(texts(thread)[2]).toMatch(/^This conversation\n\/new \[name\]: .*\n\/status: /);
    server.say(chat, ada, { text: "/sessions", thread });
    await until(() => texts(thread).length === 4, "the sessions");
    expect((texts(thread)[3] ?? "").split("\n").sort()).toEqual([
      expect.stringMatching(/^• Ada: idle/),
      expect.stringMatching(/^• Trip to Rome \(here\): idle/),
    ]);
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

test("the commands of the house and of plugins stand in the menu; those for owners only in an owner's chat, from their first message on", () =>
  play(async ({ harness: { server, ada, owner }, open, until }) => {
    const house = await open({ access: { owners: [owner] } });
    const menu = (scope?: string) =>
      (server.commands(scope) as readonly { readonly command: string; readonly description: string }[]).map(({ command }) => command);
    const everybody = ["new", "status", "stop", "interrupt", "model", "sessions", "help"];
    await until(() => menu().length > 0, "the menu");
    expect(menu()).toEqual(expect.arrayContaining(everybody));
    expect(menu()).not.toContain("restart");
    const chat = server.chatWith(ada);
    server.say(chat, ada, "hello");
    await until(() => menu(`chat/${chat.id}`).length > 0, "the owner's menu");
    expect(menu(`chat/${chat.id}`)).toEqual(expect.arrayContaining([...everybody, "restart", "pair"]));
    await until(() => server.sent(chat).length === 1, "an answer");
    await house.stop();
    const asked = () => server.requests.filter(({ method }) => method === "setMyCommands").length;
    const before = asked();
    await open({ access: { owners: [owner] } });
    await until(() => asked() === before + 2, "both menus after a restart");
    expect(server.refused).toEqual([]);
  }));
