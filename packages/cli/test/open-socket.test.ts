import { chmodSync, lstatSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { createLocalChannel } from "../src/chat/create-local-channel.ts";
import { isSocketOurs, makeSocketFolder } from "../src/project/socket-folder.ts";
import { openSocket } from "../src/socket/open-socket.ts";
import type { Call } from "../src/socket/protocol.ts";
import { soon } from "./agent-folder.ts";

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

async function listen(call: (call: Call) => Promise<unknown>) {
  const path = join(makeFolder(), "s");
  const host = { token, hello: () => ({ pid: 1, version: "1", phase: "running" as const }), call: (_: unknown, asked: Call) => call(asked) };
  const server = await openSocket(path, host);
  const connect = () => {
    const socket = createConnection(path);
    const seen = { socket, said: "", closed: false };
    socket.on("data", (chunk) => (seen.said += chunk.toString("utf8")));
    socket.on("error", () => undefined);
    socket.on("close", () => (seen.closed = true));
    rest.push(() => socket.destroy());
    return seen;
  };
  return { server, connect };
}

test("a stranger who sends a byte now and then is cut off like one who is silent, and the owner is not", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const { server, connect } = await listen(async () => "here");
  await using _server = server;
  const [stranger, silent, owner] = [connect(), connect(), connect()];
  owner.socket.write(`${JSON.stringify({ token })}\n`);
  stranger.socket.write(" ");
  await vi.waitFor(() => expect(owner.said).toContain("hello"), soon);
  for (let second = 0; second < 6; second++) {
    stranger.socket.write(" ");
    await new Promise((resolve) => setImmediate(resolve));
    vi.advanceTimersByTime(1_000);
  }
  vi.useRealTimers();
  await expect.poll(() => [stranger.closed, silent.closed], soon).toEqual([true, true]);
  owner.socket.write(`${JSON.stringify({ id: 1, service: "a", method: "b", args: [] })}\n`);
  await expect.poll(() => owner.said, soon).toContain('"here"');
});

test("a result that is no plain data is an error for whoever asked, not silence", async () => {
  const circle: Record<string, unknown> = {};
  circle["self"] = circle;
  const { server, connect } = await listen(async ({ id }) => (id === 1 ? circle : 2n));
  await using _server = server;
  const owner = connect();
  for (const line of [{ token }, { id: 1, service: "a", method: "b", args: [] }, { id: 2, service: "a", method: "b", args: [] }])
    owner.socket.write(`${JSON.stringify(line)}\n`);
  await expect.poll(() => owner.said.split("\n").filter((line) => line.includes('"code":"UNEXPECTED"')).length, soon).toBe(2);
});

test("who asks without reading the answers is not asked for more", async () => {
  let answered = 0;
  const { server, connect } = await listen(async () => {
    answered++;
    return "x".repeat(100_000);
  });
  await using _server = server;
  const owner = connect();
  owner.socket.pause();
  const calls = 5_000;
  const line = `${JSON.stringify({ id: 1, service: "a", method: "b", args: [], room: "y".repeat(1_000) })}\n`;
  owner.socket.write(`${JSON.stringify({ token })}\n`);
  owner.socket.write(line.repeat(calls));
  await expect.poll(() => answered, soon).toBeGreaterThan(0);
  const before = answered;
  for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve));
  expect(answered).toBeLessThan(before + 500);
  expect(answered).toBeLessThan(calls / 2);
  owner.socket.resume();
  await expect.poll(() => answered, soon).toBe(calls);
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
  const before = performance.now();
  channel.attach(
    { push: () => undefined, onClose: () => undefined },
    "main",
    Array.from({ length: 1_000_000 }, (_, index) => String(index)),
  );
  expect(performance.now() - before).toBeLessThan(3_000);
});
