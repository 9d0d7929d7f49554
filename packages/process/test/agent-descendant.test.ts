import { spawn } from "node:child_process";
import { closeSync, linkSync, mkdtempSync, openSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { countWork } from "../../../tests/work-done.ts";
import { parseConnections, parseLsofPeers } from "../src/agent-descendant-peer.ts";
import { parseLsof } from "../src/agent-descendant-proof.ts";
import { descentOf, descentOfPeer, isHolding, markOf, mayBeOwner, startProcess } from "../src/index.ts";
import { path, startMarkedShell } from "./marked-shell.ts";
import { until } from "./until.ts";

/** The pid that a script prints first. */
async function printedPid(shell: { tail(): string }): Promise<number> {
  await until("the child is up", () => shell.tail().includes("\n"));
  return Number(shell.tail().trim());
}

test("a process of a session, its child, and a child with an emptied environment are an agent's; we are not", async () => {
  const { shell, mark } = await startMarkedShell("env -i sleep 60 & echo $!; wait");
  onTestFinished(async () => void (await shell.stop(0)));
  const child = await printedPid(shell);
  expect(descentOf(shell.pid)).toEqual({ kind: "agent", mark: mark.mark, pid: shell.pid });
  // For a moment it still is the shell's copy, environment and all.
  await expect.poll(() => descentOf(child)).toEqual({ kind: "agent", mark: mark.mark, pid: shell.pid });
  expect(descentOf(process.pid)).toEqual({ kind: "elsewhere" });
  expect(descentOf(4_194_305)).toEqual({ kind: "gone" });
});

test("an orphan in a session of its own is known by the mark that it carries, and one without it by its group's leader", async () => {
  const { shell, mark } = await startMarkedShell("(setsid sleep 60 & echo $!); (env -i sleep 61 & echo $!); exec sleep 60");
  onTestFinished(async () => void (await shell.stop(0)));
  await until("both are up", () => shell.tail().trim().includes("\n"));
  const [alone = 0, unmarked = 0] = shell.tail().trim().split("\n").map(Number);
  onTestFinished(() => void process.kill(alone, "SIGKILL"));
  await until("they are orphans", () => descentOf(alone).kind === "agent");
  expect(descentOf(alone)).toMatchObject({ kind: "agent", mark: mark.mark });
  await expect.poll(() => descentOf(unmarked)).toEqual({ kind: "agent", mark: mark.mark, pid: shell.pid });
});

test("what nothing recognises: an emptied environment, a session of its own, and no parent left", async () => {
  const { shell } = await startMarkedShell("(env -i setsid sleep 60 & echo $!)");
  await shell.exit;
  const pid = Number(shell.tail());
  onTestFinished(() => void process.kill(pid, "SIGKILL"));
  await until("it has no parent and no past", () => descentOf(pid).kind === "elsewhere");
});

test("the recorded process of a living session is known without a mark, and its number alone is not believed", async () => {
  const shell = await startProcess("sh", ["-c", "sleep 60 & echo $!; wait"], { env: { PATH: path } });
  onTestFinished(async () => void (await shell.stop(0)));
  const child = await printedPid(shell);
  const mark = await markOf(shell.pid, "recorded");
  if (mark === undefined) throw new Error("It ended.");
  expect(descentOf(child)).toEqual({ kind: "elsewhere" });
  expect(descentOf(child, [mark])).toEqual({ kind: "agent", mark: "recorded", pid: shell.pid });
  expect(descentOf(child, [{ ...mark, startedAt: mark.startedAt - 60_000 }])).toEqual({ kind: "elsewhere" });
});

test("only who holds the very file open proves to be who it says", async () => {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "instar-proof-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "nonce");
  writeFileSync(file, "");
  writeFileSync(join(folder, "other"), "");
  linkSync(file, join(folder, "same"));
  const identity = statSync(file, { bigint: true });
  const fd = openSync(file, "r");
  const other = openSync(join(folder, "other"), "r");
  const same = openSync(join(folder, "same"), "r");
  onTestFinished(() => [fd, other, same].forEach(closeSync));
  const { pid } = process;
  expect(await isHolding({ pid, fd }, identity)).toBe(true);
  expect(await isHolding({ pid, fd: same }, identity)).toBe(true);
  for (const claim of [
    { pid, fd: other },
    { pid, fd: 4_000 },
    { pid: process.ppid, fd },
    { pid: 1, fd },
    { pid: 4_194_305, fd },
  ])
    expect(await isHolding(claim, identity), JSON.stringify(claim)).toBe(false);
  for (const claim of [undefined, null, 7, {}, { pid }, { pid: "self", fd }, { pid: -1, fd }, { pid, fd: -1 }, { pid, fd: 1.5 }, { pid: `${pid}/../self`, fd }])
    expect(await isHolding(claim, identity), JSON.stringify(claim)).toBe(false);
  rmSync(file);
  symlinkSync(join(folder, "other"), file);
  expect(await isHolding({ pid, fd: other }, identity)).toBe(false);
  expect(await isHolding({ pid, fd }, identity)).toBe(true);
});

const client = `const s = require("net").connect(Number(process.argv[1]), process.argv[2]); s.on("error", () => 0); s.on("close", () => process.exit());`;

async function listenOn(host: string) {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const next = () => new Promise<Socket>((resolve) => server.once("connection", resolve));
  return { port, next };
}

test.each(["127.0.0.1", "::1", "::"])("the other end of a connection to %s is found, and whether it is an agent's", async (host) => {
  const { port, next } = await listenOn(host);
  const target = host === "::" ? "127.0.0.1" : host;
  let arriving = next();
  const { shell, mark } = await startMarkedShell(`exec "${process.execPath}" -e '${client}' ${port} ${target}`);
  const agent = await arriving;
  expect(await descentOfPeer(agent)).toEqual({ kind: "agent", mark: mark.mark, pid: shell.pid });
  expect(mayBeOwner(await descentOfPeer(agent))).toBe(false);

  arriving = next();
  const child = spawn(process.execPath, ["-e", client, String(port), target], { stdio: "ignore" });
  const person = await arriving;
  expect(await descentOfPeer(person)).toEqual({ kind: "elsewhere" });
  expect(mayBeOwner(await descentOfPeer(person))).toBe(true);
  child.kill("SIGKILL");
  await until("nobody holds the other end", async () => (await descentOfPeer(person)).kind === "unknown");
  expect(await descentOfPeer(person)).toEqual({ kind: "unknown", why: "gone" });
  expect(mayBeOwner({ kind: "unknown", why: "gone" })).toBe(false);
  expect(mayBeOwner({ kind: "unknown", why: "system" })).toBe(true);
  agent.destroy();
  person.destroy();
  await shell.stop(0);
});

test("the system's tables are understood", () => {
  const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:0FC8 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 41 1 0 100 0 0 10 0
   1: 0000000000000000FFFF00000100007F:0FC8 0000000000000000FFFF00000100007F:C350 01 00000000:00000000 00:00000000 00000000   501        0 42 1 0 20 4 0 10 -1
   2: 00000000000000000000000001000000:0FC8 00000000000000000000000001000000:C351 01 00000000:00000000 00:00000000 00000000     0        0 43 1 0 20 4 0 10 -1
`;
  expect(parseConnections(table)).toEqual([
    { local: "127.0.0.1:4040", remote: "0.0.0.0:0", uid: 1000, inode: "41" },
    { local: "127.0.0.1:4040", remote: "127.0.0.1:50000", uid: 501, inode: "42" },
    { local: "::1:4040", remote: "::1:50001", uid: 0, inode: "43" },
  ]);
  expect(parseLsof("p731\nf21r\ni9007\nf22\np732\nf1u\ni5\n")).toEqual([
    { pid: 731, fd: "21", inode: "9007" },
    { pid: 731, fd: "22", inode: undefined },
    { pid: 732, fd: "1", inode: "5" },
  ]);
  const peers = "p731\nf21\nn127.0.0.1:50000->127.0.0.1:4040\np732\nf3\nn127.0.0.1:4040->127.0.0.1:50000\n";
  expect(parseLsofPeers(peers, 50_000, 4_040)).toEqual([731]);
});

test("a look at the descent of a process is cheap", async () => {
  const worked = countWork();
  for (let turn = 0; turn < 100; turn++) descentOf(process.pid);
  expect(worked() / 100).toBeLessThan(20);
});
