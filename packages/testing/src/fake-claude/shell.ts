import { spawn } from "node:child_process";

export interface ShellResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
}

/** Runs a command as the real program does: in a session of its own, so that it survives the death of the one who started it. */
export function runShell(command: string, cwd: string, signal: AbortSignal): Promise<ShellResult> {
  return new Promise((resolve) => {
    const child = spawn("/bin/sh", ["-c", command], { cwd, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    const kill = () => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
      } catch {
        // It ended by itself a moment ago; that is the goal.
      }
    };
    signal.addEventListener("abort", kill, { once: true });
    if (signal.aborted) kill();
    child.on("error", (error) => resolve({ stdout, stderr: String(error), code: 127 }));
    child.on("close", (code) => {
      signal.removeEventListener("abort", kill);
      resolve({ stdout: stdout.trimEnd(), stderr: stderr.trimEnd(), code });
    });
  });
}
