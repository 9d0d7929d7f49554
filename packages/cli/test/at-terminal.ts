import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const bin = fileURLToPath(new URL("../bin/instar.js", import.meta.url));

/** What is typed once a question can be read; a function is called then, and may do something else first. */
export type Typed = readonly [question: string, typed: string | (() => string)];

/** Runs `instar` at a terminal; each of `answers` is typed once its question can be read. */
export function atTerminal(
  { folder, env }: { readonly folder: string; readonly env: Readonly<Record<string, string>> },
  args: readonly string[],
  answers: readonly Typed[],
): Promise<{ readonly code: number | null; readonly shown: string }> {
  const command = `stty cols 200; exec ${[process.execPath, bin, ...args].map((word) => `'${word}'`).join(" ")}`;
  const script = process.platform === "darwin" ? ["-q", "/dev/null", "/bin/sh", "-c", command] : ["-qec", command, "/dev/null"];
  const child = spawn("/usr/bin/script", script, { cwd: folder, env: { ...env, TERM: "xterm", SHELL: "/bin/sh" }, stdio: "pipe" });
  const waiting = [...answers];
  let shown = "";
  let seen = 0;
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill("SIGTERM");
      reject(new Error(`Nobody went on at the terminal for a minute and a half. It shows:\n${shown}`));
    }, 90_000);
    child.stdout.on("data", (chunk: Buffer) => {
      shown += chunk.toString("utf8");
      const [question, typed] = waiting[0] ?? [];
      const at = question === undefined ? -1 : shown.indexOf(question, seen);
      if (at === -1 || typed === undefined) return;
      seen = at + 1;
      waiting.shift();
      child.stdin.write(typeof typed === "string" ? typed : typed());
    });
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(late);
      resolve({ code, shown });
    });
  });
}
