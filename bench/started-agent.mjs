import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const instar = fileURLToPath(new URL("../packages/cli/bin/instar.js", import.meta.url));

/** An agent in a fresh folder as `instar start` runs it, the first time. */
export async function withStarted({ folder, env }, work) {
  const command = (name) => spawnSync(process.execPath, [instar, name], { cwd: folder, env, encoding: "utf8" });
  const { status, stderr } = command("start");
  if (status !== 0) throw new Error(`instar start gave exit code ${status}: ${stderr.slice(-300)}`);
  try {
    return await work(JSON.parse(readFileSync(join(folder, ".instar", "run.json"), "utf8")));
  } finally {
    command("stop");
  }
}

/** The line with which `instar start` runs it; the start that shows it also fills the caches and finds a port. */
export const lineOfDaemon = (place) => withStarted(place, ({ pid }) => readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").slice(0, -1));

/** The agent as a process of its own, as `instar start` runs it: `work` while it lives, from its first moment on. */
export async function withDaemon({ folder, env, line }, work) {
  const began = performance.now();
  const child = spawn(line[0], line.slice(1), { cwd: folder, env, stdio: ["ignore", "ignore", "ignore", "ipc"] });
  const exited = once(child, "exit");
  const since = () => performance.now() - began;
  const ready = Promise.race([
    once(child, "message").then(([announcement]) => {
      if (announcement.type !== "ready") throw new Error(`The daemon could not start: ${announcement.error.message}`);
      return since();
    }),
    exited.then(([code]) => {
      throw new Error(`The daemon has ended with exit code ${code}.`);
    }),
  ]);
  ready.catch(() => undefined);
  try {
    return await work({ pid: child.pid, ready, since, going: () => child.exitCode === null });
  } finally {
    await ready.catch(() => undefined);
    child.kill("SIGTERM");
    await exited;
  }
}

export const withReadyDaemon = (place, work) =>
  withDaemon(place, async (daemon) => {
    await daemon.ready;
    return work(daemon);
  });

export const residentMb = (pid) => Number(spawnSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" }).stdout) / 1_024;

/** Processor time of a process so far, in ms; Linux counts in ticks of 10 ms. */
export function processorMs(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
