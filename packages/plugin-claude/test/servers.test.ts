import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Json } from "@instar/kernel";
import type { SessionServer } from "@instar/kernel/contracts";
import { fakeClaudeExecutable } from "@instar/testing/fake-claude";
import { useTool } from "@instar/testing/model-endpoint";
import { describe, expect, test } from "vitest";
import { openHouse, testHost } from "./harness.ts";

type Message = { readonly method: string; readonly id?: Json; readonly params?: { readonly [name: string]: Json } };

/** The least that the protocol asks of a server, with one tool. */
function counterServer(name = "counter"): SessionServer & { readonly heard: Message[]; readonly asked: string[]; readonly signals: AbortSignal[] } {
  const heard: Message[] = [];
  const asked: string[] = [];
  const signals: AbortSignal[] = [];
  return {
    name,
    heard,
    asked,
    signals,
    async answer(message, session, signal) {
      const { method, id, params = {} } = message as Message;
      heard.push(message as Message);
      asked.push(session.id);
      if (id === undefined) return undefined;
      const reply = (result: Json): Json => ({ jsonrpc: "2.0", id, result });
      if (method === "initialize")
        return reply({ protocolVersion: params.protocolVersion ?? "", capabilities: { tools: {} }, serverInfo: { name, version: "1.0.0" } });
      if (method === "tools/list") return reply({ tools: [{ name: "count", description: "Counts.", inputSchema: { type: "object", properties: {} } }] });
      if (method === "tools/call") {
        if ((params.arguments as { fail?: boolean } | undefined)?.fail === true) throw new Error("with /secret/path");
        if ((params.arguments as { wait?: boolean } | undefined)?.wait === true) {
          signals.push(signal);
          await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
        }
        return reply({ content: [{ type: "text", text: "seven things were counted" }] });
      }
      return { jsonrpc: "2.0", id, error: { code: -32601, message: "no such method" } };
    },
  };
}

describe("a server inside the house", () => {
  test("is connected without a process, and its tool is called through the gate", async () => {
    await using house = await openHouse();
    const host = testHost();
    const server = counterServer();
    const session = await house.open(host, { servers: [server] });
    house.endpoint.script(useTool("mcp__counter__count", {}), "There are seven.");
    const id = randomUUID();
    await session.send({ id, text: "count" });
    expect((await host.turn(id)).text).toBe("There are seven.");
    expect(house.endpoint.requests.at(-1)?.toolResults[0]?.text).toBe("seven things were counted");
    expect(host.calls).toMatchObject([{ tool: "mcp__counter__count", action: { kind: "mcp", server: "counter", tool: "count" } }]);
    expect(host.results).toMatchObject([{ output: "seven things were counted", ok: true }]);
    expect(new Set(server.asked)).toEqual(new Set(["session-1"]));
  }, 30_000);

  test("is reached by the stand-in as by the real program", async () => {
    await using house = await openHouse({ options: { executable: fakeClaudeExecutable() } });
    const host = testHost({ toolDone: async (result) => ({ ...result, output: result.output.toUpperCase() }) });
    const server = counterServer();
    const session = await house.open(host, { servers: [server] });
    const [first, second] = [randomUUID(), randomUUID()];
    await session.send({ id: first, text: "[[mcp counter count {}]]" });
    expect((await host.turn(first)).text).toBe("The tool gave: SEVEN THINGS WERE COUNTED");
    expect(host.calls).toMatchObject([{ tool: "mcp__counter__count", action: { kind: "mcp", server: "counter", tool: "count" } }]);
    expect(server.heard.map(({ method }) => method)).toEqual(["initialize", "notifications/initialized", "tools/list", "tools/call"]);
    await session.send({ id: second, text: '[[mcp counter count {"wait":true}]]' });
    await expect.poll(() => server.signals.length).toBe(1);
    await session.interrupt("enough");
    expect((await host.turn(second)).outcome).toBe("interrupted");
    await expect.poll(() => server.heard.at(-1)).toMatchObject({ method: "notifications/cancelled" });
  });

  test("that fails tells the model nothing of its insides", async () => {
    await using house = await openHouse();
    const host = testHost();
    const session = await house.open(host, { servers: [counterServer()] });
    house.endpoint.script(useTool("mcp__counter__count", { fail: true }), "It failed.");
    const id = randomUUID();
    await session.send({ id, text: "count" });
    await host.turn(id);
    const [result] = house.endpoint.requests.at(-1)?.toolResults ?? [];
    expect(result).toMatchObject({ isError: true });
    expect(result?.text).toContain("The house could not answer.");
    expect(result?.text).not.toContain("/secret/path");
  }, 30_000);

  test("learns that nobody waits for its answer any more: the turn was interrupted, or the session ended", async () => {
    await using house = await openHouse();
    const host = testHost();
    const server = counterServer();
    const session = await house.open(host, { servers: [server] });
    house.endpoint.script(useTool("mcp__counter__count", { wait: true }));
    const first = randomUUID();
    await session.send({ id: first, text: "count slowly" });
    await expect.poll(() => server.signals.length).toBe(1);
    await session.interrupt("enough");
    expect((await host.turn(first)).outcome).toBe("interrupted");

    house.endpoint.script(useTool("mcp__counter__count", { wait: true }));
    await session.send({ id: randomUUID(), text: "count slowly again" });
    await expect.poll(() => server.signals.length).toBe(2);
    await session.stop(0);
    expect(server.signals[1]?.aborted).toBe(true);
  }, 30_000);

  test("keeps its name, also when the person has registered it for programs outside", async () => {
    await using house = await openHouse();
    const server = { command: process.execPath, args: ["-e", "require('node:fs').writeFileSync('started', '')"] };
    await mkdir(join(house.home, ".claude"), { recursive: true });
    await writeFile(join(house.home, ".claude", ".claude.json"), JSON.stringify({ mcpServers: { counter: server } }));
    const host = testHost();
    const session = await house.open(host, { servers: [counterServer()] });
    house.endpoint.script(useTool("mcp__counter__count", {}), "There are seven.");
    const id = randomUUID();
    await session.send({ id, text: "count" });
    await host.turn(id);
    expect(host.results.map(({ output }) => output)).toEqual(["seven things were counted"]);
    expect(existsSync(join(house.cwd, "started"))).toBe(false);
  }, 30_000);

  test("stands beside the servers that are carried in", async () => {
    await using house = await openHouse();
    const script = join(house.folder, "stdio-server.mjs");
    await writeFile(script, stdioServer);
    await writeFile(join(house.home, ".claude.json"), JSON.stringify({ mcpServers: { outside: { command: process.execPath, args: [script] } } }));
    await mkdir(join(house.home, ".claude"), { recursive: true });
    await writeFile(join(house.home, ".claude", ".claude.json"), JSON.stringify({ mcpServers: { outside: { command: process.execPath, args: [script] } } }));
    const host = testHost();
    const session = await house.open(host, { servers: [counterServer()] });
    house.endpoint.script({ text: "", ...useTool("mcp__counter__count", {}) }, useTool("mcp__outside__greet", {}), "Both answered.");
    const id = randomUUID();
    await session.send({ id, text: "use both" });
    await host.turn(id);
    expect(host.results.map(({ output }) => output)).toEqual(["seven things were counted", "hello from outside"]);
  }, 30_000);
});

const stdioServer = `
import { createInterface } from "node:readline";
createInterface({ input: process.stdin }).on("line", (line) => {
  const { id, method, params } = JSON.parse(line);
  if (id === undefined) return;
  const result =
    method === "initialize" ? { protocolVersion: params.protocolVersion, capabilities: { tools: {} }, serverInfo: { name: "outside", version: "1.0.0" } }
    : method === "tools/list" ? { tools: [{ name: "greet", description: "Greets.", inputSchema: { type: "object", properties: {} } }] }
    : { content: [{ type: "text", text: "hello from outside" }] };
  process.stdout.write(JSON.stringify({ jsonrpc: "2.0", id, result }) + "\\n");
});
`;
