import { createHash } from "node:crypto";
import { chmodSync, mkdirSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";

/** What a Unix socket's address can hold on every system that we know. */
const maxSocketPathBytes = 103;

export interface ProjectPaths {
  readonly home: string;
  readonly lock: string;
  readonly run: string;
  readonly logs: string;
  readonly log: string;
  /** What the daemon's process printed. */
  readonly output: string;
  readonly secrets: string;
  readonly ownerToken: string;
  readonly commandCache: string;
  readonly chat: string;
  /** The config with which the agent last came up. */
  readonly lastGood: string;
  readonly socket: string;
}

function socketPath(home: string): string {
  const usual = join(home, "daemon.sock");
  if (Buffer.byteLength(usual) <= maxSocketPathBytes) return usual;
  const name = `${createHash("sha256").update(home).digest("hex").slice(0, 24)}.sock`;
  return join(tmpdir(), `instar-${process.getuid?.() ?? userInfo().username}`, name);
}

export function projectPaths(project: string): ProjectPaths {
  const home = join(project, ".instar");
  return {
    home,
    lock: join(home, "lock.db"),
    run: join(home, "run.json"),
    logs: join(home, "logs"),
    log: join(home, "logs", "instar.log"),
    output: join(home, "logs", "output.log"),
    secrets: join(home, "secrets"),
    ownerToken: join(home, "secrets", "owner-token"),
    commandCache: join(home, "cache", "commands.json"),
    chat: join(home, "chat"),
    lastGood: join(home, "last-good"),
    socket: socketPath(home),
  };
}

/** Makes a folder that only its owner enters, also when it was there with a wider mode. */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
}
