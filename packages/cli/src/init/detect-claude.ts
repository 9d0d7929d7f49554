import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** What there is of Claude Code on this machine, and why it cannot be the agent, if so. */
export interface DetectedClaude {
  readonly ready: boolean;
  /** A sentence for people. */
  readonly finding: string;
}

const askWithinMs = 10_000;

const onPath = () =>
  (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, process.platform === "win32" ? "claude.exe" : "claude"))
    .find((file) => existsSync(file));

const isLoggedIn = (executable: string) =>
  new Promise<boolean>((resolve) => {
    execFile(executable, ["auth", "status"], { timeout: askWithinMs }, (_error, stdout) => {
      try {
        resolve((JSON.parse(stdout) as { loggedIn?: unknown }).loggedIn === true);
      } catch {
        // An old version, or something else of that name: it did not say that it is logged in.
        resolve(false);
      }
    });
  });

/** Asks Claude Code itself; its login is neither read nor passed on. */
export async function detectClaude(): Promise<DetectedClaude> {
  const executable = onPath();
  if (executable === undefined) return { ready: false, finding: "Claude Code is not installed." };
  if (!(await isLoggedIn(executable))) return { ready: false, finding: "Claude Code is installed, but not logged in: run `claude` once." };
  if (process.getuid?.() === 0)
    return { ready: false, finding: "Claude Code is installed and logged in, but refuses to work for root with its permissions bypassed." };
  return { ready: true, finding: "Claude Code is installed and logged in." };
}
