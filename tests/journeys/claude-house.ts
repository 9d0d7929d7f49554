import { spawn } from "node:child_process";
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { claudeExecutable, claudeTestEnvironment, type ModelEndpoint, startModelEndpoint } from "@instar/testing/model-endpoint";
import { stopDaemon } from "../../packages/cli/src/daemon/stop-daemon.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const bin = join(root, "packages", "cli", "bin", "instar.js");
const nobody = 65_534;

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ClaudeHouse extends AsyncDisposable {
  readonly folder: string;
  /** The person's home folder, beside the agent's. */
  readonly home: string;
  readonly endpoint: ModelEndpoint;
  /** Runs the built `instar` in the agent's folder. */
  instar(...args: readonly string[]): Promise<Ran>;
  start(): Promise<void>;
  /** Says something and gives back what the chat printed. */
  say(text: string): Promise<Ran>;
  daemonPid(): number;
  has(file: string): boolean;
  read(file: string): string;
  /** Processes of the agent that are alive: whatever carries a mark of this house's daemon. */
  agentProcesses(): readonly number[];
  /** The folder that the agent's shells look in first. */
  readonly shims: string;
  /** What the shims were started with, one line each. */
  shimsStarted(): readonly string[];
}

export interface ClaudeHouseOptions {
  readonly user?: "root" | "nobody";
  readonly credential?: "api-key" | "subscription" | "none";
  readonly maxRetries?: number;
  /** More code of the config's plugin list, and declarations before it. */
  readonly plugins?: string;
  readonly declarations?: string;
  /** Packages whose commands the house knows beside those that it always has. */
  readonly dependencies?: readonly string[];
  /** Options of `conversations()`, as code; without it the default provider stands. */
  readonly conversations?: string;
  /** Programs that the agent's shells find first, and that only write down that they were started. */
  readonly shims?: readonly string[];
}

const gate = `const noForce = definePlugin({
  api: 1, name: "no-force", guards: ["preToolUse"],
  setup({ hooks }) {
    hooks.preToolUse.tap("protect the branches", ({ action }) =>
      action.kind === "shell" && action.command.includes("FORBIDDEN") ? deny("That would rewrite shared history.", "Push a new branch instead.") : undefined);
  },
});`;

/** An agent's folder with the real Claude Code, the real daemon, and a scripted model behind it. */
export async function openClaudeHouse(options: ClaudeHouseOptions = {}): Promise<ClaudeHouse> {
  const { user = "root", credential = "api-key", maxRetries = 1 } = options;
  const endpoint = await startModelEndpoint();
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), "instar-journey-")));
  const folder = join(scratch, "agent");
  const home = join(scratch, "home");
  mkdirSync(folder);
  mkdirSync(home);
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ name: "kira", private: true, type: "module", dependencies: Object.fromEntries((options.dependencies ?? []).map((name) => [name, "*"])) }),
  );
  writeFileSync(
    join(folder, "instar.config.ts"),
    `import { defineConfig, definePlugin, deny } from "instar";
import claude from "@instar/plugin-claude";
import conversations from "@instar/plugin-conversations";
${options.declarations ?? ""}
${gate}
export default defineConfig({
  name: "kira",
  plugins: [${options.conversations ? `conversations(${options.conversations}),` : ""} claude({ executable: ${JSON.stringify(claudeExecutable())}, allowRoot: true }), noForce(), ${options.plugins ?? ""}],
});
void conversations;
`,
  );
  const environment = claudeTestEnvironment({ endpoint, home, credential, maxRetries });
  const shimLog = join(scratch, "shims-started.txt");
  const shims = writeShims(join(scratch, "shims"), shimLog, options.shims ?? []);
  environment.PATH = `${shims}:${environment.PATH}`;
  const own = (path: string) => {
    chownSync(path, nobody, nobody);
    for (const entry of readdirSync(path, { withFileTypes: true }))
      if (entry.isDirectory()) own(join(path, entry.name));
      else if (entry.isFile()) chownSync(join(path, entry.name), nobody, nobody);
  };
  const asUser = user === "nobody" && process.getuid?.() === 0;
  if (asUser) own(scratch);
  const { IS_SANDBOX: _, ...unprivileged } = environment;

  const instar = (...args: readonly string[]) =>
    new Promise<Ran>((resolve, reject) => {
      const child = spawn(process.execPath, [bin, ...args], {
        cwd: folder,
        env: asUser ? unprivileged : environment,
        stdio: ["ignore", "pipe", "pipe"],
        ...(asUser ? { uid: nobody, gid: nobody } : {}),
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

  const daemonPid = () => (JSON.parse(readFileSync(join(folder, ".instar", "run.json"), "utf8")) as { pid: number }).pid;

  return {
    folder,
    home,
    endpoint,
    instar,
    async start() {
      const { code, stderr } = await instar("start");
      if (code !== 0) throw new Error(`The agent did not start: ${stderr}`);
    },
    say: (text) => instar("chat", "--once", text, "--timeout", "60"),
    daemonPid,
    has: (file) => existsSync(join(folder, file)),
    read: (file) => readFileSync(join(folder, file), "utf8"),
    agentProcesses: () => carrying(scratch),
    shims,
    shimsStarted: () => (existsSync(shimLog) ? readFileSync(shimLog, "utf8").trimEnd().split("\n") : []),
    async [Symbol.asyncDispose]() {
      await (asUser ? instar("stop") : stopDaemon(folder).catch(() => instar("stop")));
      await endpoint.close();
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}

function writeShims(place: string, log: string, names: readonly string[]): string {
  mkdirSync(place);
  for (const name of names) writeFileSync(join(place, name), `#!/bin/sh\necho "${name} $*" >> '${log}'\n`, { mode: 0o755 });
  return place;
}

/** Living processes with a mark of Instar whose environment names this folder. */
function carrying(folder: string): readonly number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const environment = readFileSync(`/proc/${pid}/environ`, "utf8");
        const state = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /, "")[0];
        return state !== "Z" && environment.includes("INSTAR_MARK=") && environment.includes(folder);
      } catch {
        // It ended while we looked.
        return false;
      }
    })
    .map(Number);
}

/** Looks again until it holds, at most half a minute. */
export async function eventually(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + 30_000;
  while (Date.now() < end) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`Waited in vain for ${what}.`);
}
