import type { Json, SessionRef } from "@instar/kernel";
import { type SessionServer, SessionServers, Sessions } from "@instar/kernel/contracts";
import access from "@instar/plugin-access";
import conversations from "@instar/plugin-conversations";
import delegate from "@instar/plugin-delegate";
import namedSessions, { NamedSessions } from "@instar/plugin-named-sessions";
import sessions from "@instar/plugin-sessions";
import store from "@instar/plugin-store";
import { createScriptedAgent, createScriptedChannel, createTestKernel } from "@instar/testing";
import { describe, expect, test } from "vitest";
import { AgentToolbox } from "../src/contract.ts";
import mcp from "../src/index.ts";

const ownersId = "scripted-chat:ann";

async function openHouse(options: Parameters<typeof mcp>[0] = {}) {
  const agent = createScriptedAgent();
  const chat = createScriptedChannel();
  const kernel = await createTestKernel([
    store(),
    access({ owners: [ownersId] }),
    sessions(),
    conversations(),
    namedSessions(),
    delegate(),
    agent.plugin,
    chat.plugin,
    mcp(options),
  ]);
  const [server] = [...kernel.contributions(SessionServers)].map(({ value }) => value) as [SessionServer];
  let calls = 0;
  return {
    kernel,
    agent,
    chat,
    session: async (key: string): Promise<SessionRef> => (await kernel.service(Sessions).open(key)).ref,
    /** As the model of a session calls it. */
    async use(session: SessionRef, name: string, input: Json = {}) {
      const message: Json = { jsonrpc: "2.0", id: ++calls, method: "tools/call", params: { name, arguments: input } };
      const answer = (await server.answer(message, session, new AbortController().signal)) as { result: { content: { text: string }[]; isError?: boolean } };
      return { text: answer.result.content[0]?.text ?? "", isError: answer.result.isError === true };
    },
    owner: (name: string, input: Json = {}) => kernel.service(AgentToolbox).call({ name, input }),
    [Symbol.asyncDispose]: () => kernel[Symbol.asyncDispose](),
  };
}

const names = [
  "session_spawn",
  "session_send",
  "session_wait",
  "session_list",
  "session_output",
  "session_stop",
  "delegate_run",
  "delegate_status",
  "delegate_continue",
  "send_message",
  "outbox_list",
];

test("the tools of the house cost a session few words", async () => {
  await using house = await openHouse();
  const listed = await house.kernel.service(AgentToolbox).list();
  expect(listed.map(({ name }) => name)).toEqual(names);
  expect(Buffer.byteLength(JSON.stringify(listed))).toBeLessThan(4_500);
});

describe("sessions", () => {
  test("are begun, asked, read and stopped by an agent", async () => {
    await using house = await openHouse();
    const me = await house.session("web/ann");
    expect(await house.use(me, "session_list")).toEqual({ text: "There are none. session_spawn starts one.", isError: false });
    expect((await house.use(me, "session_spawn", { name: "scout", prompt: "look around" })).isError).toBe(false);
    expect((await house.use(me, "session_wait", { name: "scout" })).text).toMatch(/^scout: done \(.*\)\n\nYou said: look around$/);
    await house.use(me, "session_send", { name: "scout", prompt: "and now?" });
    expect((await house.use(me, "session_wait", { name: "scout" })).text).toContain("You said: and now?");
    expect((await house.use(me, "session_output", { name: "scout" })).text).toMatch(/^scout: ready\n/);
    expect((await house.use(me, "session_list")).text).toMatch(/^scout: ready, 2 turns, \$/);
    expect((await house.use(me, "session_stop", { name: "scout" })).text).toMatch(/^scout: stopped/);
  });

  test("of others are out of an agent's reach, and the owner's client reaches all", async () => {
    await using house = await openHouse();
    const [me, other] = [await house.session("web/ann"), await house.session("web/bob")];
    await house.use(me, "session_spawn", { name: "scout", prompt: "look" });
    await house.owner("session_spawn", { name: "private", prompt: "secret" });
    for (const [who, name] of [
      [other, "scout"],
      [me, "private"],
    ] as const)
      for (const tool of ["session_send", "session_wait", "session_output", "session_stop"])
        expect(await house.use(who, tool, { name, ...(tool === "session_send" && { prompt: "x" }) }), `${tool} ${name}`).toMatchObject({ isError: true });
    expect((await house.use(me, "session_list")).text).not.toContain("private");
    expect((await house.owner("session_list")).text).toMatch(/private[\s\S]*scout|scout[\s\S]*private/);
  });

  test("that do not exist are said to be missing, with what to do", async () => {
    await using house = await openHouse();
    expect(await house.use(await house.session("web/ann"), "session_wait", { name: "nobody" })).toMatchObject({
      isError: true,
      text: expect.stringContaining("nobody"),
    });
  });
});

test("a task is delegated, and its result read, by the agent that began it alone", async () => {
  await using house = await openHouse();
  const [me, other] = [await house.session("web/ann"), await house.session("web/bob")];
  const begun = await house.use(me, "delegate_run", { task: "Count the lamps", preset: "read-only", max_cost_usd: 0.5 });
  expect(begun.isError, begun.text).toBe(false);
  const name = /^[^:]+/.exec(begun.text)?.[0] ?? "";
  await expect.poll(async () => (await house.use(me, "delegate_status", { name })).text).toMatch(/completed|needs_input/);
  expect((await house.use(other, "delegate_status", { name })).isError).toBe(true);
  expect((await house.owner("delegate_status", { name })).isError).toBe(false);
});

describe("messages", () => {
  test("go to the owner or into the session's own conversation, and are seen on their way", async () => {
    await using house = await openHouse();
    await house.chat.say("hello", { from: "ann", conversation: "ann" });
    await expect.poll(() => house.chat.sent.length).toBe(1);
    const conversation = { id: "session-of-a-group", driver: "scripted", address: { channel: "scripted-chat", conversation: "group" } };
    expect(await house.use(conversation, "send_message", { text: "The lamp is lit.", to: "here" })).toEqual({
      text: "On its way, on scripted-chat.",
      isError: false,
    });
    expect(await house.use(conversation, "send_message", { text: "Look at the lamp." })).toMatchObject({ isError: false });
    await expect
      .poll(() => house.chat.sent.slice(1).map(({ conversation, text }) => `${conversation}: ${text}`))
      .toEqual(["group: The lamp is lit.", "ann: Look at the lamp."]);
    await expect.poll(async () => (await house.use(conversation, "outbox_list")).text.split("\n").filter((line) => line.includes("delivered"))).toHaveLength(2);
    expect((await house.use({ id: "another", driver: "scripted" }, "outbox_list")).text).toBe("Nothing was sent from here lately.");
  });

  test("of a session without a conversation cannot go there", async () => {
    await using house = await openHouse();
    const answer = await house.use({ id: "job", driver: "scripted" }, "send_message", { text: "x", to: "here" });
    expect(answer).toMatchObject({ isError: true, text: expect.stringContaining('to: "owner"') });
  });

  test("are few: what is more than the limit is not sent, until an hour has passed", async () => {
    await using house = await openHouse({ messagesPerHour: 2 });
    const [me, other] = [
      { id: "one", driver: "scripted" },
      { id: "two", driver: "scripted" },
    ];
    const send = (who: SessionRef) => house.use(who, "send_message", { text: "again" });
    expect([(await send(me)).isError, (await send(me)).isError, (await send(me)).isError, (await send(other)).isError]).toEqual([false, false, true, false]);
    await house.kernel.clock.advance(3_600_000);
    expect((await send(me)).isError).toBe(false);
  });

  test("of sessions that an agent began count as its own", async () => {
    await using house = await openHouse({ messagesPerHour: 2 });
    const me = await house.session("web/ann");
    const sent: boolean[] = [];
    for (const name of ["first", "second", "third"]) {
      await house.use(me, "session_spawn", { name, prompt: "go" });
      await house.use(me, "session_wait", { name });
      const { id = "" } = await house.kernel.service(NamedSessions).status(name);
      sent.push((await house.use({ id, driver: "scripted" }, "send_message", { text: "hello" })).isError);
      await house.use(me, "session_stop", { name });
    }
    expect(sent).toEqual([false, false, true]);
    expect((await house.use(me, "send_message", { text: "me, too" })).isError).toBe(true);
  });

  test("to anywhere else are no input that fits", async () => {
    await using house = await openHouse();
    const answer = await house.use({ id: "one", driver: "scripted" }, "send_message", { text: "x", to: "telegram:999" });
    expect(answer).toMatchObject({ isError: true, text: expect.stringContaining("to: ") });
  });
});

test("a house without those plugins serves none of their tools", async () => {
  await using kernel = await createTestKernel([store(), mcp()]);
  expect(await kernel.service(AgentToolbox).list()).toEqual([]);
});
