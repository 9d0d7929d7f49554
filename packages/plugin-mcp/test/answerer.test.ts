import type { Json } from "@instar/kernel";
import { describe, expect, test } from "vitest";
import { randomFrom } from "../../testing/src/seeded-random.ts";
import { createAnswerer } from "../src/answerer.ts";
import { owner, toolboxOf } from "./tools.ts";

const make = () => {
  const answerer = createAnswerer(toolboxOf(), { name: "instar", version: "1.2.3" });
  return (message: unknown, from = "session-1", signal?: AbortSignal) => answerer.answer(message as Json, from, owner(signal));
};

const request = (method: string, params?: unknown, id: unknown = 1) => ({ jsonrpc: "2.0", id, method, ...(params !== undefined && { params }) });

describe("the house's own server", () => {
  test.each(["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"])("speaks %s when asked to", async (protocolVersion) => {
    expect(await make()(request("initialize", { protocolVersion }))).toEqual({
      jsonrpc: "2.0",
      id: 1,
      result: { protocolVersion, capabilities: { tools: {} }, serverInfo: { name: "instar", version: "1.2.3" } },
    });
  });

  test.each(["2031-01-01", undefined, 7, "draft"])("offers its newest when asked for %s", async (protocolVersion) => {
    expect(await make()(request("initialize", { protocolVersion }))).toMatchObject({ result: { protocolVersion: "2025-11-25" } });
  });

  test("answers ping, lists its tools and calls them", async () => {
    const answer = make();
    expect(await answer(request("ping", undefined, "p"))).toEqual({ jsonrpc: "2.0", id: "p", result: {} });
    expect(await answer(request("tools/list"))).toMatchObject({ result: { tools: [{ name: "add" }, {}, {}, {}, {}] } });
    expect(await answer(request("tools/call", { name: "add", arguments: { a: 2, b: 3 } }))).toEqual({
      jsonrpc: "2.0",
      id: 1,
      result: { content: [{ type: "text", text: "5" }] },
    });
    expect(await answer(request("tools/call", { name: "refuse" }))).toMatchObject({
      result: { isError: true, content: [{ text: "It cannot be done. Try tomorrow." }] },
    });
  });

  test("says nothing to notifications and answers", async () => {
    const answer = make();
    expect(await answer({ jsonrpc: "2.0", method: "notifications/initialized" })).toBeUndefined();
    expect(await answer({ jsonrpc: "2.0", method: "tools/call", params: { name: "crash" } })).toBeUndefined();
    expect(await answer({ jsonrpc: "2.0", id: 3, result: {} })).toBeUndefined();
    expect(await answer({ jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: 99 } })).toBeUndefined();
  });

  test.each([
    ["a method that it does not know", request("resources/list"), -32_601],
    ["a method that every object has", request("constructor"), -32_601],
    ["params that are no object", request("tools/list", [1]), -32_602],
    ["a call without a name", request("tools/call", {}), -32_602],
    ["arguments that are no object", request("tools/call", { name: "add", arguments: [1, 2] }), -32_602],
    ["a cursor that it never gave", request("tools/list", { cursor: "x" }), -32_602],
    ["another version of JSON-RPC", { id: 1, method: "ping" }, -32_600],
    ["a batch", [request("ping")], -32_600],
    ["an id that is none", request("ping", undefined, {}), -32_600],
    ["no object at all", 7, -32_600],
  ])("refuses %s", async (_what, message, code) => {
    expect(await make()(message)).toMatchObject({ jsonrpc: "2.0", error: { code } });
  });

  test("ends a call when its own session cancels it, and not when another one does", async () => {
    const answer = make();
    let over = false;
    const called = answer(request("tools/call", { name: "endless" }, 5), "session-1").then((value) => {
      over = true;
      return value;
    });
    await answer({ jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: 5 } }, "session-2");
    await answer({ jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: "5" } }, "session-1");
    expect(over).toBe(false);
    await answer({ jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: 5 } }, "session-1");
    expect(await called).toMatchObject({ id: 5, result: { isError: true } });
  });

  test("ends a call when the session has ended", async () => {
    const ended = new AbortController();
    const called = make()(request("tools/call", { name: "endless" }), "session-1", ended.signal);
    ended.abort();
    expect(await called).toMatchObject({ result: { isError: true } });
  });

  test("never rejects, and answers each request with its id, whatever comes (3,000 odd messages)", async () => {
    const random = randomFrom(20_260_728);
    const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
    const odd = (depth = 0): unknown =>
      pick<() => unknown>([
        () => null,
        () => undefined,
        () => "",
        () => "tools/call",
        () => -0,
        () => Number.NaN,
        () => Number.POSITIVE_INFINITY,
        () => true,
        () => [],
        () => "\u0000\uD800",
        () => (depth > 3 ? {} : { [pick(["__proto__", "name", "arguments", "cursor", "requestId", "x"])]: odd(depth + 1) }),
        () => (depth > 3 ? [] : [odd(depth + 1), odd(depth + 1)]),
      ])();
    const answer = make();
    for (let at = 0; at < 3_000; at++) {
      const message = {
        ...(random() < 0.9 && { jsonrpc: random() < 0.9 ? "2.0" : odd() }),
        ...(random() < 0.8 && { id: random() < 0.7 ? at : odd() }),
        ...(random() < 0.9 && {
          method: random() < 0.7 ? pick(["initialize", "ping", "tools/list", "tools/call", "notifications/cancelled", "logging/setLevel"]) : odd(),
        }),
        ...(random() < 0.8 && { params: random() < 0.5 ? { name: pick(["add", "refuse", "crash", "toString", ""]), arguments: odd() } : odd() }),
        ...(random() < 0.05 && { result: odd() }),
      };
      const given = random() < 0.95 ? message : odd();
      const reply = (await answer(given)) as { id?: unknown; result?: unknown; error?: unknown } | undefined;
      if (reply === undefined) continue;
      expect(JSON.parse(JSON.stringify(reply))).toMatchObject({ jsonrpc: "2.0" });
      expect("result" in reply).not.toBe("error" in reply);
      if (given === message && (typeof message.id === "string" || Number.isFinite(message.id))) expect(reply.id).toBe(message.id);
    }
  });
});
