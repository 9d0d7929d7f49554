import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { withFolder } from "./agent-folder.mjs";
import { configWith, fileOf } from "./crowd-of-jobs.mjs";
import { percentile } from "./measure.mjs";
import { lineOfDaemon, processorMs, residentMb, withReadyDaemon, withStarted } from "./started-agent.mjs";

const tasks = fileURLToPath(new URL("node-cron-tasks.mjs", import.meta.url));
const count = 10_000;
/** Long enough for what a start leaves behind to be gone. */
const settleMs = 12_000;

function writeFiles(folder) {
  const jobs = join(folder, ".instar", "jobs");
  mkdirSync(jobs, { recursive: true });
  for (let index = 0; index < count; index += 1) writeFileSync(join(jobs, `job-${index}.md`), fileOf(index));
}

/** A living agent with so many jobs; what it tells of their lateness when it has ended. */
async function withAgent({ inCode = 0, kind = "idle", inFiles = false }, work) {
  return withFolder(
    async ({ folder, env }) => {
      if (inFiles) writeFiles(folder);
      const value = await withStarted({ folder, env }, ({ pid }) => work(pid));
      return { value, late: JSON.parse(readFileSync(join(folder, "late.json"), "utf8")) };
    },
    configWith(inCode, kind),
  );
}

/** The plain program with so many tasks. */
async function withTasks(number, kind, work) {
  const child = spawn(process.execPath, [tasks, String(number), kind], { stdio: ["ignore", "pipe", "inherit", "ipc"] });
  let told = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    told += text;
  });
  const ended = once(child, "close");
  try {
    await once(child, "message");
    return { value: await work(child.pid), late: () => JSON.parse(told) };
  } finally {
    child.kill("SIGTERM");
    await ended;
  }
}

const settledMb = async (pid) => {
  await sleep(settleMs);
  return residentMb(pid);
};

/** Processor time over 20 s, as a share of a core. */
const idlePercent = async (pid) => {
  await sleep(settleMs);
  const before = processorMs(pid);
  await sleep(20_000);
  return ((processorMs(pid) - before) / 20_000) * 100;
};

const round = (value, unit) => `${Number(value.toPrecision(3))} ${unit}`;

async function memory(crowd, note) {
  const none = await withAgent({}, settledMb);
  const many = await withAgent(crowd, settledMb);
  const [noTask, manyTasks] = [await withTasks(0, "idle", settledMb), await withTasks(count, "idle", settledMb)];
  const [ours, theirs] = [many.value - none.value, manyTasks.value - noTask.value];
  return { value: ours, ratio: ours / theirs, unit: "MB", against: `node-cron: ${round(theirs, "MB")}`, note };
}

async function idle() {
  const [ours, theirs] = await Promise.all([withAgent({ inCode: count }, idlePercent), withTasks(count, "idle", idlePercent)]);
  return {
    value: ours.value,
    unit: "% of a core",
    against: `node-cron: ${round(theirs.value, "%")}`,
    note: "the whole agent, 20 s",
  };
}

/** Both in the same minute, so that what else the machine does delays both. */
async function lateness() {
  const whileBusy = () => sleep(settleMs + 40_000);
  const [ours, theirs] = await Promise.all([withAgent({ inCode: count, kind: "busy" }, whileBusy), withTasks(count, "busy", whileBusy)]);
  const [our, their] = [percentile(ours.late, 0.99), percentile(theirs.late(), 0.99)];
  const note = `p99 of ${ours.late.length} runs, each durable before it begins; p50 ${round(percentile(ours.late, 0.5), "ms")}`;
  return { value: our, ratio: our / Math.max(their, 1), unit: "ms", against: `node-cron, which keeps nothing: ${round(their, "ms")}`, note };
}

const startWithFiles = () =>
  withFolder(
    async (place) => {
      writeFiles(place.folder);
      const line = await lineOfDaemon(place);
      const value = await withReadyDaemon({ ...place, line }, async ({ ready }) => ready);
      return { value, unit: "ms", note: "after the spawn of its process; each file read and checked" };
    },
    configWith(0, "idle"),
  );

export default [
  {
    name: "scheduler: memory of 10,000 jobs in code",
    budget: { max: 50, of: "value" },
    run: () => memory({ inCode: count }, "beside the same agent without jobs"),
  },
  {
    name: "scheduler: memory of 10,000 files of jobs",
    budget: { max: 50, of: "value" },
    run: () => memory({ inFiles: true }, "beside the same agent without jobs"),
  },
  { name: "scheduler: processor at rest with 10,000 jobs", budget: { max: 0.5, of: "value" }, run: idle },
  { name: "scheduler: lateness with 10,000 jobs", budget: { max: 50, of: "value" }, run: lateness },
  { name: "scheduler: start with 10,000 files of jobs", budget: { max: 5_000, of: "value" }, run: startWithFiles },
];
