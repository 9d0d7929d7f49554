import { spawn } from "node:child_process";
import { chmodSync, closeSync, lstatSync, mkdirSync, mkdtempSync, openSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Caller } from "@instar/kernel/contracts";
import { afterEach, expect, test, vi } from "vitest";
import { countWork } from "../../../tests/work-done.ts";
import { createLocalChannel } from "../src/chat/create-local-channel.ts";
import { isSocketOurs, makeSocketFolder } from "../src/project/socket-folder.ts";
import { openSocket } from "../src/socket/open-socket.ts";
import type { Call } from "../src/socket/protocol.ts";

const token = "a".repeat(64);
const rest: (() => void)[] = [];
afterEach(() => {
  vi.useRealTimers();
  for (const undo of rest.splice(0)) undo();
});

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "instar-socket-"));
  rest.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const agentToken = "instar_agent_s1";

async function listen(call: (call: Call, caller: Caller) => Promise<unknown>) {
  const path = join(makeFolder(), "s");
  const away: (string | undefined)[] = [];
  const server = await openSocket(path, {
    identify: async (shown) => (shown === token ? { kind: "owner" } : shown === agentToken ? { kind: "agent", session: "s1" } : undefined),
    sessionProcesses: () => [],
    turnedAway: (_error, mark) => void away.push(mark),
    hello: () => ({ pid: 1, version: "1", phase: "running" as const }),
    call: (_, asked, caller) => call(asked, caller),
  });
  const connect = () => {
    const socket = createConnection(path);
    const seen = {
      socket,
      said: "",
      closed: false,
      /** Shows the owner's token, and that this process is no agent's. */
      async greet() {
        socket.write(`${JSON.stringify({ token })}\n`);
        await expect.poll(() => seen.said).toContain('"prove"');
        const fd = openSync((JSON.parse(seen.said) as { prove: string }).prove, "r");
        socket.write(`${JSON.stringify({ pid: process.pid, fd })}\n`);
        await expect.poll(() => seen.said).toContain("hello");
        closeSync(fd);
      },
    };
    socket.on("data", (chunk) => (seen.said += chunk.toString("utf8")));
    socket.on("error", () => undefined);
    socket.on("close", () => (seen.closed = true));
    rest.push(() => socket.destroy());
    return seen;
  };
  return { server, connect, path, away };
}

test("a stranger who sends a byte now and then is cut off like one who is silent, and the owner is not", async () => {
  const { server, connect } = await listen(async () => "here");
  await using _server = server;
  const owner = connect();
  await owner.greet();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const [stranger, silent] = [connect(), connect()];
  // The time that each of them has begins with the connection
  while (vi.getTimerCount() < 2) await new Promise((resolve) => setImmediate(resolve));
  stranger.socket.write(" ");
  for (let second = 0; second < 6; second++) {
    stranger.socket.write(" ");
    await new Promise((resolve) => setImmediate(resolve));
    vi.advanceTimersByTime(1_000);
  }
  vi.useRealTimers();
  await expect.poll(() => [stranger.closed, silent.closed]).toEqual([true, true]);
  owner.socket.write(`${JSON.stringify({ id: 1, service: "a", method: "b", args: [] })}\n`);
  await expect.poll(() => owner.said).toContain('"here"');
});

test("a result that is no plain data is an error for whoever asked, not silence", async () => {
  const circle: Record<string, unknown> = {};
  circle["self"] = circle;
  const { server, connect } = await listen(async ({ id }) => (id === 1 ? circle : 2n));
  await using _server = server;
  const owner = connect();
  await owner.greet();
  for (const line of [
    { id: 1, service: "a", method: "b", args: [] },
    { id: 2, service: "a", method: "b", args: [] },
  ])
    owner.socket.write(`${JSON.stringify(line)}\n`);
  await expect.poll(() => owner.said.split("\n").filter((line) => line.includes('"code":"UNEXPECTED"')).length).toBe(2);
});

test("who asks without reading the answers is not asked for more", async () => {
  let answered = 0;
  const { server, connect } = await listen(async () => {
    answered++;
    return "x".repeat(20_000);
  });
  await using _server = server;
  const owner = connect();
  await owner.greet();
  owner.socket.pause();
  const calls = 5_000;
  const line = `${JSON.stringify({ id: 1, service: "a", method: "b", args: [], room: "y".repeat(1_000) })}\n`;
  owner.socket.write(line.repeat(calls));
  await expect.poll(() => answered).toBeGreaterThan(0);
  const before = answered;
  for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve));
  expect(answered).toBeLessThan(before + 500);
  expect(answered).toBeLessThan(calls / 2);
  owner.socket.resume();
  await expect.poll(() => answered).toBe(calls);
});

/** Talks to the socket as a descendant of a session would: the whole handshake, honest unless `pid` names another. */
const thief = `const [path, token, pid] = process.argv.slice(1);
const socket = require("net").connect(path);
socket.write(JSON.stringify({ token }) + "\\n");
socket.on("data", (chunk) => {
  const line = JSON.parse(chunk);
  if (line.prove === undefined) { process.stdout.write(String(chunk)); return; }
  const fd = require("fs").openSync(line.prove, "r");
  socket.write(JSON.stringify({ pid: pid ? Number(pid) : process.pid, fd }) + "\\n");
});
socket.on("close", () => process.exit());`;

const steal = (path: string, env: Record<string, string>, pid = "") =>
  new Promise<string>((resolve) => {
    const child = spawn(process.execPath, ["-e", thief, path, token, pid], { env, stdio: ["ignore", "pipe", "ignore"] });
    let said = "";
    child.stdout.on("data", (chunk) => {
      said += chunk;
      if (said.includes("hello")) child.kill();
    });
    child.on("close", () => resolve(said));
  });

test("the owner's token in the hands of a session's process is refused, also when it names another's number; an ordinary process is let in", async () => {
  const { server, path, away } = await listen(async () => "here");
  await using _server = server;
  expect(await steal(path, { INSTAR_MARK: "m1" })).toContain("CLI_OWNER_ONLY");
  expect(await steal(path, { INSTAR_MARK: "m1" }, String(process.pid))).toContain("CLI_NOT_PROVEN");
  expect(await steal(path, {}, "1")).toContain("CLI_NOT_PROVEN");
  expect(await steal(path, {})).toContain("hello");
  expect(away).toEqual(["m1", undefined, undefined]);
  expect(readdirSync(join(path, ".."))).toEqual(["s"]);
});

test("who puts a link under the proof's name, to what an innocent process holds, is not let in by that", async () => {
  const { server, path, away } = await listen(async () => "here");
  await using _server = server;
  const innocent = spawn("sleep", ["60"], { env: { PATH: process.env["PATH"] }, stdio: ["ignore", "ignore", "ignore"], detached: true });
  rest.push(() => innocent.kill());
  const swaps = thief.replace(
    'const fd = require("fs").openSync(line.prove, "r");',
    'const fs = require("fs"), fd = 0; fs.rmSync(line.prove); fs.symlinkSync("/dev/null", line.prove);',
  );
  const said = await new Promise<string>((resolve) => {
    const child = spawn(process.execPath, ["-e", swaps, path, token, String(innocent.pid)], {
      env: { INSTAR_MARK: "m1" },
      stdio: ["ignore", "pipe", "ignore"],
    });
    let heard = "";
    child.stdout.on("data", (chunk) => {
      heard += chunk;
      if (heard.includes("hello")) child.kill();
    });
    child.on("close", () => resolve(heard));
  });
  expect(said).toContain("CLI_NOT_PROVEN");
  expect(away).toEqual([undefined]);
});

test("a session's own token needs no proof, and every call says who makes it", async () => {
  const { server, connect } = await listen(async (_, caller) => caller);
  await using _server = server;
  const agent = connect();
  agent.socket.write(`${JSON.stringify({ token: agentToken })}\n`);
  await expect.poll(() => agent.said).toContain("hello");
  agent.socket.write(`${JSON.stringify({ id: 1, service: "a", method: "b", args: [] })}\n`);
  await expect.poll(() => agent.said).toContain('{"kind":"agent","session":"s1"}');
});

test("who calls before it was let in, or answers the question for a proof with something else, is cut off", async () => {
  let calls = 0;
  const { server, connect, path } = await listen(async () => ++calls);
  await using _server = server;
  const call = `${JSON.stringify({ id: 1, service: "a", method: "b", args: [] })}\n`;
  const hasty = connect();
  hasty.socket.write(`${JSON.stringify({ token })}\n${call}`);
  const evasive = connect();
  evasive.socket.write(`${JSON.stringify({ token })}\n`);
  await expect.poll(() => evasive.said).toContain("prove");
  evasive.socket.write(call);
  await expect.poll(() => [hasty.closed, evasive.closed]).toEqual([true, true]);
  expect(evasive.said).toContain("CLI_NOT_PROVEN");
  expect(calls).toBe(0);
  await expect.poll(() => readdirSync(join(path, ".."))).toEqual(["s"]);
});

test("a folder for the socket beside the agent's must be a folder, ours, and ends private", () => {
  const folder = makeFolder();
  const at = (name: string) => ({ home: "/elsewhere", socket: join(folder, name, "x.sock") });
  makeSocketFolder(at("new"));
  expect(lstatSync(join(folder, "new")).mode & 0o777).toBe(0o700);
  mkdirSync(join(folder, "wide"));
  chmodSync(join(folder, "wide"), 0o777);
  expect(isSocketOurs(at("wide"))).toBe(false);
  makeSocketFolder(at("wide"));
  expect(isSocketOurs(at("wide"))).toBe(true);
  mkdirSync(join(folder, "victim"), { mode: 0o755 });
  symlinkSync(join(folder, "victim"), join(folder, "link"));
  symlinkSync(join(folder, "nowhere"), join(folder, "dangling"));
  writeFileSync(join(folder, "file"), "");
  for (const name of ["link", "dangling", "file"]) {
    expect(() => makeSocketFolder(at(name)), name).toThrow(expect.objectContaining({ code: "CLI_SOCKET_FOLDER_TAKEN" }));
    expect(isSocketOurs(at(name)), name).toBe(false);
  }
  expect(lstatSync(join(folder, "victim")).mode & 0o777).toBe(0o755);
  vi.spyOn(process, "getuid").mockReturnValue((process.getuid?.() ?? 0) + 1);
  rest.push(() => vi.restoreAllMocks());
  expect(() => makeSocketFolder(at("new"))).toThrow(expect.objectContaining({ code: "CLI_SOCKET_FOLDER_TAKEN" }));
  expect(isSocketOurs(at("new"))).toBe(false);
});

test("a terminal that claims to have shown a million parts does not stop the house", () => {
  const channel = createLocalChannel();
  const worked = countWork();
  channel.attach(
    { push: () => undefined, onClose: () => undefined },
    "main",
    Array.from({ length: 1_000_000 }, (_, index) => String(index)),
  );
  expect(worked()).toBeLessThan(3_000);
});
