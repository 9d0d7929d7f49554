import { definePlugin } from "@instar/kernel";
import { expect, test } from "vitest";
import { createNamedHouse } from "./named-house.ts";

test("a session is spawned with a prompt, answers, and goes on with what it is sent", async () => {
  await using house = await createNamedHouse();
  const { session, turn } = await house.named.spawn({ name: "helper", prompt: "Look around", model: "sonnet", tools: ["Read"], limits: { costUsd: 2 } });
  expect(session).toMatchObject({ name: "helper", kind: "named", by: { kind: "owner" }, purpose: "person", model: "sonnet", allowedTools: ["Read"] });
  expect(await house.ended(turn?.id ?? "")).toMatchObject({ state: "done", prompt: "Look around", response: "You said: Look around" });
  const second = await house.named.send("helper", "Go on");
  expect(await house.ended(second.id)).toMatchObject({ state: "done", response: "You said: Go on" });
  expect(house.agent.spawned).toHaveLength(1);
  expect(house.agent.spawned[0]).toMatchObject({ model: "sonnet", tools: ["Read"], cwd: house.project });
  expect(await house.named.status("helper")).toMatchObject({ status: "ready", turns: 2, pid: process.pid, limits: { costUsd: 2 } });
  expect((await house.named.turns("helper")).map(({ prompt }) => prompt)).toEqual(["Look around", "Go on"]);
});

test("without a prompt it is made ready and waits", async () => {
  await using house = await createNamedHouse();
  await house.named.spawn({ name: "helper" });
  await house.until(async () => (await house.named.status("helper")).status === "ready");
  expect(house.agent.inputs).toEqual([]);
});

test("turns of one session run one at a time and in order, those of several at once", async () => {
  await using house = await createNamedHouse();
  const release: (() => void)[] = [];
  house.agent.respond(async ({ inputs }) => {
    await new Promise<void>((resolve) => release.push(resolve));
    return inputs.map(({ text }) => text).join();
  });
  await house.named.spawn({ name: "a", prompt: "a1" });
  await house.named.spawn({ name: "b", prompt: "b1" });
  const last = await house.named.send("a", "a2");
  await house.until(() => house.agent.inputs.length === 2);
  expect((await house.named.turn(last.id)).state).toBe("queued");
  expect((await house.named.status("a")).status).toBe("busy");
  for (const go of release) go();
  await house.until(() => release.length === 3);
  release[2]?.();
  expect(await house.ended(last.id)).toMatchObject({ response: "a2" });
  expect(house.agent.inputs.map(({ text }) => text)).toEqual(["a1", "b1", "a2"]);
});

test("before the house closes, the turn that runs may end, and what waits is for the next start", async () => {
  await using house = await createNamedHouse();
  let release = () => {};
  house.agent.respond(async () => {
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    return "Done.";
  });
  const { turn } = await house.named.spawn({ name: "a", prompt: "a1" });
  const waiting = await house.named.send("a", "a2");
  await house.until(() => house.agent.inputs.length === 1);
  const late = house.named.drain?.(100);
  await house.kernel.clock.advance(100);
  expect(await late).toEqual({ running: 1 });
  const drained = house.named.drain?.(60_000);
  release();
  expect(await house.ended(turn?.id ?? "")).toMatchObject({ state: "done" });
  await house.kernel.clock.advance(50);
  expect(await drained).toEqual({ running: 0 });
  expect(await house.named.turn(waiting.id)).toMatchObject({ state: "queued" });
  expect(house.agent.inputs).toHaveLength(1);
});

test("figures and tools of a turn are counted, and its output is seen while it works", async () => {
  await using house = await createNamedHouse();
  house.agent.respond(async ({ host }) => {
    await host.emit({ type: "text", delta: "Let me " });
    await host.emit({ type: "text", delta: "look." });
    await host.emit({ type: "tool-start", id: "1", tool: "Read" });
    await host.emit({ type: "tool-end", id: "1", tool: "Read", ok: true });
    await host.emit({ type: "usage", inputTokens: 100, outputTokens: 10, costUsd: 0.01 });
    await host.emit({ type: "tool-start", id: "2", tool: "Read" });
    await host.emit({ type: "usage", inputTokens: 200, outputTokens: 20, costUsd: 0.02 });
    return "Done.";
  });
  const { turn } = await house.named.spawn({ name: "a", prompt: "go" });
  expect(await house.ended(turn?.id ?? "")).toMatchObject({ calls: 2, inputTokens: 300, outputTokens: 30, costUsd: 0.03, tools: ["Read"] });
  const { chunks, next } = await house.named.output("a");
  expect(chunks.map(({ kind, text }) => `${kind}: ${text}`)).toEqual(["text: Let me look.", "tool: Read", "tool: Read", "turn: done"]);
  const waiting = house.named.output("a", next, 60_000);
  await house.named.pause("a");
  expect((await waiting).chunks).toMatchObject([{ kind: "status", text: "paused" }]);
});

test("a paused session keeps its process and takes no prompt until it is resumed", async () => {
  await using house = await createNamedHouse();
  const { turn } = await house.named.spawn({ name: "a", prompt: "one" });
  await house.ended(turn?.id ?? "");
  expect((await house.named.pause("a")).status).toBe("paused");
  expect(house.agent.living).toBe(1);
  await expect(house.named.send("a", "two")).rejects.toMatchObject({ code: "NAMED_SESSIONS_PAUSED" });
  expect((await house.named.resume("a")).status).toBe("ready");
  await house.ended((await house.named.send("a", "two")).id);
  expect(house.agent.spawned).toHaveLength(1);
});

test("stopping ends the running turn, drops what waits and ends the process; a prompt resumes it", async () => {
  await using house = await createNamedHouse();
  house.agent.respond(() => new Promise(() => {}));
  const { turn } = await house.named.spawn({ name: "a", prompt: "endless" });
  const waiting = await house.named.send("a", "later");
  await house.until(() => house.agent.inputs.length === 1);
  expect((await house.named.stop("a")).status).toBe("stopped");
  expect(await house.ended(turn?.id ?? "")).toMatchObject({ state: "interrupted", error: { text: "Stopped by the owner." } });
  expect(await house.ended(waiting.id)).toMatchObject({ state: "interrupted" });
  expect(house.agent.living).toBe(0);
  house.agent.respond(() => "back");
  expect(await house.ended((await house.named.send("a", "again")).id)).toMatchObject({ response: "back" });
  expect(house.agent.spawned[1]?.from?.data).toBe(house.agent.spawned[0]?.ref.id);
  expect((await house.named.kill("a")).status).toBe("killed");
  expect((await house.named.resume("a")).status).toBe("ready");
});

test("an interrupt ends the running turn alone, and says when there is none", async () => {
  await using house = await createNamedHouse();
  house.agent.respond(() => new Promise(() => {}));
  const { turn } = await house.named.spawn({ name: "a", prompt: "endless" });
  await house.until(() => house.agent.inputs.length === 1);
  await house.named.interrupt("a");
  expect(await house.ended(turn?.id ?? "")).toMatchObject({ state: "interrupted", error: { kind: "interrupted" } });
  expect((await house.named.status("a")).status).toBe("ready");
  await expect(house.named.interrupt("a")).rejects.toMatchObject({ code: "NAMED_SESSIONS_IDLE" });
});

test("a crash of the agent is a failure, never an answer, and the next prompt resumes it", async () => {
  await using house = await createNamedHouse();
  house.agent.respond(() => ({ crash: true }));
  const { turn } = await house.named.spawn({ name: "a", prompt: "go" });
  expect(await house.ended(turn?.id ?? "")).toMatchObject({ state: "failed", error: { kind: "crashed" } });
  await house.until(async () => (await house.named.status("a")).status === "failed");
  house.agent.respond(() => "better");
  expect(await house.ended((await house.named.send("a", "again")).id)).toMatchObject({ state: "done", response: "better" });
  expect((await house.named.status("a")).status).toBe("ready");
});

test("after the house stopped in the middle, an answered turn is done, an asked one failed, and one that was never asked runs", async () => {
  await using house = await createNamedHouse();
  house.agent.respond(() => new Promise(() => {}));
  const { turn: asked } = await house.named.spawn({ name: "a", prompt: "asked" });
  const queued = await house.named.send("a", "queued");
  await house.until(() => house.agent.inputs.length === 1);
  house.agent.respond(({ inputs }) => `answer to ${inputs[0]?.text}`);
  await house.reopen();
  expect(await house.ended(asked?.id ?? "")).toMatchObject({ state: "failed", error: { text: "The house stopped in the middle of this turn." } });
  expect(await house.ended(queued.id)).toMatchObject({ state: "done", response: "answer to queued" });
  expect(house.agent.inputs.map(({ text }) => text)).toEqual(["asked", "queued"]);
});

test("the same turn id is one turn, however often it is sent", async () => {
  await using house = await createNamedHouse();
  const turnId = "019577d5-0000-7000-8000-000000000001";
  const first = await house.named.spawn({ name: "a", prompt: "go", turnId });
  const again = await house.named.spawn({ name: "a", prompt: "go", turnId });
  expect(again.turn?.id).toBe(first.turn?.id);
  await house.ended(turnId);
  expect((await house.named.send("a", "go", turnId)).state).toBe("done");
  expect(house.agent.inputs).toHaveLength(1);
  const ready = { name: "b", turnId: "019577d5-0000-7000-8000-000000000002" };
  const { session } = await house.named.spawn(ready);
  expect((await house.named.spawn(ready)).session.createdAt).toBe(session.createdAt);
  await expect(house.named.spawn({ name: "b" })).rejects.toMatchObject({ code: "NAMED_SESSIONS_TAKEN" });
});

test("what is deleted or was not used for long is gone with its turns; a new one of the name knows nothing of it", async () => {
  await using house = await createNamedHouse();
  const { turn } = await house.named.spawn({ name: "a", prompt: "go" });
  await house.ended(turn?.id ?? "");
  await house.named.remove("a");
  await expect(house.named.turn(turn?.id ?? "")).rejects.toMatchObject({ code: "NAMED_SESSIONS_UNKNOWN_TURN" });
  const { turn: next } = await house.named.spawn({ name: "a", prompt: "new" });
  await house.ended(next?.id ?? "");
  expect(house.agent.spawned[1]?.from).toBeUndefined();
  expect(await house.named.status("a")).toMatchObject({ turns: 1 });
  await house.named.stop("a");
  expect(await house.named.cleanup(7)).toEqual([]);
  await house.clock.advance(8 * 86_400_000);
  expect(await house.named.cleanup(7)).toEqual(["a"]);
  expect(await house.named.list()).toEqual([]);
});

test("wrong names, prompts, limits and folders are refused before anything begins", async () => {
  await using house = await createNamedHouse();
  await house.named.spawn({ name: "helper" });
  const codes = [
    [{ name: "../x" }, "BAD_NAME"],
    [{ name: "helper" }, "TAKEN"],
    [{ name: "x", prompt: " " }, "EMPTY"],
    [{ name: "x", prompt: "a".repeat(500_001) }, "TOO_LONG"],
    [{ name: "x", limits: { costUsd: -1 } }, "BAD_LIMIT"],
    [{ name: "x", limits: { costUSD: 1 } as object }, "UNKNOWN_FIELD"],
    [{ name: "x", allowedTools: ["Read"] } as { name: string }, "UNKNOWN_FIELD"],
    [{ name: "x", workDir: "no-such-folder" }, "NO_FOLDER"],
    [{ name: "x", workDir: ".instar" }, "FORBIDDEN_FOLDER"],
  ] as const;
  for (const [request, code] of codes) await expect(house.named.spawn(request)).rejects.toMatchObject({ code: `NAMED_SESSIONS_${code}` });
  await expect(house.named.change("helper", { mode: "plan" } as object)).rejects.toMatchObject({ code: "NAMED_SESSIONS_UNKNOWN_FIELD" });
  await expect(house.named.fork("helper", "x", { tools: [] } as object)).rejects.toMatchObject({ code: "NAMED_SESSIONS_UNKNOWN_FIELD" });
  await expect(house.named.status("helpre")).rejects.toMatchObject({ code: "NAMED_SESSIONS_UNKNOWN", hint: expect.stringContaining('"helper"') });
  expect((await house.named.list()).map(({ name }) => name)).toEqual(["helper"]);
});

test("sessions of conversations are listed on demand and take no prompts", async () => {
  await using house = await createNamedHouse();
  await house.sessions.open("web/someone");
  expect(await house.named.list()).toEqual([]);
  expect(await house.named.list({ all: true })).toMatchObject([{ name: "web/someone", kind: "conversation", status: "ready" }]);
  await expect(house.named.send("web/someone", "hi")).rejects.toMatchObject({ code: "NAMED_SESSIONS_CONVERSATION" });
  const { id = "" } = await house.named.status("web/someone");
  expect((await house.named.stop(id)).status).toBe("stopped");
});

test("a limit below what was used already is said in the words of the session, when it is to work again", async () => {
  await using house = await createNamedHouse();
  house.agent.respond(async ({ host }) => {
    await host.emit({ type: "usage", inputTokens: 1, outputTokens: 1, costUsd: 0.6 });
    return "spent";
  });
  const { turn } = await house.named.spawn({ name: "a", prompt: "spend" });
  expect(await house.ended(turn?.id ?? "")).toMatchObject({ state: "done" });
  await house.named.stop("a");
  await house.named.change("a", { limits: { costUsd: 0.5 } });
  const { error } = await house.ended((await house.named.send("a", "more")).id);
  expect(error).toMatchObject({
    kind: "limit",
    text: expect.stringMatching(/^The session "a" takes no prompt: /),
    hint: expect.stringContaining("instar session limits a"),
  });
});

test("a limit ends the turn in its middle, and the session takes no prompt until it is raised", async () => {
  await using house = await createNamedHouse();
  house.agent.respond(async ({ host, signal }) => {
    await host.emit({ type: "usage", inputTokens: 1, outputTokens: 1, costUsd: 0.6 });
    await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true }));
    return "never";
  });
  const { turn } = await house.named.spawn({ name: "a", prompt: "spend", limits: { costUsd: 0.5 } });
  expect(await house.ended(turn?.id ?? "")).toMatchObject({ state: "interrupted", costUsd: 0.6, error: { kind: "limit" } });
  expect(await house.named.status("a")).toMatchObject({ over: { limit: "costUsd" } });
  await expect(house.named.send("a", "more")).rejects.toMatchObject({ code: "NAMED_SESSIONS_OVER" });
  house.agent.respond(() => "thanks");
  const raised = await house.named.change("a", { limits: { costUsd: 2 } });
  expect(raised.over).toBeUndefined();
  expect(await house.ended((await house.named.send("a", "go on")).id)).toMatchObject({ state: "done", response: "thanks" });
});

test("an agent that does not start is a failure of the turn and of the session, which says why", async () => {
  await using house = await createNamedHouse({
    beside: [
      definePlugin({
        api: 1,
        name: "no-start",
        setup: ({ hooks }) => void hooks.sessionStart.tap("refuse", () => Promise.reject(new Error("no beds left"))),
      })(),
    ],
  });
  const { turn } = await house.named.spawn({ name: "a", prompt: "go" });
  expect(await house.ended(turn?.id ?? "")).toMatchObject({ state: "failed", error: { kind: "start", text: expect.stringContaining("no beds left") } });
  expect(await house.named.status("a")).toMatchObject({ status: "failed", error: expect.stringContaining("no beds left") });
});

test("what is still being started can be interrupted and stopped, and begins nothing afterwards", async () => {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  await using house = await createNamedHouse({
    beside: [definePlugin({ api: 1, name: "slow", setup: ({ hooks }) => void hooks.sessionStart.tap("take long", () => opened) })()],
  });
  const { turn } = await house.named.spawn({ name: "a", prompt: "one" });
  await house.until(async () => (await house.named.status("a")).status === "starting");
  await house.named.interrupt("a");
  expect(await house.ended(turn?.id ?? "")).toMatchObject({ state: "interrupted", error: { text: "Interrupted by the owner." } });
  const second = await house.named.send("a", "two");
  const stopping = house.named.stop("a");
  expect(await house.ended(second.id)).toMatchObject({ state: "interrupted", error: { text: "Stopped by the owner." } });
  open();
  expect((await stopping).status).toBe("stopped");
  expect(house.agent.inputs).toEqual([]);
});

test("what was deleted stays deleted after a restart, with its turns", async () => {
  await using house = await createNamedHouse();
  house.agent.respond(() => new Promise(() => {}));
  const { turn } = await house.named.spawn({ name: "a", prompt: "endless" });
  await house.named.send("a", "later");
  await house.until(() => house.agent.inputs.length === 1);
  await house.named.remove("a");
  await expect(house.named.turn(turn?.id ?? "")).rejects.toMatchObject({ code: "NAMED_SESSIONS_UNKNOWN_TURN" });
  await house.reopen();
  expect(await house.named.list()).toEqual([]);
  expect(house.agent.inputs).toHaveLength(1);
});

test("the output of one session is bounded, and a position of a former run begins anew", async () => {
  await using house = await createNamedHouse({ plugin: { outputChunks: 10 } });
  house.agent.respond(async ({ host }) => {
    for (let index = 0; index < 50; index++) await host.emit({ type: "tool-start", id: String(index), tool: `Tool${index}` });
    return "done";
  });
  const { turn } = await house.named.spawn({ name: "a", prompt: "go" });
  await house.ended(turn?.id ?? "");
  const { chunks, next } = await house.named.output("a");
  expect(chunks).toHaveLength(10);
  await house.reopen();
  expect(await house.named.output("a", next)).toMatchObject({ chunks: [], next: 0, status: "stopped" });
  await house.named.pause("a");
  expect((await house.named.output("a", next)).chunks).toMatchObject([{ text: "paused", position: 1 }]);
});
