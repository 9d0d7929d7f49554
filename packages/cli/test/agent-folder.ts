import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { stopDaemon } from "../src/daemon/stop-daemon.ts";

const packageFolder = fileURLToPath(new URL("..", import.meta.url));
const root = fileURLToPath(new URL("../../..", import.meta.url));
const bin = join(packageFolder, "bin", "instar.js");

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly json: <T = Record<string, unknown>>() => T;
}

export interface AgentFolder extends AsyncDisposable {
  readonly folder: string;
  write(path: string, content: string): void;
  /** Runs the built `instar` in the folder. */
  run(args: readonly string[], how?: { readonly input?: string; readonly env?: Readonly<Record<string, string>> }): Promise<Ran>;
  /** Runs many command lines, one after the other in one process: a process for each takes a second where there are many. */
  runAll(lines: readonly (readonly string[])[]): Promise<readonly Pick<Ran, "code" | "stdout" | "stderr">[]>;
}

const echoConfig = `import { defineConfig } from "instar";
import echo from "./echo-driver.ts";
export default defineConfig({ name: "kira", plugins: [echo()] });
`;

/** A folder in the temporary folder with an agent that echoes. Stopped and removed with the scope. */
export function makeAgentFolder({ config = echoConfig, below = "" }: { readonly config?: string; readonly below?: string } = {}): AgentFolder {
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), "instar-cli-")));
  const folder = join(scratch, below, "agent");
  const home = join(scratch, "home");
  mkdirSync(folder, { recursive: true });
  mkdirSync(home);
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const write = (path: string, content: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  write("package.json", JSON.stringify({ name: "kira", private: true, type: "module" }));
  if (config !== "") write("instar.config.ts", config);
  cpSync(join(packageFolder, "test", "fixtures", "echo-driver.ts"), join(folder, "echo-driver.ts"));

  const spawnNode = (args: readonly string[], { input, env }: { readonly input?: string; readonly env?: Readonly<Record<string, string>> } = {}) =>
    new Promise<Ran>((resolve, reject) => {
      const child = spawn(process.execPath, args, {
        cwd: folder,
        env: { PATH: process.env["PATH"], HOME: home, TMPDIR: tmpdir(), ...env },
        stdio: "pipe",
      });
      let stdout = "";
      let stderr = "";
      child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString("utf8")));
      child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString("utf8")));
      child.on("error", reject);
      child.on("close", (code) => resolve({ code, stdout, stderr, json: <T>() => JSON.parse(stdout) as T }));
      child.stdin.end(input ?? "");
    });
  const run: AgentFolder["run"] = (args, how) => spawnNode([bin, ...args], how);
  return {
    folder,
    write,
    run,
    async runAll(lines) {
      const script = join(packageFolder, "test", "fixtures", "run-lines.mjs");
      const { stdout, stderr } = await spawnNode([script, join(packageFolder, "dist", "bundle", "main.js")], { input: JSON.stringify(lines) });
      if (stdout === "") throw new Error(`The command lines did not run to their end: ${stderr}`);
      return JSON.parse(stdout);
    },
    async [Symbol.asyncDispose]() {
      // What the command does, without a process of its own; what it refuses here it tells there
      await stopDaemon(folder).catch(() => run(["stop"]));
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}
