import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { withFolder } from "./agent-folder.mjs";
import { median } from "./measure.mjs";
import { instar, lineOfDaemon, processorMs, residentMb, withDaemon, withReadyDaemon, withStarted } from "./started-agent.mjs";

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

const atRest = () =>
  withFolder((place) =>
    withStarted(place, async ({ pid }) => {
      await sleep(5_000);
      return { value: residentMb(pid), unit: "MB", note: "all default plugins, claude and offline; 5 s after its first start, no agent living" };
    }),
  );

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
