import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { Agent, get } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { stopDaemon } from "../../packages/cli/src/daemon/stop-daemon.ts";
import { goFirst } from "./go-first.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const bin = join(root, "packages", "cli", "bin", "instar.js");

/** Empty when it has ended. */
function readProcess(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}
const commandLine = (pid: string) => readProcess(pid, "cmdline");
const parentOf = (pid: string) =>
  Number(
    readProcess(pid, "stat")
      .replace(/^.*\) /s, "")
      .split(" ")[1],
  );

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** An agent's folder with the real daemon and one plugin in a process of its own. */
export function openIsolatedHouse(plugin: string, isolated: string, imports = "") {
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), "instar-isolated-")));
  const folder = join(scratch, "agent");
  const home = join(scratch, "home");
  mkdirSync(home);
  const write = (file: string, content: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  };
  write("package.json", JSON.stringify({ name: "kira", private: true, type: "module" }));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  write("plugins/faulty.ts", plugin);
  write(
    "instar.config.ts",
    `import { defineConfig, isolated } from "instar";
import offline from "@instar/plugin-offline";
${imports}
export default defineConfig({ name: "kira", plugins: [offline(), ${isolated}] });
`,
  );
  const instar = (...args: readonly string[]) =>
    new Promise<Ran>((resolve, reject) => {
      const child = spawn(process.execPath, [bin, ...args], {
        cwd: folder,
        env: { PATH: process.env.PATH, HOME: home, TMPDIR: tmpdir() },
        stdio: ["ignore", "pipe", "pipe"],
      });
      let stdout = "";
      let stderr = "";
      child.stdout.on("data", (chunk: Buffer) => {
        stdout += chunk.toString("utf8");
      });
      child.stderr.on("data", (chunk: Buffer) => {
        stderr += chunk.toString("utf8");
      });
      child.on("error", reject);
      child.on("close", (code) => resolve({ code, stdout, stderr }));
    });
  const readJson = (file: string) => JSON.parse(readFileSync(join(folder, file), "utf8")) as { pid: number; port: number };
  /** The lines of the daemon's log, one JSON object each. */
  const readLog = () =>
    readFileSync(join(folder, ".instar", "logs", "instar.log"), "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as { level: string; msg: string; plugin?: string; error?: { message: string } });
  return {
    folder,
    write,
    instar,
    exists: (file: string) => existsSync(join(folder, file)),
    read: (file: string) => readFileSync(join(folder, file), "utf8"),
    daemonPid: () => readJson(".instar/run.json").pid,
    /** The processes of its isolated plugins. */
    isolatedPids(): readonly number[] {
      const daemon = readJson(".instar/run.json").pid;
      return readdirSync("/proc")
        .filter((name) => /^\d+$/.test(name) && commandLine(name).includes("isolated-plugin-main") && parentOf(name) === daemon)
        .map(Number);
    },
    /** Warnings and errors of the daemon's log. */
    complaints: () => readLog().filter(({ level }) => level === "warn" || level === "error"),
    /** How often the process of this plugin was started again. */
    restarts: (name: string) => readLog().filter(({ plugin, msg }) => plugin === name && msg === "A plugin's process was started again.").length,
    healthUrl: () => `http://127.0.0.1:${readJson(".instar/http.json").port}/health`,
    async [Symbol.asyncDispose]() {
      await stopDaemon(folder).catch(() => instar("stop"));
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}

/** Asks for `url` every 20 ms until it is stopped; the times of all answers in ms. A request without an answer counts as a minute. */
export function sampleHealth(url: string) {
  const agent = new Agent({ keepAlive: true });
  const times: number[] = [];
  const asked: Promise<void>[] = [];
  const ask = () => {
    const began = performance.now();
    asked.push(
      new Promise((resolve) => {
        const done = (ms: number) => {
          times.push(ms);
          resolve();
        };
        get(url, { agent, timeout: 60_000 }, (response) => {
          response.resume();
          response.on("end", () => done(response.statusCode === 200 ? performance.now() - began : 60_000));
        }).on("error", () => done(60_000));
      }),
    );
  };
  const timer = setInterval(ask, 20);
  return async () => {
    clearInterval(timer);
    await Promise.all(asked);
    agent.destroy();
    const sorted = times.toSorted((one, other) => one - other);
    const at = (share: number) => Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(2));
    return { count: sorted.length, p50: at(0.5), p95: at(0.95), worst: at(1) };
  };
}

/** A server that does nothing else, in a process of its own: how long it takes to answer is how busy the machine is. */
export async function openBareServer(): Promise<AsyncDisposable & { readonly url: string }> {
  const source = `const server = require("node:http").createServer((_, response) => response.end("{}")); server.listen(0, "127.0.0.1", () => console.log(server.address().port));`;
  const child = spawn(process.execPath, ["-e", source], { stdio: ["ignore", "pipe", "inherit"] });
  const [port] = (await once(child.stdout, "data")) as [Buffer];
  goFirst(child.pid as number);
  return {
    url: `http://127.0.0.1:${Number(String(port))}/`,
    async [Symbol.asyncDispose]() {
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    },
  };
}
