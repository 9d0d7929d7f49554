import type { PluginEntry } from "@instar/kernel";
import access from "@instar/plugin-access";
import conversations from "@instar/plugin-conversations";
import http from "@instar/plugin-http";
import namedSessions from "@instar/plugin-named-sessions";
import sessions from "@instar/plugin-sessions";
import store from "@instar/plugin-store";
import { createScriptedAgent, createTestKernel } from "@instar/testing";
import { expect, test } from "vitest";
import { ensureOwnerToken } from "../../plugin-access/src/owner-token.ts";
import { connectKernel } from "../src/index.ts";

async function openHouse(...beside: readonly PluginEntry[]) {
  const scripted = createScriptedAgent();
  const kernel = await createTestKernel([store(), sessions(), scripted.plugin, ...beside], { start: false });
  ensureOwnerToken(`${kernel.project}/.instar`);
  await kernel.setup();
  await kernel.start();
  return { scripted, kernel, agent: connectKernel(kernel), [Symbol.asyncDispose]: () => kernel[Symbol.asyncDispose]() };
}

test("a kernel in the same process is asked in the same words", async () => {
  await using house = await openHouse(namedSessions());
  const { sessions: named } = house.agent;
  expect(await named.ask("a", "hello")).toMatchObject({ state: "done", response: "You said: hello" });
  expect(await named.ask("a", "again")).toMatchObject({ response: "You said: again" });
  expect(await named.list()).toMatchObject([{ name: "a", turns: 2 }]);
  await expect(named.status("b")).rejects.toMatchObject({ code: "NAMED_SESSIONS_UNKNOWN" });
  const stop = new AbortController();
  const seen: string[] = [];
  for await (const { kind, text } of named.follow("a", stop.signal)) {
    seen.push(`${kind} ${text}`);
    if (seen.length === 4) stop.abort();
  }
  expect(seen).toEqual(["text You said: hello", "turn done", "text You said: again", "turn done"]);
});

test("who stops waiting is told so at once, and the turn goes on", async () => {
  await using house = await openHouse(namedSessions());
  let finish = () => {};
  house.scripted.respond(
    () =>
      new Promise((resolve) => {
        finish = () => resolve("late");
      }),
  );
  const stop = new AbortController();
  const asking = house.agent.sessions.ask("a", "hello", { signal: stop.signal });
  while (house.scripted.inputs.length === 0) await new Promise((resolve) => setImmediate(resolve));
  stop.abort(new Error("Enough."));
  await expect(asking).rejects.toThrow("Enough.");
  const [turn] = await house.agent.sessions.turns("a");
  expect(turn).toMatchObject({ state: "running" });
  finish();
  expect(await house.agent.sessions.wait(turn?.id ?? "")).toMatchObject({ state: "done", response: "late" });
});

test("what the house has no plugin for is said, with what to add", async () => {
  await using house = await openHouse();
  await expect(house.agent.sessions.list()).rejects.toMatchObject({ code: "CLIENT_NO_SESSIONS" });
  await expect(house.agent.delegate("Tidy up.")).rejects.toMatchObject({
    code: "CLIENT_NO_DELEGATES",
    hint: expect.stringContaining("@instar/plugin-delegate"),
  });
  await expect(house.agent.send("Hello")).rejects.toMatchObject({ code: "CLIENT_NO_ROUTE" });
  expect(await house.agent.status()).toMatchObject({ name: "test", phase: "running", pid: process.pid });
});

test("a message to the agent is answered in the same process, too", async () => {
  await using house = await openHouse(access(), conversations(), http());
  expect(await house.agent.send("Hello")).toMatchObject({ state: "answered", text: "You said: Hello" });
  expect((await house.agent.status()).channels?.map(({ id }) => id)).toContain("http");
  house.scripted.respond(() => ({ error: { kind: "refused", text: "The model refused." } }));
  await expect(house.agent.send("Bad")).rejects.toMatchObject({ code: "CLIENT_MESSAGE_FAILED", message: expect.stringContaining("failed") });
});
