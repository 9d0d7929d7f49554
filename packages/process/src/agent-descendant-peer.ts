import { execFile } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { type Descent, descentOf } from "./agent-descendant.ts";
import type { ProcessMark } from "./process-mark.ts";

/** One end of a connection on this machine, as `net.Socket` tells it to the one who listens. */
export interface LocalConnection {
  readonly localAddress?: string | undefined;
  readonly localPort?: number | undefined;
  readonly remoteAddress?: string | undefined;
  readonly remotePort?: number | undefined;
}

/**
 * Who is at the other end. `unknown`: it can't be told, `why`: this system does not tell (`system`), it is another user's process (`user`), or nobody holds that
 * end any more, or somebody in a place that we do not see (`gone`).
 */
export type PeerDescent = Exclude<Descent, { readonly kind: "gone" }> | { readonly kind: "unknown"; readonly why: "system" | "user" | "gone" };

/**
 * Whether somebody who shows the owner's token may be the owner. An agent's descendant may not, nor may somebody who can't be found on a system that tells.
 * Where the system does not tell, or it is another user (no agent of ours runs as one), the token alone decides.
 */
export const mayBeOwner = (peer: PeerDescent): boolean => peer.kind === "elsewhere" || (peer.kind === "unknown" && peer.why !== "gone");

/**
 * Whether the process at the other end of a loopback TCP connection descends from an agent: its end is found in the table of connections, the process that holds
 * it among those of this user. Ask once per connection and keep the answer; it takes 1–30 ms, depending on how many processes there are.
 */
export async function descentOfPeer(connection: LocalConnection, known: readonly ProcessMark[] = []): Promise<PeerDescent> {
  if (process.platform === "darwin") return judge(await findByLsof(connection), known);
  if (process.platform !== "linux") return { kind: "unknown", why: "system" };
  const rows = readConnections();
  if (rows === undefined) return { kind: "unknown", why: "system" };
  const end = rows.find((row) => isOtherEnd(row, connection));
  if (end === undefined || end.inode === "0") return { kind: "unknown", why: "gone" };
  if (end.uid !== process.getuid?.()) return { kind: "unknown", why: "user" };
  return judge(findHolders(end.inode), known);
}

function judge(pids: readonly number[], known: readonly ProcessMark[]): PeerDescent {
  const all = pids.map((pid) => descentOf(pid, known));
  return (
    (all.find(({ kind }) => kind === "agent") as PeerDescent | undefined) ??
    (all.some(({ kind }) => kind === "elsewhere") ? { kind: "elsewhere" } : { kind: "unknown", why: "gone" })
  );
}

interface ConnectionRow {
  readonly local: string;
  readonly remote: string;
  readonly uid: number;
  readonly inode: string;
}

function isOtherEnd(row: ConnectionRow, { localAddress, localPort, remoteAddress, remotePort }: LocalConnection): boolean {
  if (localAddress === undefined || remoteAddress === undefined) return false;
  return row.local === `${plainAddress(remoteAddress)}:${remotePort}` && row.remote === `${plainAddress(localAddress)}:${localPort}`;
}

/** An IPv4 address that arrived at an IPv6 socket is the same address. */
const plainAddress = (address: string) => address.replace(/^::ffff:(?=\d+\.)/, "");

/** The connections of this network namespace; undefined when the system does not tell. */
function readConnections(): readonly ConnectionRow[] | undefined {
  const tables = ["/proc/self/net/tcp", "/proc/self/net/tcp6"].flatMap((file) => {
    try {
      return [readFileSync(file, "latin1")];
    } catch {
      // Not every system speaks IPv6, or tells of its connections.
      return [];
    }
  });
  return tables.length === 0 ? undefined : tables.flatMap(parseConnections);
}

/** Parses `/proc/net/tcp` or `tcp6`. Addresses are hexadecimal, in words of four bytes in the machine's order. */
export function parseConnections(table: string): readonly ConnectionRow[] {
  return table
    .split("\n")
    .slice(1)
    .flatMap((line) => {
      const [, local, remote, , , , , uid, , inode] = line.trim().split(/\s+/);
      if (local === undefined || remote === undefined || inode === undefined) return [];
      return [{ local: readEnd(local), remote: readEnd(remote), uid: Number(uid), inode }];
    });
}

function readEnd(end: string): string {
  const [address = "", port = ""] = end.split(":");
  const words = address.match(/.{8}/g) ?? [];
  const bytes = words.flatMap((word) => [...Buffer.from(word, "hex")].reverse());
  const isMapped = bytes.length === 16 && bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255;
  const text = bytes.length === 4 || isMapped ? bytes.slice(-4).join(".") : isLoopback6(bytes) ? "::1" : Buffer.from(bytes).toString("hex");
  return `${text}:${Number.parseInt(port, 16)}`;
}

const isLoopback6 = (bytes: readonly number[]) => bytes.every((byte, index) => byte === (index === 15 ? 1 : 0));

/** Usually one; a process that forked shares its connections. */
function findHolders(inode: string): readonly number[] {
  const wanted = `socket:[${inode}]`;
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && holds(name, wanted))
    .map(Number);
}

function holds(pid: string, wanted: string): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => linkOf(`/proc/${pid}/fd/${fd}`) === wanted);
  } catch {
    // It has ended, or belongs to another user, who does not hold a connection of ours.
    return false;
  }
}

function linkOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    // Closed while we looked.
    return undefined;
  }
}

/** For macOS. Never run there so far. */
function findByLsof({ localPort, remotePort }: LocalConnection): Promise<readonly number[]> {
  return new Promise((resolve) => {
    execFile("/usr/sbin/lsof", ["-nP", "-a", `-iTCP:${remotePort}`, "-sTCP:ESTABLISHED", "-F", "pn"], { timeout: 5_000 }, (_error, stdout) => {
      resolve(parseLsofPeers(stdout, remotePort, localPort));
    });
  });
}

/** Parses `lsof -F pn`: the processes with a connection from `from` to `to`. */
export function parseLsofPeers(output: string, from: number | undefined, to: number | undefined): readonly number[] {
  const found = new Set<number>();
  let pid = 0;
  for (const line of output.split("\n")) {
    if (line.startsWith("p")) pid = Number(line.slice(1));
    else if (line.startsWith("n") && new RegExp(`:${from}->.*:${to}$`).test(line)) found.add(pid);
  }
  return [...found];
}
