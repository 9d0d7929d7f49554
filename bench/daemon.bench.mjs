import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { withFolder } from "./agent-folder.mjs";
import { median } from "./measure.mjs";

const instar = fileURLToPath(new URL("../packages/cli/bin/instar.js", import.meta.url));
async function withDaemon({ folder, env }, work) {
  const began = performance.now();
  const child = spawn(process.execPath, [instar, "start", "--foreground"], { cwd: folder, env, stdio: ["ignore", "ignore", "pipe"] });
  const exited = once(child, "exit");
  const ready = new Promise((resolve, reject) => {
    let text = "";
    child.stderr.on("data", (chunk) => {
      text += chunk;
      if (text.includes("is running in")) resolve(performance.now() - began);
    });
    void exited.then(() => reject(new Error(`The daemon has ended: ${text.slice(-300)}`)));
  });
  let listeningMs;
  const listening = (async () => {
    while (!existsSync(join(folder, ".instar", "run.json")) && child.exitCode === null) await sleep(2);
    listeningMs = performance.now() - began;
  })();
  try {
    const readyMs = await ready;
    await listening;
    return await work({ pid: child.pid, readyMs, listeningMs });
  } finally {
    child.kill("SIGTERM");
    await exited;
  }
}

/** Medians of five starts; the first one, which fills the caches, is dropped. */
const start = (figure) =>
  withFolder(async (place) => {
    const times = [];
    for (let turn = 0; turn < 6; turn += 1) times.push(await withDaemon(place, async (daemon) => daemon[figure]));
    return { value: median(times.slice(1)), unit: "ms", against: "the moment of its spawn" };
  });

const residentMb = (pid) => Number(spawnSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" }).stdout) / 1_024;

const atRest = () =>
  withFolder((place) =>
    withDaemon(place, async ({ pid }) => {
      await sleep(5_000);
      return { value: residentMb(pid), unit: "MB", note: "5 s after it was ready, no agent living" };
    }),
  );

/** Processor time of a process so far, in ms; Linux counts in ticks of 10 ms. */
function processorMs(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

const idleShare = () =>
  withFolder((place) =>
    withDaemon(place, async ({ pid }) => {
      await sleep(15_000);
      const before = processorMs(pid);
      await sleep(20_000);
      return { value: ((processorMs(pid) - before) / 20_000) * 100, unit: "% of a core", note: "20 s, 15 s after it was ready" };
    }),
  );

function statusMs({ folder, env }, expected) {
  const times = [];
  for (let turn = 0; turn < 6; turn += 1) {
    const began = performance.now();
    const { status } = spawnSync(process.execPath, [instar, "status"], { cwd: folder, env, stdio: "ignore" });
    times.push(performance.now() - began);
    if (status !== expected) throw new Error(`instar status gave exit code ${status}.`);
  }
  return { value: median(times.slice(1)), unit: "ms" };
}

export default [
  { name: "daemon: start to its socket", budget: { max: 500, of: "value" }, run: () => start("listeningMs") },
  { name: "daemon: start to ready", budget: { max: 1_000, of: "value" }, run: () => start("readyMs") },
  { name: "daemon: processor at rest", budget: { max: 0.2, of: "value" }, run: idleShare },
  { name: "daemon: memory at rest", budget: { max: 130, of: "value" }, run: atRest },
  {
    name: "cli: status of a running agent",
    budget: { max: 500, of: "value" },
    run: () => withFolder((place) => withDaemon(place, async () => statusMs(place, 0))),
  },
  {
    name: "cli: status of an agent that does not run",
    budget: { max: 500, of: "value" },
    run: () => withFolder(async (place) => statusMs(place, 3)),
  },
];
