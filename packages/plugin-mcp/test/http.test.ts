import { readdir, readFile } from "node:fs/promises";
import { definePlugin } from "@instar/kernel";
import { type AgentTool, AgentTools } from "@instar/kernel/contracts";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { describe, expect, test } from "vitest";
import { openHouse, type TestHouse } from "../../plugin-http/test/house.ts";
import mcp from "../src/index.ts";
import { add, crash, endless, long, refuse, uses } from "./tools.ts";

const tools = (...contributed: readonly AgentTool[]) =>
  definePlugin({
    api: 1,
    name: "tools",
    setup({ contribute }) {
      for (const tool of contributed) contribute(AgentTools, tool);
    },
  })();

const eras = ["legacy", "auto"] as const;

async function connect(house: TestHouse, { mode = "legacy", token = house.owner }: { readonly mode?: (typeof eras)[number]; readonly token?: string } = {}) {
  const client = new Client({ name: "test", version: "1.0.0" }, { versionNegotiation: { mode } });
  await client.connect(new StreamableHTTPClientTransport(new URL(`${house.url}/mcp`), { requestInit: { headers: { authorization: `Bearer ${token}` } } }));
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.close() });
}

const initialize = {
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "test", version: "1" } },
};
const accept = { accept: "application/json, text/event-stream" };

describe.each(eras)("the official client over HTTP (%s)", (mode) => {
  test("lists the tools and calls them", async () => {
    await using house = await openHouse({ beside: [mcp({ deny: ["session_*", "send_message", "outbox_list"] }), tools(add, refuse, crash, long)] });
    await using client = await connect(house, { mode });
    expect(client.getServerVersion()?.name).toBe("instar");
    const { tools: listed } = await client.listTools();
    expect(listed.map(({ name }) => name)).toEqual(["add", "refuse", "crash", "long"]);
    expect(listed[0]).toMatchObject({ annotations: { readOnlyHint: true }, inputSchema: { required: ["a", "b"] } });
    expect(await client.callTool({ name: "add", arguments: { a: 20, b: 22 } })).toMatchObject({ content: [{ type: "text", text: "42" }] });
    expect(await client.callTool({ name: "refuse" })).toMatchObject({ isError: true, content: [{ text: "It cannot be done. Try tomorrow." }] });
    expect(await client.callTool({ name: "add", arguments: { a: 1 } })).toMatchObject({ isError: true, content: [{ text: expect.stringContaining("b: ") }] });
    expect(await client.callTool({ name: "nothing" })).toMatchObject({ isError: true });
  });

  test("acts as whoever its token says", async () => {
    const watched = uses(add);
    await using house = await openHouse({ beside: [mcp(), tools(watched.tool)] });
    await using asOwner = await connect(house, { mode });
    await asOwner.callTool({ name: "add", arguments: { a: 1, b: 1 } });
    await using asAgent = await connect(house, { mode, token: await house.agentToken("session-7") });
    await asAgent.callTool({ name: "add", arguments: { a: 1, b: 1 } });
    expect(watched.made.map(({ caller }) => caller)).toEqual([{ kind: "owner" }, { kind: "agent", session: "session-7" }]);
  });

  test("waits for a tool that takes longer than a request may", async () => {
    let finish: (text: string) => void = () => undefined;
    const slow: AgentTool = { ...endless, name: "slow", run: () => new Promise((resolve) => (finish = resolve)) };
    const watched = uses(slow);
    await using house = await openHouse({ beside: [mcp(), tools(watched.tool)] });
    await using client = await connect(house, { mode });
    const called = client.callTool({ name: "slow" });
    await expect.poll(() => watched.made.length).toBe(1);
    await house.kernel.clock.advance(120_000);
    finish("at last");
    expect(await called).toMatchObject({ content: [{ text: "at last" }] });
  });

  test("ends a call when the client goes away, and when the house stops", async () => {
    const watched = uses(endless);
    await using house = await openHouse({ beside: [mcp(), tools(watched.tool)] });
    const leaving = await connect(house, { mode });
    const called = leaving.callTool({ name: "endless" }).catch((error: Error) => error);
    await expect.poll(() => watched.made.length).toBe(1);
    await leaving.close();
    expect(await called).toBeInstanceOf(Error);
    await expect.poll(() => watched.made[0]?.signal.aborted).toBe(true);

    const staying = await connect(house, { mode });
    const stopped = staying.callTool({ name: "endless" }).catch((error: Error) => error);
    await expect.poll(() => watched.made.length).toBe(2);
    await house.kernel.stop("the test ends it");
    expect(watched.made[1]?.signal.aborted).toBe(true);
    await staying.close();
    await stopped;
  });
});

describe("the route", () => {
  test("lets nobody in without a token, from another page, or under another name", async () => {
    await using house = await openHouse({ beside: [mcp()] });
    const post = (how: Parameters<TestHouse["ask"]>[2]) => house.ask("POST", "/mcp", { body: initialize, headers: accept, ...how });
    expect((await post({})).status).toBe(200);
    expect((await post({ token: "" })).status).toBe(401);
    expect((await post({ token: "made-up" })).status).toBe(401);
    expect((await post({ headers: { ...accept, origin: "https://evil.example" } })).status).toBe(403);
    expect((await post({ headers: { ...accept, host: "evil.example" } })).status).toBe(403);
  });

  test("has no session to follow or to end", async () => {
    await using house = await openHouse({ beside: [mcp()] });
    expect((await house.ask("GET", "/mcp", { headers: accept })).status).toBe(405);
    expect((await house.ask("DELETE", "/mcp", { headers: accept })).status).toBe(405);
  });

  test.each([
    ["no JSON", "{", {}],
    ["no object", "7", {}],
    ["no message", {}, {}],
    ["a type that is not JSON", initialize, { "content-type": "text/plain" }],
    ["an answer that nobody may give", initialize, { accept: "text/html" }],
  ])("refuses %s without failing", async (_what, body, headers) => {
    await using house = await openHouse({ beside: [mcp()] });
    const { status } = await house.ask("POST", "/mcp", { body, headers: { ...accept, ...headers } });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(house.kernel.lines.filter(({ level }) => level === "error")).toEqual([]);
  });
});

test("the library is not loaded with the plugin", async () => {
  const folder = new URL("../src/", import.meta.url);
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".ts") && name !== "serve-stdio.ts");
  for (const name of files)
    expect(await readFile(new URL(name, folder), "utf8"), name).not.toMatch(/^import (?!type ).*@modelcontextprotocol|from "\.\/serve-stdio/m);
});
