import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { childrenOf, processesOf } from "./processes.mjs";

const instar = fileURLToPath(new URL("../packages/cli/bin/instar.js", import.meta.url));

/** Starts the real daemon in `folder`, with more `variables` in its environment. It may be killed at any time, also before it is ready. */
export function startDaemon({ folder, home, life, settings, variables = {} }) {
  const output = openSync(`${folder}/output.log`, "a");
  const began = performance.now();
  const child = spawn(process.execPath, [instar, "start", "--foreground"], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: home, INSTAR_LOG_LEVEL: "info", TORTURE: JSON.stringify({ ...settings, life }), ...variables },
    stdio: ["ignore", output, "pipe"],
  });
  const exited = once(child, "exit").then(([code, signal]) => ({ code, signal }));
  let text = "";
  let readyMs;
  const ready = new Promise((resolve) => {
    child.stderr.on("data", (chunk) => {
      text += chunk;
      if (readyMs !== undefined || !text.includes("is running in")) return;
      readyMs = performance.now() - began;
      resolve(true);
    });
    void exited.then(() => resolve(false));
  });
  return {
    life,
    pid: child.pid,
    exited,
    ready,
    get ended() {
      return child.exitCode !== null || child.signalCode !== null;
    },
    get readyMs() {
      return readyMs;
    },
    output: () => text,
    children: () => childrenOf(child.pid),
    /** The agents that it runs now: marked children. */
    agents: () => processesOf(folder).filter(({ ppid, mark }) => ppid === child.pid && mark !== undefined),
    /** What the house itself says is not finished: messages without an end, and parts not yet sent. */
    async unfinished() {
      const { stdout } = await promisify(execFile)(process.execPath, [instar, "status", "--json"], {
        cwd: folder,
        env: { PATH: process.env.PATH, HOME: home },
      });
      const { open, unsent } = JSON.parse(stdout);
      return open + unsent;
    },
    kill: () => child.kill("SIGKILL"),
    stop: () => child.kill("SIGTERM"),
  };
}
