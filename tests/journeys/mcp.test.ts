import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { claudeExecutable, claudeTestEnvironment, useTool } from "@instar/testing/model-endpoint";
import { expect, test } from "vitest";
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

test("the model calls a tool of the house in a supervised session, without a port or a process", async () => {
  await using house = await openClaudeHouse({ declarations, plugins: "mcp(), lighthouse()", dependencies: ["@instar/plugin-mcp"] });
  await house.start();
  house.endpoint.script(useTool("mcp__instar__lamp_state", { tower: "Alexandria" }), "It is lit.");
  const { stdout } = await house.say("is the lamp lit?");
  expect(stdout).toBe("It is lit.\n");
  expect(house.endpoint.requests.at(-1)?.toolResults[0]?.text).toContain("The lamp of Alexandria is lit, agent local");
}, 60_000);

/** The real Claude Code as a person runs it, beside the house and not supervised by it. */
function plainClaude(house: ClaudeHouse, server: object): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  const home = mkdtempSync(join(tmpdir(), "instar-plain-"));
  const config = join(home, "servers.json");
  writeFileSync(config, JSON.stringify({ mcpServers: { kira: server } }), { mode: 0o600 });
  return new Promise((resolve, reject) => {
    const args = ["-p", "is the lamp lit?", "--mcp-config", config, "--strict-mcp-config", "--setting-sources", "", "--allowedTools", "mcp__kira__lamp_state"];
    const child = spawn(claudeExecutable(), args, {
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
    child.on("close", (code) => {
      rmSync(home, { recursive: true, force: true });
      resolve({ code, stdout, stderr });
    });
  });
}

const ownerToken = (house: ClaudeHouse) => house.read(".instar/secrets/owner-token").trim();
const url = (house: ClaudeHouse) => (JSON.parse(house.read(".instar/http.json")) as { url: string }).url;

test("the model of a plain Claude Code calls it over streamable HTTP with the owner's token", async () => {
  await using house = await openClaudeHouse({ declarations, plugins: "mcp(), lighthouse()", dependencies: ["@instar/plugin-mcp"] });
  await house.start();
  house.endpoint.script(useTool("mcp__kira__lamp_state", { tower: "Alexandria" }), "It is lit.");
  const ran = await plainClaude(house, { type: "http", url: `${url(house)}/mcp`, headers: { Authorization: `Bearer ${ownerToken(house)}` } });
  expect(ran).toMatchObject({ code: 0, stdout: "It is lit.\n" });
  expect(house.endpoint.requests.at(-1)?.toolResults[0]?.text).toContain("The lamp of Alexandria is lit, owner");
}, 60_000);

test("the model of a plain Claude Code calls it over stdio through `instar mcp`", async () => {
  await using house = await openClaudeHouse({ declarations, plugins: "mcp(), lighthouse()", dependencies: ["@instar/plugin-mcp"] });
  await house.start();
  house.endpoint.script(useTool("mcp__kira__lamp_state", { tower: "Alexandria" }), "It is lit.");
  const ran = await plainClaude(house, { type: "stdio", command: process.execPath, args: [instarBin, "mcp", "--dir", house.folder] });
  expect(ran).toMatchObject({ code: 0, stdout: "It is lit.\n" });
  expect(house.endpoint.requests.at(-1)?.toolResults[0]?.text).toContain("The lamp of Alexandria is lit, owner");
}, 60_000);

test("an agent begins another one by a tool, reads its answer, and cannot reach the owner's", async () => {
  await using house = await openClaudeHouse({
    declarations: `${declarations}\nimport named from "@instar/plugin-named-sessions";`,
    plugins: "mcp(), named()",
    dependencies: ["@instar/plugin-named-sessions"],
  });
  await house.start();
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
