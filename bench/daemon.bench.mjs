import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { withFolder } from "./agent-folder.mjs";
import { median } from "./measure.mjs";

const instar = fileURLToPath(new URL("../packages/cli/bin/instar.js", import.meta.url));

/** An agent in a fresh folder as `instar start` runs it, the first time. */
async function withStarted({ folder, env }, work) {
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
const lineOfDaemon = (place) => withStarted(place, ({ pid }) => readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").slice(0, -1));

const health = (port) =>
  new Promise((resolve, reject) => {
    get({ host: "127.0.0.1", port, path: "/health", agent: false }, (answer) => resolve(json(answer))).on("error", reject);
  });

/** When `/health` answers first, whatever it says. Asked without `fetch`, which takes the processor from who starts. */
async function firstAnswer(folder, going) {
  const { port } = JSON.parse(readFileSync(join(folder, ".instar", "http.json"), "utf8"));
  while (going()) {
    const answer = await health(port).catch(() => undefined);
    if (answer !== undefined) return answer;
    await sleep(2);
  }
  throw new Error("The daemon has ended before it answered.");
}

/** The agent as a process of its own, as `instar start` runs it: `work` while it lives, from its first moment on. */
async function withDaemon({ folder, env, line }, work) {
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

const withReadyDaemon = (place, work) =>
  withDaemon(place, async (daemon) => {
    await daemon.ready;
    return work(daemon);
  });

const withStartable = (work) => withFolder(async (place) => work({ ...place, line: await lineOfDaemon(place) }));

/** Medians of five starts. */
const start = (moment, note) =>
  withStartable(async (place) => {
    const times = [];
    for (let turn = 0; turn < 5; turn += 1) times.push(await withDaemon(place, (daemon) => moment(daemon, place)));
    return { value: median(times), unit: "ms", note: `after the spawn of its process; ${note}` };
  });

const toWarming = () =>
  start(async ({ since, going }, { folder }) => {
    const { status } = await firstAnswer(folder, going);
    if (status !== "warming") throw new Error(`The first answer of /health was "${status}".`);
    return since();
  }, "the first answer of /health, which says that it warms up");

const toReady = () => start(({ ready }) => ready, "all default plugins, claude and offline");

const residentMb = (pid) => Number(spawnSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" }).stdout) / 1_024;

const atRest = () =>
  withFolder((place) =>
    withStarted(place, async ({ pid }) => {
      await sleep(5_000);
      return { value: residentMb(pid), unit: "MB", note: "all default plugins, claude and offline; 5 s after its first start, no agent living" };
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
  withStartable((place) =>
    withReadyDaemon(place, async ({ pid }) => {
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
  { name: "daemon: start to /health", budget: { max: 500, of: "value" }, run: toWarming },
  { name: "daemon: start to ready", budget: { max: 1_000, of: "value" }, run: toReady },
  { name: "daemon: processor at rest", budget: { max: 0.2, of: "value" }, run: idleShare },
  { name: "daemon: memory at rest", budget: { max: 130, of: "value" }, run: atRest },
  {
    name: "cli: status of a running agent",
    budget: { max: 500, of: "value" },
    run: () => withStartable((place) => withReadyDaemon(place, async () => statusMs(place, 0))),
  },
  {
    name: "cli: status of an agent that does not run",
    budget: { max: 500, of: "value" },
    run: () => withFolder(async (place) => statusMs(place, 3)),
  },
];
