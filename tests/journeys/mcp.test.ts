import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { claudeExecutable, claudeTestEnvironment, echo, useTool } from "@instar/testing/model-endpoint";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type ClaudeHouse, openClaudeHouse } from "./claude-house.ts";

const instarBin = fileURLToPath(new URL("../../packages/cli/bin/instar.js", import.meta.url));

const declarations = `import mcp from "@instar/plugin-mcp";
import { AgentTools } from "@instar/kernel/contracts";
import { z } from "zod";
const lighthouse = definePlugin({
  api: 1, name: "lighthouse",
  setup: ({ contribute }) => void contribute(AgentTools, {
    name: "lamp_state", description: "Whether the lamp of a tower is lit.", input: z.strictObject({ tower: z.string() }), readOnly: true,
    run: async ({ tower }, { caller, session }) => \`The lamp of \${tower} is lit, \${caller.kind} \${session?.address?.channel ?? ""}\`,
  }),
});`;

let house: ClaudeHouse;

beforeAll(async () => {
  house = await openClaudeHouse({
    declarations: `${declarations}\nimport named from "@instar/plugin-named-sessions";`,
    plugins: "mcp(), lighthouse(), named()",
    dependencies: ["@instar/plugin-mcp", "@instar/plugin-named-sessions"],
  });
  await house.start();
});
beforeEach(() => house.endpoint.respond(echo));
afterAll(async () => house[Symbol.asyncDispose]());

test("the model calls a tool of the house in a supervised session, without a port or a process", async () => {
  house.endpoint.script(useTool("mcp__instar__lamp_state", { tower: "Alexandria" }), "It is lit.");
  const { stdout } = await house.say("is the lamp lit?");
  expect(stdout).toBe("It is lit.\n");
  expect(house.endpoint.requests.at(-1)?.toolResults[0]?.text).toContain("The lamp of Alexandria is lit, agent local");
}, 60_000);

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The real Claude Code as a person runs it, beside the house and not supervised by it. */
function runClaude(home: string, ...args: readonly string[]): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(claudeExecutable(), ["-p", "is the lamp lit?", ...args], {
      cwd: home,
      env: claudeTestEnvironment({ endpoint: house.endpoint, home }),
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (chunk: Buffer) => {
      stdout += chunk.toString("utf8");
    });
    child.stderr.on("data", (chunk: Buffer) => {
      stderr += chunk.toString("utf8");
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/** With one server, from a file of its own and in a home of its own. */
async function plainClaude(server: object): Promise<Ran> {
  const home = mkdtempSync(join(tmpdir(), "instar-plain-"));
  const config = join(home, "servers.json");
  writeFileSync(config, JSON.stringify({ mcpServers: { kira: server } }), { mode: 0o600 });
  try {
    return await runClaude(home, "--mcp-config", config, "--strict-mcp-config", "--setting-sources", "", "--allowedTools", "mcp__kira__lamp_state");
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

const ownerToken = () => house.read(".instar/secrets/owner-token").trim();
const url = () => (JSON.parse(house.read(".instar/http.json")) as { url: string }).url;

test("the model of a plain Claude Code calls it over streamable HTTP with the owner's token", async () => {
  house.endpoint.script(useTool("mcp__kira__lamp_state", { tower: "Alexandria" }), "It is lit.");
  const ran = await plainClaude({ type: "http", url: `${url()}/mcp`, headers: { Authorization: `Bearer ${ownerToken()}` } });
  expect(ran).toMatchObject({ code: 0, stdout: "It is lit.\n" });
  expect(house.endpoint.requests.at(-1)?.toolResults[0]?.text).toContain("The lamp of Alexandria is lit, owner");
}, 60_000);

test("the model of a plain Claude Code calls it over stdio through `instar mcp`", async () => {
  house.endpoint.script(useTool("mcp__kira__lamp_state", { tower: "Alexandria" }), "It is lit.");
  const ran = await plainClaude({ type: "stdio", command: process.execPath, args: [instarBin, "mcp", "--dir", house.folder] });
  expect(ran).toMatchObject({ code: 0, stdout: "It is lit.\n" });
  expect(house.endpoint.requests.at(-1)?.toolResults[0]?.text).toContain("The lamp of Alexandria is lit, owner");
}, 60_000);

test("an agent begins another one by a tool, reads its answer, and cannot reach the owner's", async () => {
  const steps = [
    useTool("mcp__instar__session_spawn", { name: "scout", prompt: "SCOUT: look at the sea" }),
    useTool("mcp__instar__session_wait", { name: "scout", seconds: 50 }),
    useTool("mcp__instar__session_stop", { name: "of-the-owner" }),
    "The scout saw a ship.",
  ];
  const told: string[] = [];
  house.endpoint.respond((request) => {
    if (request.text.includes("THE OWNER'S")) return "Yes.";
    if (request.text.includes("SCOUT: look") && !request.text.includes("ask the scout")) return "I saw a ship.";
    told.push(...request.toolResults.map(({ text }) => text));
    return steps.shift() ?? "There is nothing left to do.";
  });
  await house.instar("session", "spawn", "of-the-owner", "THE OWNER'S: wait here");
  const { stdout } = await house.say("ask the scout");
  expect(stdout).toBe("The scout saw a ship.\n");
  expect(told.join("\n")).toMatch(/scout: done[\s\S]*I saw a ship\.[\s\S]*of-the-owner/);
  expect(told.at(-1)).toMatch(/no session .*of-the-owner/i);
}, 90_000);

test("`instar mcp register --user` is all that a person's Claude Code needs, and its settings are as before after `unregister`", async () => {
  const home = join(house.folder, "..", "home");
  const settings = () => readFileSync(join(home, ".claude", ".claude.json"), "utf8");
  expect((await runClaude(home)).code).toBe(0);

  const before = settings();
  const registered = await house.instar("mcp", "register", "--user", "--json");
  expect(JSON.parse(registered.stdout)).toMatchObject({ file: join(realpathSync(home), ".claude", ".claude.json"), name: "instar", changed: true });
  expect(settings()).toContain(before.slice(0, 50));
  expect((await house.instar("mcp", "unregister", "--user")).code).toBe(0);
  expect(settings()).toBe(before);

  await house.instar("mcp", "register", "--user");
  house.endpoint.script(useTool("mcp__instar__lamp_state", { tower: "Alexandria" }), "It is lit.");
  expect(await runClaude(home, "--allowedTools", "mcp__instar__lamp_state")).toMatchObject({ code: 0, stdout: "It is lit.\n" });
  expect(house.endpoint.requests.at(-1)?.toolResults[0]?.text).toContain("The lamp of Alexandria is lit, owner");

  const { mcpServers, ...rest } = JSON.parse(settings()) as { mcpServers: object; [key: string]: unknown };
  expect(Object.keys(mcpServers)).toEqual(["instar"]);
  await house.instar("mcp", "unregister", "--user");
  expect(JSON.parse(settings())).toEqual(rest);
}, 90_000);
