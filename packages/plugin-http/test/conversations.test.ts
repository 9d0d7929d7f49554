import { Conversations } from "@instar/plugin-conversations/contract";
import { expect, test } from "vitest";
import { openHouse, readEvents, type StreamEvent } from "./house.ts";

const openStream = (url: string, path: string, token: string, init: RequestInit = {}) =>
  fetch(`${url}${path}`, { ...init, headers: { authorization: `Bearer ${token}`, ...(init.body ? { "content-type": "application/json" } : {}) } });

const all = async (response: Response): Promise<StreamEvent[]> => {
  const events: StreamEvent[] = [];
  for await (const event of readEvents(response)) events.push(event);
  return events;
};

test("a message is accepted, answered, and found in the history", async () => {
  await using house = await openHouse();
  const sent = await house.ask("POST", "/conversations/main/messages", { body: { text: "Hello" } });
  expect(sent).toMatchObject({ status: 202, body: { id: expect.any(String), state: expect.stringMatching(/accepted|running/) } });
  await expect
    .poll(async () => (await house.ask("GET", "/conversations/main")).body)
    .toMatchObject({
      messages: [{ id: sent.body.id, text: "Hello", from: "owner", state: "answered" }],
      replies: [{ text: "You said: Hello", answers: [sent.body.id], state: "delivered" }],
    });
  expect((await house.ask("GET", "/conversations/other")).body).toEqual({ messages: [], replies: [] });
});

test("the owner of the API speaks as the owner", async () => {
  await using house = await openHouse();
  const { body } = await house.ask("POST", "/conversations/main/messages", { body: { text: "Hello" } });
  expect(await house.kernel.service(Conversations).message(body.id)).toMatchObject({
    address: { channel: "http", conversation: "main" },
    from: { trust: "owner" },
  });
});

test("the same key is accepted once in its conversation, whatever the text", async () => {
  await using house = await openHouse();
  const send = (conversation: string, text: string) => house.ask("POST", `/conversations/${conversation}/messages`, { body: { text, key: "one" } });
  const first = await send("main", "Hello");
  expect((await send("main", "Hello again")).body.id).toBe(first.body.id);
  expect((await send("other", "Hello")).body.id).not.toBe(first.body.id);
});

test("posting with stream=1 answers with what happens, until the answer is told", async () => {
  await using house = await openHouse();
  house.agent.respond(async ({ host }) => {
    await host.emit({ type: "text", delta: "Good " });
    await host.emit({ type: "tool-start", id: "t1", tool: "Bash" });
    await host.emit({ type: "tool-end", id: "t1", tool: "Bash", ok: true });
    return "Good day";
  });
  const response = await openStream(house.url, "/conversations/main/messages?stream=1", house.owner, {
    method: "POST",
    body: JSON.stringify({ text: "Hello" }),
  });
  const events = await all(response);
  const kinds = events.map(({ event }) => event).filter((event) => event !== "typing");
  expect(kinds[0]).toBe("accepted");
  expect(kinds.slice(1)).toEqual(["text", "tool-start", "tool-end", "turn-end", "reply", "message", "end"]);
  const { id } = events[0]?.data ?? {};
  expect(events.find(({ event }) => event === "reply")?.data).toMatchObject({ text: "Good day", answers: [id] });
  expect(events.find(({ event }) => event === "message")?.data).toEqual({ id, state: "answered" });
});

test("a stream that comes after the answer gets it all the same", async () => {
  await using house = await openHouse();
  const body = JSON.stringify({ text: "Hello", key: "one" });
  const { id } = (await house.ask("POST", "/conversations/main/messages", { body })).body;
  await expect.poll(async () => (await house.kernel.service(Conversations).repliesTo(id))[0]?.state).toBe("delivered");
  const events = await all(await openStream(house.url, "/conversations/main/messages?stream=1", house.owner, { method: "POST", body }));
  expect(events.map(({ event, data }) => [event, data.state ?? data.text ?? ""])).toEqual([
    ["accepted", "answered"],
    ["reply", "You said: Hello"],
    ["message", "answered"],
    ["end", ""],
  ]);
});

test("whoever listens to a conversation hears what is said in it, and nothing of others", async () => {
  await using house = await openHouse();
  const response = await openStream(house.url, "/conversations/main/stream", house.owner);
  const events = readEvents(response);
  await house.ask("POST", "/conversations/other/messages", { body: { text: "Psst" } });
  await house.ask("POST", "/conversations/main/messages", { body: { text: "Hello" } });
  const heard: StreamEvent[] = [];
  for await (const event of events) {
    heard.push(event);
    if (event.event === "message") break;
  }
  expect(heard.filter(({ event }) => event === "reply").map(({ data }) => data.text)).toEqual(["You said: Hello"]);
});

test("a stream ends with a word when the house stops", async () => {
  await using house = await openHouse();
  const response = await openStream(house.url, "/conversations/main/stream", house.owner);
  const events = all(response);
  await house.kernel.stop("over");
  expect(await events).toEqual([{ event: "end", data: { reason: "The agent is stopping." } }]);
});

test("an agent may not speak as the owner, read along, or read the history", async () => {
  await using house = await openHouse();
  const token = await house.agentToken("session-1");
  for (const [method, path] of [
    ["POST", "/conversations/main/messages"],
    ["GET", "/conversations/main/stream"],
    ["GET", "/conversations/main"],
  ] as const)
    expect(await house.ask(method, path, { token, ...(method === "POST" ? { body: { text: "I am the owner" } } : {}) })).toMatchObject({
      status: 403,
      body: { code: "HTTP_OWNER_ONLY" },
    });
  expect(await house.kernel.service(Conversations).inbox()).toEqual([]);
});
