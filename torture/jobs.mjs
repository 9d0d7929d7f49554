// `node torture/jobs.mjs [--kills 50 --seed 1 --minutes 30]`: kills the daemon while jobs run, and compares what they did with what is recorded.
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { claudeExecutable, claudeTestEnvironment, startModelEndpoint } from "@instar/testing/model-endpoint";
import { startDaemon } from "./daemon.mjs";
import { judgeJobs } from "./judge-jobs.mjs";
import { makeFolder } from "./make-folder.mjs";
import { lives, processesOf } from "./processes.mjs";
import { randomFrom } from "./random.mjs";

const { values: flags } = parseArgs({
  options: {
    kills: { type: "string", default: "50" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    minutes: { type: "string", default: "30" },
    keep: { type: "boolean", default: false },
  },
});
const [kills, seed] = [Number(flags.kills), Number(flags.seed)];
const random = randomFrom(seed);
const began = performance.now();
const deadline = began + Number(flags.minutes) * 60_000;
const instar = fileURLToPath(new URL("../packages/cli/bin/instar.js", import.meta.url));

const { folder, home } = makeFolder();
const ledger = join(folder, "ledger");
const well = join(folder, "well");
writeFileSync(
  join(folder, "package.json"),
  JSON.stringify({ name: "torture", private: true, type: "module", dependencies: { "@instar/plugin-scheduler": "*" } }),
);
writeFileSync(
  join(folder, "instar.config.mjs"),
  `import { jobsHouse } from ${JSON.stringify(fileURLToPath(new URL("jobs-house.mjs", import.meta.url)))};\nexport default jobsHouse();\n`,
);

/** `tick` is over soon, `long` only when all is well (so each of its runs is cut off by a kill), `think` asks the model. */
const jobs = [
  {
    slug: "tick",
    everyMs: 1_000,
    alertAfter: 3,
    head: "schedule: every 1s\nexecute: script\nnotify: failures",
    body: `echo "begin $INSTAR_RUN" >> ledger\nsleep 0.3\necho "end $INSTAR_RUN" >> ledger`,
  },
  {
    slug: "long",
    everyMs: 2_000,
    alertAfter: 2,
    head: "schedule: every 2s\nexecute: script\nnotify: failures\npriority: critical",
    body: `echo "begin $INSTAR_RUN" >> ledger\nuntil test -e well; do sleep 0.1; done\necho "end $INSTAR_RUN" >> ledger`,
  },
  { slug: "think", everyMs: 3_000, alertAfter: 3, head: "schedule: every 3s\nnotify: failures", body: "Think of cedars." },
];
function writeJobs(more = "") {
  mkdirSync(join(folder, ".instar", "jobs"), { recursive: true, mode: 0o700 });
  for (const { slug, head, body } of jobs) writeFileSync(join(folder, ".instar", "jobs", `${slug}.md`), `---\n${head}${more}\n---\n${body}\n`);
}

const endpoint = await startModelEndpoint({ respond: () => ({ text: "Nothing to report.", delayMs: 300 }) });
const settings = { executable: claudeExecutable(), env: claudeTestEnvironment({ endpoint, home }) };
const counts = { kills: 0, booting: 0, steps: 0 };
const left = [];
let orphans = [];
let life = 0;
let daemon;

const begun = () => (existsSync(ledger) ? readFileSync(ledger, "utf8").trimEnd().split("\n") : []);
const others = () => processesOf(folder).filter(({ pid }) => pid !== process.pid && pid !== daemon.pid);

async function asked(...args) {
  const { stdout } = await promisify(execFile)(process.execPath, [instar, ...args, "--json"], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: home },
    maxBuffer: 1 << 28,
  });
  return JSON.parse(stdout);
}

function start(kill) {
  life += 1;
  daemon = startDaemon({ folder, home, life, settings: { ...settings, kill } });
}

async function becomeReady() {
  if (!(await daemon.ready)) throw new Error(`The daemon did not start: ${daemon.output().slice(-600)}`);
}

/** What lived when the daemon died must be gone when the next one runs jobs again. */
async function nothingLeft(when) {
  for (let look = 0; orphans.some(lives) && look < 60; look += 1) await sleep(50);
  left.push(...orphans.filter(lives).map(({ pid, command }) => `${when}: ${pid} ${command}`));
  orphans = [];
}

async function kill() {
  const before = others();
  daemon.kill();
  await daemon.exited;
  orphans = [...orphans, ...before, ...others()].filter(lives);
  counts.kills += 1;
}

console.log(`seed ${seed}`);
writeJobs();
try {
  while (counts.kills < kills && performance.now() < deadline) {
    const chance = random();
    if (chance < 0.15) {
      counts.booting += 1;
      start();
      await Promise.race([daemon.ready, sleep(random() * 1_200)]);
      await kill();
      continue;
    }
    const step = chance < 0.5 ? { nth: 1 + Math.floor(random() * 24), moment: ["before", "during", "after"][Math.floor(random() * 3)] } : undefined;
    start(step);
    const isReady = await daemon.ready;
    if (!isReady && step === undefined) throw new Error(`The daemon did not start: ${daemon.output().slice(-600)}`);
    await nothingLeft(`after start ${life}`);
    if (step !== undefined) {
      counts.steps += 1;
      await Promise.race([daemon.exited, sleep(8_000)]);
    } else {
      // In the middle of what runs: the job that lasts has begun, and the model is perhaps being asked.
      const before = begun().length;
      const requests = endpoint.requests.length;
      for (let look = 0; look < 100 && (begun().length < before + 2 || endpoint.requests.length === requests); look += 1) await sleep(30);
      await sleep(random() * 700);
    }
    await kill();
    if (counts.kills % 10 === 0) console.log(`${counts.kills} kills, ${Math.round((performance.now() - began) / 1_000)} s`);
  }
  start();
  await becomeReady();
  await nothingLeft("after the last start");
  writeFileSync(well, "");
  const recovered = begun().length;
  for (
    let look = 0;
    look < 200 &&
    !begun()
      .slice(recovered)
      .some((line) => line.startsWith("end long@"));
    look += 1
  )
    await sleep(50);
  writeJobs("\nenabled: false");
  for (let look = 0; look < 100; look += 1) {
    const { jobs: now } = await asked("job", "list");
    if (now.every(({ running, queued, enabled }) => !running && queued === 0 && !enabled)) break;
    await sleep(100);
  }
} catch (error) {
  daemon?.kill();
  await daemon?.exited;
  await endpoint.close();
  throw error;
}

const records = (await Promise.all(jobs.map(({ slug }) => asked("job", "history", slug, "--limit", "1000")))).flat();
const alerts = (await asked("attention", "--all")).filter(({ key }) => key.endsWith(":alert"));
const { counts: judged, wrong } = judgeJobs({ jobs, records, ledger: begun(), alerts });
for (const { key, state } of alerts)
  if (key.startsWith("job:long@") && state !== "done") wrong.push(`${key}: the job works again, and it still waits for attention.`);
orphans = others();
daemon.stop();
await daemon.exited;
await nothingLeft("after the stop");
await endpoint.close();

const rows = [
  ["kills of daemon", counts.kills],
  ["of them while it started", counts.booting],
  ["of them at a commit of the scheduler", counts.steps],
  ["occurrences", judged.occurrences],
  ["succeeded", judged.succeeded],
  ["failed because of a kill", judged.crashed],
  ["skipped", judged.skipped],
  ["alerts", judged.alerts],
  ["requests to the model", endpoint.requests.length],
  ["processes left", left.length],
  ["wrong", wrong.length],
  ["seconds", Math.round((performance.now() - began) / 1_000)],
];
const width = Math.max(...rows.map(([name]) => name.length));
console.log(rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join("\n"));
if (left.length > 0 || wrong.length > 0) {
  console.error([...wrong, ...left].slice(0, 40).join("\n"));
  console.error(`\nThe same kills again: node torture/jobs.mjs --seed ${seed} --kills ${kills}\nWhat happened is in ${folder}.`);
  process.exit(1);
}
if (!flags.keep) rmSync(folder, { recursive: true, force: true });
