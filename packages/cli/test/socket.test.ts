import { openSync, readFileSync } from "node:fs";
import { createConnection, createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect } from "../src/socket/connect.ts";
import { type AgentFolder, makeAgentFolder } from "./agent-folder.ts";

/** What comes back for raw lines, until the other side closes or a second has passed; `then` is sent when the agent has let us in. */
const talk = (agent: AgentFolder, text: string, then = "") =>
  new Promise<{ said: string; closed: boolean }>((resolve) => {
    const socket = createConnection(join(agent.folder, ".instar", "daemon.sock"));
    let said = "";
    const late = setTimeout(() => {
      resolve({ said, closed: false });
      socket.destroy();
    }, 1_000);
    let asked = false;
    let greeted = false;
    socket.on("data", (chunk) => {
      said += chunk.toString("utf8");
      const proof = /"prove":"([^"]+)"/.exec(said)?.[1];
      if (proof !== undefined && !asked) socket.write(`${JSON.stringify({ pid: process.pid, fd: openSync(proof, "r") })}\n`);
      asked ||= proof !== undefined;
      if (said.includes('"hello"') && !greeted) socket.write(then);
      greeted ||= said.includes('"hello"');
    });
    socket.on("error", () => undefined);
    socket.on("close", () => {
      clearTimeout(late);
      resolve({ said, closed: true });
    });
    socket.write(text);
  });

/** Who talks to it changes nothing of it, so one serves the tests that only talk. */
const agent = makeAgentFolder();
beforeAll(async () => void (await agent.run(["start"])));
afterAll(() => agent[Symbol.asyncDispose]());

test("who does not show the token is told nothing, and who does may not send without end", { timeout: 90_000 }, async () => {
  const token = readFileSync(join(agent.folder, ".instar/secrets/owner-token"), "utf8").trim();
  const call = `${JSON.stringify({ id: 1, service: "instar", method: "status", args: [] })}\n`;
  expect(await talk(agent, call)).toEqual({ said: "", closed: true });
  expect(await talk(agent, `${JSON.stringify({ token: "0".repeat(64) })}\n${call}`)).toEqual({ said: "", closed: true });
  expect(await talk(agent, "x".repeat(2_000))).toEqual({ said: "", closed: true });
  expect(await talk(agent, "null\n")).toEqual({ said: "", closed: true });
  const known = await talk(agent, `${JSON.stringify({ token })}\n`, call);
  expect(known.said).toContain('"hello"');
  expect(known.said).toContain('"running":true');
  expect((await talk(agent, `${JSON.stringify({ token })}\n`, "not json\n")).closed).toBe(true);
});

test("a call reaches services only, and an error keeps its code on the way", { timeout: 90_000 }, async () => {
  const token = readFileSync(join(agent.folder, ".instar/secrets/owner-token"), "utf8").trim();
  const lines = [
    { id: 1, service: "nobody", method: "x", args: [] },
    { id: 2, service: "conversations", method: "constructor", args: [] },
    { id: 3, service: "conversations", method: "hasOwnProperty", args: ["inbox"] },
    { id: 4, service: "conversations", method: "inbox", args: [{ limit: 1 }] },
  ];
  const { said } = await talk(agent, `${JSON.stringify({ token })}\n`, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  const answers = new Map(
    said
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { id?: number; error?: { code: string }; result?: unknown })
      .map((answer) => [answer.id, answer.error?.code ?? answer.result]),
  );
  expect(answers.get(1)).toBe("CLI_NO_SERVICE");
  expect(answers.get(2)).toBe("CLI_NO_METHOD");
  expect(answers.get(3)).toBe("CLI_NO_METHOD");
  expect(answers.get(4)).toEqual([]);
});

test("a session's token opens what is read-only, and nothing that is the owner's; within a session owner commands are refused before they begin", {
  timeout: 90_000,
}, async () => {
  const pid = (await agent.run(["status", "--json"])).json<{ pid: number }>().pid;
  // The owner's own token in a session's environment: what an agent has that read it after all.
  const stolen = { INSTAR_MARK: "0123456789abcdef0123456789abcdef" };
  for (const command of [
    ["stop"],
    ["restart"],
    ["start"],
    ["secrets", "set", "X"],
    ["secrets", "list"],
    ["init", "other"],
    ["chat", "--once", "yes"],
    ["server", "stop"],
  ]) {
    const { code, stderr } = await agent.run(command, { env: stolen });
    expect({ command, code }).toEqual({ command, code: 1 });
    expect(stderr, command.join(" ")).toContain("is the owner's to decide");
  }
  expect((await agent.run(["status"], { env: stolen })).stderr).toContain("is the owner's to decide");
  expect((await agent.run(["inbox"], { env: stolen })).stderr).toContain("is the owner's to decide");
  expect((await agent.run(["status"], { env: { INSTAR_TOKEN: "instar_agent_gone" } })).stderr).toContain("did not accept the token of this session");
  expect((await agent.run(["stop", "--help"], { env: stolen })).code).toBe(0);
  expect((await agent.run(["status", "--json"])).json<{ pid: number }>().pid).toBe(pid);
  const log = readFileSync(join(agent.folder, ".instar/logs/instar.log"), "utf8");
  expect(log).toContain("showed the owner's token at the socket and was refused");
});

test("a daemon that dies with something unread, or in the middle of the greeting, has lost the connection and turned nobody away", async () => {
  await using agent = makeAgentFolder(); // which only this one shall find dead
  agent.write(".instar/secrets/owner-token", "0".repeat(64));
  let greets = true;
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => {
      if (!greets) return void socket.destroy();
      socket.pause();
      socket.write(`${JSON.stringify({ hello: { pid: 1, version: "1", phase: "running" } })}\n`);
      setTimeout(() => socket.destroy(), 50);
    });
  });
  await new Promise<void>((resolve) => void server.listen(join(agent.folder, ".instar", "daemon.sock"), resolve));
  using connection = await connect(agent.folder);
  await expect(connection.call("instar", "status", [])).rejects.toMatchObject({ code: "CLI_CONNECTION_LOST" });
  greets = false;
  await expect(connect(agent.folder)).rejects.toMatchObject({ code: "CLI_NOT_RUNNING" });
  server.close();
});
