import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { lives } from "@instar/process/lives";
import { claudeTestEnvironment, useShell } from "@instar/testing/model-endpoint";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ClaudeHouse, eventually, openClaudeHouse } from "./claude-house.ts";

const instarBin = fileURLToPath(new URL("../../packages/cli/bin/instar.js", import.meta.url));

const declarations = `import mcp from "@instar/plugin-mcp";
import { AgentTools } from "@instar/kernel/contracts";
import { writeFileSync } from "node:fs";
import { z } from "zod";
const lamps = definePlugin({
  api: 1, name: "lamps",
  setup: ({ contribute, paths }) => {
    contribute(AgentTools, { name: "light", description: "Lights a lamp.", input: z.strictObject({ lamp: z.string() }), run: async ({ lamp }) => lamp + " is lit" });
    contribute(AgentTools, { name: "who", description: "Who asks.", input: z.strictObject({}), run: async (_, { caller }) => "an " + caller.kind + " asks" });
    contribute(AgentTools, {
      name: "watch", description: "Watches until nobody asks any more.", input: z.strictObject({}),
      run: (_, { signal }) => new Promise(() => {
        writeFileSync(paths.project + "/watching", "");
        signal.addEventListener("abort", () => writeFileSync(paths.project + "/gone", ""));
      }),
    });
  },
});`;

let house: ClaudeHouse;

beforeAll(async () => {
  house = await openClaudeHouse({
    declarations,
    plugins: 'mcp({ deny: ["session_*", "send_message", "outbox_list"] }), lamps()',
    dependencies: ["@instar/plugin-mcp"],
  });
  await house.start();
});
afterAll(async () => house[Symbol.asyncDispose]());

async function connect(mode: "legacy" | "auto" = "legacy") {
  const client = new Client({ name: "test", version: "1.0.0" }, { versionNegotiation: { mode } });
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [instarBin, "mcp", "--dir", house.folder],
    env: claudeTestEnvironment({ endpoint: house.endpoint, home: `${house.folder}/../home` }),
    stderr: "pipe",
  });
  let stderr = "";
  transport.stderr?.on("data", (chunk: Buffer) => {
    stderr += chunk.toString("utf8");
  });
  await client.connect(transport);
  return Object.assign(client, { pid: () => transport.pid, stderr: () => stderr, [Symbol.asyncDispose]: () => client.close() });
}

const textOf = async (asked: ReturnType<Client["callTool"]>) => (((await asked) as { content: { text: string }[] }).content[0] as { text: string }).text;
const names = async (client: Client) => (await client.listTools({}, { cacheMode: "refresh" })).tools.map(({ name }) => name);

describe.each(["legacy", "auto"] as const)("`instar mcp` and the official client (%s)", (mode) => {
  test("lists and calls the tools of the running agent, also after it was restarted", async () => {
    await using client = await connect(mode);
    expect(await names(client)).toEqual(["light", "who", "watch"]);
    expect(await textOf(client.callTool({ name: "light", arguments: { lamp: "the red one" } }))).toBe("the red one is lit");
    expect(await textOf(client.callTool({ name: "light", arguments: {} }))).toMatch(/^The input does not fit light: lamp: /);
    await house.instar("restart");
    expect(await textOf(client.callTool({ name: "light", arguments: { lamp: "the blue one" } }))).toBe("the blue one is lit");
    expect(client.stderr()).toBe("");
  }, 60_000);
});

test("a cancelled call is cancelled in the house, and the process ends with its client", async () => {
  const client = await connect();
  const cancelling = new AbortController();
  const called = client.callTool({ name: "watch" }, { signal: cancelling.signal }).catch((error: Error) => error);
  await eventually(() => house.has("watching"), "the tool to begin");
  cancelling.abort();
  await called;
  await eventually(() => house.has("gone"), "the tool to be cancelled");
  const pid = client.pid() as number;
  await client.close();
  await eventually(() => !lives(pid), "the process to end");
}, 60_000);

test("a session's process is served as that session, and cannot register anything", async () => {
  const handshake = { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "test", version: "1" } };
  const lines = [
    { id: 1, method: "initialize", params: handshake },
    { method: "notifications/initialized" },
    { id: 2, method: "tools/call", params: { name: "who", arguments: {} } },
  ];
  writeFileSync(join(house.folder, "asked.jsonl"), lines.map((line) => `${JSON.stringify({ jsonrpc: "2.0", ...line })}\n`).join(""));
  house.endpoint.script(
    useShell(`cd ${house.folder}; touch said; (cat asked.jsonl; until grep -q '"id":2' said; do sleep 0.1; done) | node ${instarBin} mcp --dir . | tee said`),
    useShell(`node ${instarBin} mcp register --user --dir ${house.folder}`),
    "It was tried.",
  );
  await house.say("serve yourself");
  const [served, registered] = house.endpoint.requests.slice(1).map(({ toolResults }) => toolResults.at(-1)?.text ?? "");
  expect(served).toContain("an agent asks");
  expect(registered).toMatch(/owner/);
  expect(registered).not.toContain("Wrote the server");
}, 60_000);

test("while the agent is away a call says how to start it, and its tools are announced when it is back", async () => {
  await house.instar("stop");
  await using client = await connect();
  let announced = false;
  client.setNotificationHandler("notifications/tools/list_changed", () => {
    announced = true;
  });
  expect(await names(client)).toEqual(["house_status"]);
  expect(await textOf(client.callTool({ name: "house_status" }))).toMatch(/is not running\. Start it with `instar start`\.$/);
  expect(await client.callTool({ name: "light", arguments: { lamp: "x" } })).toMatchObject({
    isError: true,
    content: [{ text: expect.stringContaining("instar start") }],
  });
  await house.start();
  await eventually(() => announced, "the announcement");
  expect(await names(client)).toEqual(["light", "who", "watch"]);
  await house.instar("stop");
  expect(await names(client)).toEqual(["light", "who", "watch"]);
}, 60_000);
