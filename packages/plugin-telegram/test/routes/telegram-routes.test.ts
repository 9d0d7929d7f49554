import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Access, Sessions } from "@instar/kernel/contracts";
import { AccessDesk } from "@instar/plugin-access/contract";
import { ensureOwnerToken } from "@instar/plugin-access/owner-token";
import http from "@instar/plugin-http";
import { Http } from "@instar/plugin-http/contract";
import { expect, test } from "vitest";
import { play, type TelegramScene } from "../fixtures/play.ts";

type Body = Record<string, unknown> & { readonly messages: readonly Record<string, unknown>[]; readonly topics: readonly Record<string, unknown>[] };

/** A forum with the owner in it, a house that serves its API, and whoever asks it. */
async function openHouse({ harness, open, until }: TelegramScene, groups: readonly { readonly id: number }[] = []) {
  const { server, ada } = harness;
  const forum = server.supergroup({ forum: true, members: [ada], bot: "administrator" });
  const house = await open({ plugins: [http()], access: { owners: [harness.owner], groups: [forum, ...groups].map(({ id }) => `telegram:${id}`) } });
  const owner = ensureOwnerToken(join(house.folder, ".instar"));
  const ask = async (method: string, path: string, body?: unknown, token = owner) => {
    const response = await fetch(`${house.kernel.service(Http).url()}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    return { status: response.status, body: answer as Body };
  };
  return {
    house,
    forum,
    ask,
    /** The token of the session with which a conversation is had, once something was said there and answered. */
    async sessionAt(conversation: string, thread?: string) {
      const find = async () =>
        (await house.kernel.service(Sessions).list()).find(({ address }) => address?.conversation === conversation && address.thread === thread);
      await until(async () => (await find()) !== undefined, "a session");
      return house.kernel.service(Access).tokenFor((await find())?.id ?? "");
    },
    said: (chat: { readonly id: number }) => server.sent(chat).flatMap(({ text, caption }) => text ?? caption ?? []),
    until,
  };
}

test("the owner opens topics once per name or key, writes to them once per key, and reads what was said there", () =>
  play(async (scene) => {
    const { harness } = scene;
    const { server, ada } = harness;
    const { forum, ask, said, until, house } = await openHouse(scene);
    expect(await ask("GET", "/telegram/topics")).toEqual({ status: 200, body: { topics: [] } });
    expect(await ask("POST", "/telegram/topics", { name: "Plans" })).toMatchObject({ status: 422, body: { code: "TELEGRAM_NO_CHAT" } });
    const opened = await ask("POST", "/telegram/topics", { name: "Plans", chat: forum.id });
    expect(opened).toMatchObject({ status: 201, body: { name: "Plans", chat: String(forum.id) } });
    const { id, topicId } = opened.body as unknown as { id: string; topicId: number };
    expect(id).toBe(`${forum.id}:${topicId}`);
    expect((await ask("POST", "/telegram/topics", { name: " Plans ", chat: String(forum.id) })).body).toEqual(opened.body);
    const other = await ask("POST", "/telegram/topics", { name: "Plans", chat: String(forum.id), key: "2" });
    expect(other.body["id"]).not.toBe(id);

    expect(await ask("POST", `/telegram/reply/${topicId}`, { text: "**Hello**", key: "a" })).toMatchObject({
      status: 202,
      body: { ok: true, topic: id, key: "a" },
    });
    expect((await ask("POST", `/telegram/reply/${id}`, { text: "Hello again", key: "a" })).status).toBe(202);
    await writeFile(join(house.folder, "plan.txt"), "one two");
    expect((await ask("POST", `/telegram/reply/${topicId}?chat=${forum.id}`, { text: "the plan", attachments: ["plan.txt"], silent: true })).status).toBe(202);
    expect((await ask("POST", `/telegram/reply/${forum.id}:general`, { text: "to all" })).status).toBe(202);
    expect((await ask("POST", `/telegram/reply/${forum.id}:1`, { text: "and again" })).status).toBe(202);
    await until(() => said(forum).length === 4, "what was said to arrive");
    expect(said(forum)).toEqual(expect.arrayContaining(["Hello", "the plan", "to all", "and again"]));
    const inTopic = server.sent(forum).filter(({ message_thread_id: thread, forum_topic_created: made }) => thread === topicId && !made);
    expect(inTopic).toMatchObject([{ text: "Hello" }, { caption: "the plan", document: { file_name: "plan.txt" } }]);
    expect(server.requests.filter(({ parameters }) => parameters["disable_notification"] !== undefined).map(({ method }) => method)).toEqual(["sendDocument"]);
    expect(server.refused).toEqual([]);

    server.say(forum, ada, { text: "What is next?", thread: topicId });
    const messages = async (query = "") => (await ask("GET", `/telegram/topics/${topicId}/messages${query}`)).body.messages;
    await until(
      async () => (await messages()).length === 4 && (await messages()).every(({ state }) => state === "delivered" || state === "answered"),
      "an answer",
    );
    expect(await messages()).toMatchObject([
      { way: "out", text: "Hello", topic: id },
      { way: "out", text: "the plan", files: [{ name: "plan.txt" }] },
      { way: "in", text: "What is next?", from: { id: String(ada.id), trust: "owner" }, state: "answered" },
      { way: "out", answers: [expect.any(String)] },
    ]);
    const page = await ask("GET", `/telegram/topics/${topicId}/messages?limit=1`);
    expect(page.body["next"]).toBe(page.body.messages[0]?.["id"]);
    expect(await messages(`?limit=1&before=${page.body["next"]}`)).toMatchObject([{ text: "What is next?" }]);
    expect((await ask("GET", "/telegram/search?q=WHAT%20next")).body.messages).toMatchObject([{ way: "out" }, { text: "What is next?", topic: id }]);
    expect((await ask("GET", `/telegram/search?q=hello&topicId=${forum.id}:general`)).body.messages).toEqual([]);
    expect((await ask("GET", "/telegram/topics")).body.topics).toMatchObject([
      { id, topicId, name: "Plans", own: true, closed: false, lastMessageAt: expect.any(Number) },
      { id: other.body["id"] },
    ]);
    const figures = (await ask("GET", "/telegram/log-stats")).body;
    expect(figures).toMatchObject({ in: { answered: 1 }, out: { delivered: 5 }, days: [{ in: 1, out: 5 }], complete: true });
    expect(figures.topics).toEqual(expect.arrayContaining([expect.objectContaining({ topic: id, in: 1, out: 3 })]));
    expect(await ask("POST", "/telegram/topics", { name: "Where an owner last wrote" })).toMatchObject({ status: 201, body: { chat: String(forum.id) } });
  }));

test("what is asked wrongly is answered with what to do", () =>
  play(async (scene) => {
    const second = scene.harness.server.supergroup({ forum: true, members: [scene.harness.ada], bot: "administrator" });
    const { forum, ask } = await openHouse(scene, [second]);
    for (const [method, path, body, status, code] of [
      ["POST", "/telegram/reply/77", { text: "x" }, 404, "TELEGRAM_UNKNOWN_TOPIC"],
      ["GET", "/telegram/topics/77/messages", undefined, 404, "TELEGRAM_UNKNOWN_TOPIC"],
      ["POST", "/telegram/reply/here", { text: "x" }, 404, "TELEGRAM_NO_PLACE"],
      ["POST", "/telegram/reply/general", { text: "x" }, 409, "TELEGRAM_AMBIGUOUS_TOPIC"],
      ["POST", "/telegram/reply/plans", { text: "x" }, 400, undefined],
      ["POST", `/telegram/reply/${forum.id}`, { text: " " }, 422, undefined],
      ["POST", `/telegram/reply/${forum.id}`, {}, 422, undefined],
      ["POST", `/telegram/reply/${forum.id}`, { text: "x", loud: true }, 422, undefined],
      ["POST", "/telegram/topics", { name: " " }, 422, undefined],
      ["POST", "/telegram/topics", { name: "x", chat: String(scene.harness.group) }, 409, "TELEGRAM_NO_TOPIC"],
      ["GET", "/telegram/search", undefined, 400, undefined],
      ["GET", "/telegram/search?q=x&limit=0", undefined, 400, undefined],
      ["GET", `/telegram/topics/${forum.id}/messages?before=yesterday`, undefined, 400, undefined],
    ] as const) {
      const answer = await ask(method, path, body);
      expect(answer, `${method} ${path}`).toMatchObject({ status, body: code === undefined ? {} : { code, hint: expect.any(String) } });
    }
    for (const chat of [forum.id, second.id]) scene.harness.server.topic({ id: chat }, scene.harness.ada, "Made here");
    const known = async () => (await ask("GET", "/telegram/topics")).body.topics;
    await scene.until(async () => (await known()).length === 2, "the topics to be heard of");
    const [{ topicId = 0 } = {}, { topicId: other = 1 } = {}] = (await known()) as { topicId?: number }[];
    expect((await ask("POST", `/telegram/reply/${topicId}`, { text: "x" })).status).toBe(topicId === other ? 409 : 202);
    expect((await ask("GET", `/telegram/topics?chat=${second.id}`)).body.topics).toMatchObject([{ chat: String(second.id) }]);
  }));

test("a session writes to its own conversation and the topics that it opened, reads those alone, and in an owner's private chat everything", () =>
  play(async (scene) => {
    const { harness, main } = scene;
    const { server, ada } = harness;
    const { forum, ask, said, until, sessionAt } = await openHouse(scene);
    const owners = (await ask("POST", "/telegram/topics", { name: "The owner's", chat: forum.id })).body as unknown as { id: string; topicId: number };
    await harness.say("in private", { conversation: main });
    server.say(forum, ada, { text: `@${server.bot.username} in public` });
    const [inPrivate, inPublic] = [await sessionAt(main), await sessionAt(String(forum.id))];
    await until(async () => (await ask("GET", "/telegram/log-stats")).body["out"] !== undefined && said(forum).length === 1, "the answers");

    expect(await ask("POST", "/telegram/reply/here", { text: "half way" }, inPublic)).toMatchObject({ status: 202, body: { topic: `${forum.id}:general` } });
    expect((await ask("POST", "/telegram/reply/general", { text: "nearly there" }, inPublic)).status).toBe(202);
    await until(() => said(forum).includes("nearly there"), "what was said");
    for (const token of [inPublic, inPrivate])
      expect(await ask("POST", `/telegram/reply/${owners.id}`, { text: "mine" }, token)).toMatchObject({ status: 403, body: { code: "TELEGRAM_NOT_YOURS" } });
    expect((await ask("POST", `/telegram/reply/${main}:general`, { text: "psst" }, inPublic)).status).toBe(403);
    expect((await ask("POST", "/telegram/topics", { name: "x", chat: main }, inPublic)).status).toBe(403);

    const own = await ask("POST", "/telegram/topics", { name: "Release" }, inPublic);
    expect(own).toMatchObject({ status: 201, body: { chat: String(forum.id), name: "Release" } });
    expect((await ask("POST", "/telegram/topics", { name: "Release" }, inPublic)).body).toEqual(own.body);
    const release = (own.body as unknown as { topicId: number }).topicId;
    expect((await ask("POST", `/telegram/reply/${release}`, { text: "It is out." }, inPublic)).status).toBe(202);
    await until(() => said(forum).includes("It is out."), "what was said in the own topic");
    expect((await ask("GET", `/telegram/topics/${release}/messages`, undefined, inPublic)).body.messages).toMatchObject([{ text: "It is out." }]);

    const found = async (token: string, query: string) => ask("GET", `/telegram/search?q=in${query}`, undefined, token);
    expect((await found(inPublic, "")).body.messages.map(({ topic }) => topic)).toEqual([`${forum.id}:general`, `${forum.id}:general`]);
    expect((await found(inPublic, `&topicId=${main}:general`)).status).toBe(403);
    expect((await found(inPrivate, "")).body.messages.length).toBeGreaterThanOrEqual(4);
    expect((await ask("GET", `/telegram/topics/${owners.topicId}/messages`, undefined, inPublic)).status).toBe(403);
    expect((await ask("GET", `/telegram/topics/${forum.id}/messages`, undefined, inPrivate)).status).toBe(200);
    expect((await ask("GET", "/telegram/topics", undefined, inPublic)).body.topics).toHaveLength(2);
    expect((await ask("GET", "/telegram/log-stats", undefined, inPublic)).body.topics).toEqual([]);
    expect((await ask("GET", "/telegram/log-stats", undefined, inPrivate)).body.topics.length).toBeGreaterThanOrEqual(3);

    for (let more = 0; more < 26; more++) await ask("POST", "/telegram/reply/here", { text: `${more}` }, inPublic);
    const over = [await ask("POST", "/telegram/reply/here", { text: "a" }, inPublic), await ask("POST", "/telegram/reply/here", { text: "b" }, inPublic)];
    expect(over.map(({ status }) => status)).toEqual([202, 429]);
  }));

test("topics that a stranger opens in a group of theirs are not known, so that nothing meant for the owner's goes there", () =>
  play(async (scene) => {
    const { server, ada } = scene.harness;
    const mallory = server.person({ first_name: "Mallory" });
    const theirs = server.supergroup({ forum: true, members: [mallory], bot: "administrator" });
    const { forum, ask } = await openHouse(scene);
    const topics = ["Come", "over", "here"].map((name) => server.topic(theirs, mallory, name).message_id);
    server.topic(forum, ada, "Plans");
    await scene.until(async () => (await ask("GET", "/telegram/topics")).body.topics.length > 0, "the owner's to be heard of");
    expect((await ask("GET", "/telegram/topics")).body.topics).toMatchObject([{ name: "Plans", chat: String(forum.id) }]);
    const answer = await ask("POST", `/telegram/reply/${topics.at(-1)}`, { text: "not for strangers" });
    expect(answer.body["code"]).toBe("TELEGRAM_UNKNOWN_TOPIC");
  }));

test("no topic is opened where somebody wrote who is no owner any more", () =>
  play(async (scene) => {
    const { server } = scene.harness;
    const { house, ask, until } = await openHouse(scene);
    const former = server.person({ first_name: "Former" });
    const desk = house.kernel.service(AccessDesk);
    await desk.grant(`telegram:${former.id}`, "owner", "local:owner");
    server.say(server.chatWith(former), former, "hello");
    await until(
      async () => (await ask("GET", "/telegram/log-stats")).body["out"] !== undefined && server.sent(server.chatWith(former)).length > 0,
      "an answer",
    );
    await desk.revoke(`telegram:${former.id}`, "local:owner");
    expect(await ask("POST", "/telegram/topics", { name: "Plans" })).toMatchObject({ status: 422, body: { code: "TELEGRAM_NO_CHAT" } });
  }));
