import { execFile } from "node:child_process";
import { type BigIntStats, statSync } from "node:fs";

/** A process says that it is `pid` and holds a certain file open as its descriptor `fd`: nobody else's number can be given, because nobody else holds the file. */
export interface HeldFile {
  readonly pid: number;
  readonly fd: number;
}

/** Whether this system lets a process be known by a file that it holds. Where not, nobody can be told apart by descent. */
export function canProveHolding(): boolean {
  if (process.platform === "darwin") return true;
  return process.platform === "linux" && statSync("/proc/self/fd", { throwIfNoEntry: false }) !== undefined;
}

/** What makes a file this one, whatever stands under its name later. */
export type FileIdentity = Pick<BigIntStats, "dev" | "ino" | "birthtimeNs">;

/**
 * Whether the process holds exactly this file. Take the identity when you make the file: by the time of the claim somebody may have put a link under its name,
 * to a file that another process holds. A claim that makes no sense is false.
 */
export async function isHolding(claim: unknown, file: FileIdentity): Promise<boolean> {
  const { pid, fd } = (claim ?? {}) as Partial<HeldFile>;
  if (!Number.isSafeInteger(pid) || !Number.isSafeInteger(fd) || (pid as number) <= 0 || (fd as number) < 0) return false;
  return process.platform === "linux" ? isHeldOnLinux(pid as number, fd as number, file) : isHeldByLsof(pid as number, fd as number, file.ino);
}

function isHeldOnLinux(pid: number, fd: number, own: FileIdentity): boolean {
  try {
    const held = statSync(`/proc/${pid}/fd/${fd}`, { bigint: true });
    return held.dev === own.dev && held.ino === own.ino && held.birthtimeNs === own.birthtimeNs;
  } catch {
    // No such process or descriptor, or another user's: the claim is not proven.
    return false;
  }
}

/** For macOS. Never run there so far: only the parsing is tested. */
function isHeldByLsof(pid: number, fd: number, inode: bigint): Promise<boolean> {
  return new Promise((resolve) => {
    execFile("/usr/sbin/lsof", ["-a", "-p", String(pid), "-d", String(fd), "-F", "pfi"], { timeout: 5_000 }, (_error, stdout) => {
      resolve(parseLsof(stdout).some((line) => line.pid === pid && line.fd === String(fd) && line.inode === String(inode)));
    });
  });
}

/** Parses `lsof -F pfi`: a letter and a value a line, a process and then its files. */
export function parseLsof(output: string): readonly { readonly pid: number; readonly fd: string; readonly inode: string | undefined }[] {
  const found: { pid: number; fd: string; inode: string | undefined }[] = [];
  let pid = 0;
  for (const line of output.split("\n")) {
    const value = line.slice(1);
    if (line.startsWith("p")) pid = Number(value);
    else if (line.startsWith("f")) found.push({ pid, fd: value.replace(/[a-zA-Z]+$/, ""), inode: undefined });
    else if (line.startsWith("i")) {
      const last = found.at(-1);
      if (last !== undefined) last.inode = value;
    }
  }
  return found;
}
