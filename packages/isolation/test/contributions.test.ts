import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Point, SessionRef } from "@instar/kernel";
import {
  AgentTools,
  type Channel,
  type ChannelSink,
  Channels,
  ChatCommands,
  ContextBlocks,
  HealthChecks,
  Jobs,
  Routes,
  SessionEnvironments,
  sendFailureOf,
} from "@instar/kernel/contracts";
import type { TestKernel } from "@instar/testing";
import { describe, expect, test } from "vitest";
import { makeFolder, pluginSource } from "./isolated-house.ts";

const session: SessionRef = { id: "s", driver: "test" };
const zod = `import { z } from "zod";`;

async function open(setup: string, head = "") {
  const folder = makeFolder();
  const kernel = await folder.open([await folder.isolate(pluginSource(setup, "", head))]);
  const close = async () => {
    await kernel.stop("over");
    folder[Symbol.dispose]();
  };
  return { kernel, folder, [Symbol.asyncDispose]: close };
}
function only<T>(kernel: TestKernel, point: Point<T>): T {
  const [found, ...more] = [...kernel.contributions(point)];
  if (!found || more.length > 0) throw new Error(`There are ${more.length + (found ? 1 : 0)} contributions; ${kernel.describe().plugins[0]?.error}`);
  return found.value;
}

describe("contributions that cross", () => {
  test("a tool of the agent: its JSON Schema, its checks, its run", async () => {
    await using house = await open(
      `contribute(contracts.AgentTools, { name: "add", description: "Adds.", input: z.object({ a: z.number(), b: z.number().default(2) }),
         run: async ({ a, b }, { session, caller, signal }) => caller.kind + " " + session.id + ": " + (a + b) + " " + signal.aborted });`,
      zod,
    );
    const tool = only(house.kernel, AgentTools);
    expect(tool).toMatchObject({ name: "add", description: "Adds." });
    const standard = tool.input["~standard"] as (typeof tool.input)["~standard"] & { jsonSchema: { input(options: object): unknown } };
    expect(standard.jsonSchema.input({ target: "draft-2020-12" })).toMatchObject({ type: "object", required: ["a"] });
    expect(await standard.validate({ a: "x" })).toMatchObject({ issues: [{ path: ["a"], message: expect.any(String) as string }] });
    expect(await standard.validate({ a: 1 })).toEqual({ value: { a: 1 } });
    const use = { caller: { kind: "agent", session: session.id }, session, signal: new AbortController().signal } as const;
    expect(await tool.run({ a: 1 }, use)).toBe("agent s: 3 false");
  });

  test("a job, a context block, a command of the chat, a session's variables, a health check", async () => {
    await using house = await open(`
      contribute(contracts.Jobs, { id: "nightly", schedule: "0 3 * * *", timezone: "UTC", run: async ({ attempt, signal }) => "attempt " + attempt + " " + signal.aborted });
      contribute(contracts.ContextBlocks, { id: "mood", moments: ["message"], priority: 5, maxTokens: 10, render: ({ session, budgetTokens }) => session.id + budgetTokens });
      contribute(contracts.ChatCommands, { name: "dice", summary: "Throws.", access: "known", run: async ({ words }) => "six " + words });
      contribute(contracts.SessionEnvironments, { variables: ({ id }) => ({ MOOD: id }) });
      contribute(contracts.HealthChecks, { id: "pulse", run: () => ({ status: "warn", summary: "Slow." }), fix: async () => {} });
    `);
    const { kernel } = house;
    const job = only(kernel, Jobs);
    expect(job).toMatchObject({ id: "nightly", schedule: "0 3 * * *", timezone: "UTC" });
    expect(await job.run({ dueAt: 1, attempt: 2, signal: new AbortController().signal })).toBe("attempt 2 false");
    const block = only(kernel, ContextBlocks);
    expect(block).toMatchObject({ id: "mood", moments: ["message"], priority: 5, maxTokens: 10 });
    expect(await block.render({ session, budgetTokens: 7 })).toBe("s7");
    const command = only(kernel, ChatCommands);
    expect(command).toMatchObject({ name: "dice", summary: "Throws.", access: "known" });
    expect(await command.run({ words: "times", from: { id: "x", trust: "known" }, address: { channel: "c", conversation: "1" }, message: "m", at: 0 })).toBe(
      "six times",
    );
    expect(await only(kernel, SessionEnvironments).variables(session)).toEqual({ MOOD: "s" });
    const check = only(kernel, HealthChecks);
    expect(await check.run(new AbortController().signal)).toEqual({ status: "warn", summary: "Slow." });
    await check.fix?.();
  });

  test("a route: request, checks, answer; bodies beyond 1 MiB and streams are refused", async () => {
    await using house = await open(
      `contribute(contracts.Routes, { method: "POST", path: "/echo/:name", access: { signed: (request) => request.headers.get("x-key") === "k" }, summary: "Echoes.",
        schema: { body: z.object({ text: z.string() }) },
        async handle(request, { params, body }) {
          if (body.text === "stream") return new Response("data: x", { headers: { "content-type": "text/event-stream" } });
          if (body.text === "large") return new Response(new Uint8Array(2 ** 20 + 1));
          return new Response(params.name + " " + body.text + " " + (await request.text()), { status: 201, headers: { "x-answer": "yes" } });
        } });`,
      zod,
    );
    const route = only(house.kernel, Routes);
    expect(route).toMatchObject({ method: "POST", path: "/echo/:name", summary: "Echoes." });
    const request = (body: string | Uint8Array<ArrayBuffer>, key = "k") =>
      new Request("http://localhost/echo/kira", { method: "POST", body, headers: { "x-key": key } });
    const { signed } = route.access as { signed(request: Request): Promise<boolean> };
    expect(await signed(request("a"))).toBe(true);
    expect(await signed(request("a", "other"))).toBe(false);
    expect(await route.schema?.body?.["~standard"].validate({ text: 1 })).toMatchObject({ issues: [{ path: ["text"] }] });
    const call = (text: string) => ({ params: { name: "kira" }, query: {}, body: { text } });
    const response = await route.handle(request("raw"), call("hi"));
    expect([response.status, response.headers.get("x-answer"), await response.text()]).toEqual([201, "yes", "kira hi raw"]);
    await expect(route.handle(request("raw"), call("stream"))).rejects.toMatchObject({ code: "ISOLATION_STREAM_REFUSED" });
    await expect(route.handle(request("raw"), call("large"))).rejects.toMatchObject({ code: "ISOLATION_BODY_TOO_LARGE" });
    await expect(route.handle(request(new Uint8Array(2 ** 20 + 1)), call("hi"))).rejects.toMatchObject({ code: "ISOLATION_BODY_TOO_LARGE" });
  });

  test("a channel: listening, planning with a plain form, sending with its failures, and its end when its process ends", async () => {
    await using house = await open(
      `let sink;
       contribute(contracts.Channels, { id: "post",
         async open(given) {
           sink = given;
           await sink.receive({ key: "1", from: { id: "x" }, address: { channel: "post", conversation: "1" }, text: "cursor " + (await sink.cursor.load()), at: 1 });
           await sink.cursor.save("2");
           sink.wake();
           return { async [Symbol.asyncDispose]() { await given.cursor.save("closed"); } };
         },
         limit: 9,
         files: true,
         buttons: true,
         plan: (reply) => reply.text.split(" ").map((word, index) => ({ index, body: { text: "*" + word + "*" } })),
         plain: (part) => ({ ...part, body: { text: part.body.text.replaceAll("*", "") } }),
         fetch: async ({ id }, { path, maxBytes, signal }) => { if (signal.aborted) throw signal.reason; await writeFile(path, id + maxBytes); },
         react: async (mark, { key }) => void (await sink.cursor.save(key + mark)),
         openThread: async (parent, { key, name }) => ({ ...parent, thread: key + name }),
         findThread: async () => undefined,
         menu: async ([{ name }]) => void (await sink.cursor.save(name)),
         async send({ body: { text, file } }, { key }) {
           if (text === "*die*") process.exit(1);
           if (text === "*press*") return { ref: await sink.pressed({ key: "p", button: "b", from: { id: "x" }, address: { channel: "post", conversation: "1" } }) };
           if (file) return { ref: basename(file) + readFileSync(file, "utf8") };
           if (text === "*unsend*") return { ref: String(await sink.unsent("1")) };
           if (text === "*wait*") throw contracts.sendFailed("Too fast.", { outcome: "not-sent", next: { afterMs: 10, scope: "channel" } });
           return { ref: key + text };
         },
         typing: async () => {},
       });`,
      `import { readFileSync } from "node:fs"; import { writeFile } from "node:fs/promises"; import { basename } from "node:path";`,
    );
    const channel = only(house.kernel, Channels);
    expect([channel.id, channel.typing !== undefined, channel.edit, channel.limit, channel.files, channel.buttons]).toEqual([
      "post",
      true,
      undefined,
      9,
      true,
      true,
    ]);
    const heard: unknown[] = [];
    const sink: ChannelSink = {
      receive: async ({ text }) => void heard.push(text),
      cursor: { load: async () => "1", save: async (cursor) => void heard.push(cursor) },
      unsent: async (key) => void heard.push(`unsent ${key}`),
      pressed: async ({ button }) => `pressed ${button}`,
      wake: () => void heard.push("wake"),
      failed: ({ message }) => void heard.push(message),
    };
    const handle = await channel.open(sink);
    await expect.poll(() => heard).toEqual(["cursor 1", "2", "wake"]);
    const address = { channel: "post", conversation: "1" };
    const reply = { key: "r", address, text: "a wait die press unsend", answers: [] };
    const [first, second, third, fourth, fifth] = (await channel.plan?.(reply)) ?? [];
    const to = { address, key: "k", attempt: 1, signal: new AbortController().signal };
    if (!first || !second || !third || !fourth || !fifth) throw new Error("Not all parts were planned.");
    expect(await channel.send(first, to)).toEqual({ ref: "k*a*" });
    const plain = await channel.plain?.(first);
    expect(plain && (await channel.send(plain, to))).toEqual({ ref: "ka" });
    expect(await channel.send(fourth, to)).toEqual({ ref: "pressed b" });
    await channel.send(fifth, to);
    await channel.react?.(undefined, { key: "7", address });
    await channel.menu?.([{ name: "new", summary: "Begins." }], []);
    expect(heard.slice(-3)).toEqual(["unsent 1", "7undefined", "new"]);
    const copy = join(house.folder.project, "copy");
    await channel.fetch?.({ id: "f", kind: "photo" }, { path: copy, maxBytes: 3, signal: to.signal });
    expect(house.folder.read("copy")).toBe("f3");
    const tooLarge = channel.fetch?.({ id: "long", kind: "photo" }, { path: `${copy} 2`, maxBytes: 3, signal: to.signal });
    await expect(tooLarge).rejects.toMatchObject({ code: "ISOLATION_FILE_TOO_LARGE" });
    expect(await channel.send({ index: 0, body: { text: "", file: copy } }, to)).toEqual({ ref: "copyf3" });
    expect(readdirSync(join(house.folder.project, ".instar/plugins/faulty/passing"))).toEqual([]);
    expect(await channel.openThread?.(address, { key: "k", name: "n" })).toEqual({ ...address, thread: "kn" });
    expect(await channel.findThread?.(address, { key: "k", name: "n" })).toBeUndefined();
    expect(sendFailureOf(await channel.send(second, to).catch((error: unknown) => error))).toEqual({
      outcome: "not-sent",
      next: { afterMs: 10, scope: "channel" },
    });
    expect(sendFailureOf(await channel.send(third, to).catch((error: unknown) => error))).toMatchObject({ outcome: "unknown" });
    expect(sendFailureOf(await channel.send(first, to).catch((error: unknown) => error))).toMatchObject({ outcome: "not-sent" });
    await expect(Promise.resolve(channel.plan?.(reply))).rejects.toMatchObject({ code: "ISOLATION_AWAY" });
    expect(heard.at(-1)).toContain("it ended itself with exit code 1");
    await handle[Symbol.asyncDispose]();
    await expect.poll(() => house.kernel.clock.pending).toBeGreaterThan(0);
    await house.kernel.clock.advance(1_000);
    const openAndClose = async () => {
      const opened = await channel.open(sink);
      await opened[Symbol.asyncDispose]();
      return "opened";
    };
    await expect.poll(() => openAndClose().catch(() => "away")).toBe("opened");
    expect(heard.at(-1)).toBe("closed");
  });

  test("two channels of one plugin leave each other's files alone", async () => {
    await using house = await open(
      `let asked;
       const first = new Promise((resolve) => { asked = resolve; });
       const channel = (id, send) => contribute(contracts.Channels, { id, files: true, open: async () => ({ async [Symbol.asyncDispose]() {} }), send });
       channel("slow", async ({ body: { file } }) => { await first; return { ref: readFileSync(file, "utf8") }; });
       channel("quick", async ({ body: { file } }) => { asked(); return { ref: readFileSync(file, "utf8") }; });`,
      `import { readFileSync } from "node:fs";`,
    );
    const [slow, quick] = [...house.kernel.contributions(Channels)].map(({ value }) => value);
    const file = join(house.folder.project, "a.txt");
    writeFileSync(file, "hello");
    const send = (channel: Channel | undefined) =>
      channel?.send(
        { index: 0, body: { text: "", file } },
        { address: { channel: channel.id, conversation: "1" }, key: "k", attempt: 1, signal: new AbortController().signal },
      );
    const waits = send(slow);
    await expect.poll(() => existsSync(join(house.folder.project, ".instar/plugins/faulty/passing"))).toBe(true);
    expect(await Promise.all([send(quick), waits])).toEqual([{ ref: "hello" }, { ref: "hello" }]);
  });

  test("plain data for a point that nobody knows; and what is taken back is gone", async () => {
    await using house = await open(`
      const taken = contribute({ kind: "point", id: "colours" }, { red: 1 });
      contribute({ kind: "point", id: "colours" }, { blue: 2 });
      hooks.ready.tap("give back", () => taken[Symbol.dispose]());
    `);
    await expect.poll(() => [...house.kernel.contributions({ kind: "point", id: "colours" })].map(({ value }) => value)).toEqual([{ blue: 2 }]);
  });
});

describe("contributions that do not cross fail the set-up with what, why and what to do", () => {
  test.each([
    [
      "a driver of sessions",
      `contribute(contracts.SessionDrivers, {});`,
      'A contribution to "session-drivers" cannot come from a process of its own: a session is a living object',
    ],
    ["functions for a point that nobody knows", `contribute({ kind: "point", id: "things" }, { run: () => 1 });`, 'A contribution to "things" cannot come'],
    [
      "a command of the chat that reads bare text",
      `contribute(contracts.ChatCommands, { name: "x", summary: "X.", access: "known", means: () => "", run: async () => "" });`,
      '"means", which must answer at once',
    ],
    [
      "a tool without JSON Schema",
      `contribute(contracts.AgentTools, { name: "x", description: "", input: { "~standard": { version: 1, vendor: "own", validate: (value) => ({ value }) } }, run: async () => "" });`,
      "The tool x cannot say as JSON Schema what it takes",
    ],
    [
      "a job with a living object",
      `contribute(contracts.Jobs, { id: "x", schedule: { everyMs: 1 }, extra: new Map(), run: async () => {} });`,
      "an object of the class Map, which cannot cross",
    ],
  ])("%s", async (_what, setup, why) => {
    await using house = await open(setup);
    expect(house.kernel.describe().plugins[0]).toMatchObject({
      state: "failed",
      error: expect.stringContaining(why) as string,
      hint: expect.any(String) as string,
    });
  });
});
