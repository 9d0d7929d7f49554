// `node torture/telegram.mjs [--kills 50 --messages 200 --topics 20 --seed 1 --minutes 30]`: kills the daemon while people write to it over Telegram.
import { execFile } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import { telegramFault } from "@instar/testing/fake-telegram";
import { realAgent } from "./agents.mjs";
import { startDaemon } from "./daemon.mjs";
import { judgeTelegram } from "./judge-telegram.mjs";
import { makeFolder } from "./make-folder.mjs";
import { planKills } from "./plan-kills.mjs";
import { environmentOf, lives, processesOf } from "./processes.mjs";
import { randomFrom } from "./random.mjs";
import { startTelegramService } from "./telegram-service.mjs";

const { values: flags } = parseArgs({
  options: {
    kills: { type: "string", default: "50" },
    messages: { type: "string", default: "200" },
    topics: { type: "string", default: "20" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    minutes: { type: "string", default: "30" },
    "no-dedupe": { type: "boolean", default: false },
    keep: { type: "boolean", default: false },
  },
});
const [kills, messages, topics, seed] = [flags.kills, flags.messages, flags.topics, flags.seed].map(Number);
const random = randomFrom(seed);
const began = performance.now();
const deadline = began + Number(flags.minutes) * 60_000;
const instar = fileURLToPath(new URL("../packages/cli/bin/instar.js", import.meta.url));
const quietEvery = 10;

const { folder, home } = makeFolder();
const house = JSON.stringify(fileURLToPath(new URL("telegram-house.mjs", import.meta.url)));
writeFileSync(join(folder, "instar.config.mjs"), `import { telegramHouse } from ${house};\nexport default telegramHouse();\n`);
const agent = await realAgent();
const telegram = await startTelegramService({ random, topics, dedupe: !flags["no-dedupe"] });
const { server, posts } = telegram;
const settings = {
  executable: agent.executable,
  env: agent.env(home),
  apiRoot: server.url,
  owners: telegram.people.map(({ id }) => id),
  groups: [String(telegram.forum.id)],
};

/** At this level everything that is known of a failure is written down. */
const variables = { TELEGRAM_BOT_TOKEN: server.token, INSTAR_LOG_LEVEL: "debug" };

const counts = { booting: 0, steps: 0, sending: 0, faults: 0 };
const killedAt = [];
const left = [];
const leaks = new Set();
const troubles = [];
let orphans = [];
let life = 0;
let daemon;

const others = () => [...processesOf(folder), ...daemon.children()].filter(({ pid }) => pid !== process.pid && pid !== daemon.pid);

/** What a command says, all of it, also when it ends badly. */
const told = (...args) =>
  promisify(execFile)(process.execPath, [instar, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: home, ...variables },
    maxBuffer: 1 << 28,
  }).catch((failed) => failed);
const asked = async (...args) => JSON.parse((await told(...args, "--json")).stdout);

function start(kill) {
  life += 1;
  daemon = startDaemon({ folder, home, life, settings: { ...settings, kill }, variables });
  const own = daemon;
  void own.exited.then(({ code, signal }) => {
    if (signal !== "SIGKILL" && code !== 0) troubles.push(`The daemon ended by itself (${signal ?? `exit code ${code}`}): ${own.output().slice(-400)}`);
  });
}

/** What lived when the daemon died must be gone when the next one is ready. */
async function nothingLeft(when) {
  for (let look = 0; orphans.some(lives) && look < 60; look += 1) await sleep(50);
  left.push(...orphans.filter(lives).map(({ pid, command }) => `${when}: ${pid} ${command}`));
  orphans = [];
}

/** The agents, and whatever else the daemon began, must not know the token. A child that has not become its own program yet looks like the daemon. */
async function lookForToken() {
  const knowing = () => others().filter(({ pid, command }) => environmentOf(pid).includes(telegram.secret) || command.includes(telegram.secret));
  if (knowing().length === 0) return;
  await sleep(100);
  for (const { command } of knowing()) leaks.add(`a process that the daemon began: ${command}`);
}

/** What a person passes on when they ask for help. */
async function lookForTokenInWords() {
  const commands = [
    ["doctor", "--json"],
    ["logs", "--json"],
    ["status", "--json"],
    ["config", "show", "--json"],
    ["diagnose", "--out", "diagnosis.tar.gz"],
  ];
  server.fail("*", telegramFault.unauthorized(), 4);
  for (const command of commands) {
    const { stdout, stderr } = await told(...command);
    if (`${stdout}${stderr}`.includes(telegram.secret)) leaks.add(`what \`instar ${command.join(" ")}\` says`);
  }
  if (gunzipSync(readFileSync(join(folder, "diagnosis.tar.gz"))).includes(telegram.secret)) leaks.add("the diagnosis");
}

async function kill() {
  if (!daemon.ended) await lookForToken();
  const before = daemon.ended ? [] : others();
  daemon.kill();
  await daemon.exited;
  killedAt.push(Date.now());
  orphans = [...orphans, ...before, ...others()].filter(lives);
}

const write = (count) => {
  for (let message = 0; message < count && posts.length < messages; message += 1) telegram.say(agent.messages[Math.floor(random() * agent.messages.length)]);
};

function disturb() {
  const faults = 1 + Math.floor(random() * 3);
  counts.faults += faults;
  for (let fault = 0; fault < faults; fault += 1) telegram.disturb();
}

/** Resolves with whether everything that was said is taken, answered and sent. A part that failed often waits up to five minutes for its next try. */
async function quiet(withinMs) {
  const until = performance.now() + withinMs;
  while (performance.now() < until) {
    if (daemon.ended) start();
    if (!(await daemon.ready)) continue;
    if (server.pendingUpdates.length === 0 && (await daemon.unfinished().catch(() => 1)) === 0) return true;
    await sleep(250);
  }
  return false;
}

async function sayWhatWaits() {
  const waiting = await asked("inbox", "--state", "accepted", "--state", "running", "--state", "held");
  const unsent = await asked("outbox", "--state", "pending", "--state", "sending", "--state", "uncertain", "--state", "held");
  const rows = [...waiting, ...unsent].map(({ id, state, attempt, reason = "" }) => `${id} ${state} (${attempt}) ${reason}`);
  troubles.push(`It did not come to rest; ${server.pendingUpdates.length} updates wait. ${rows.join("; ")}`);
}

async function strike({ step, booting, afterMs, sending }) {
  if (booting) {
    counts.booting += 1;
    await Promise.race([daemon.ready, sleep(afterMs / 3)]);
    return;
  }
  if (!(await daemon.ready) && step === undefined) throw new Error(`The daemon did not start: ${daemon.output().slice(-600)}`);
  await nothingLeft(`after start ${life}`);
  if (step !== undefined) {
    await Promise.race([daemon.exited, sleep(agent.horizonMs * 2)]);
    if (daemon.ended) counts.steps += 1;
  } else if (sending) {
    for (let look = 0; look < agent.horizonMs / 2 && !server.open.some(({ sends }) => sends); look += 1) await sleep(2);
    if (server.open.some(({ sends }) => sends)) counts.sending += 1;
    await sleep(random() * 40);
  } else await sleep(afterMs);
}

/** A plan for daemons only: what would hit the agent hits the daemon while a part is being sent. */
function asDaemonKill(kill) {
  if (kill.target === "daemon") return kill;
  return { ...kill, sending: true };
}

console.log(`seed ${seed}`);
let rows = [];
try {
  for (const plan of planKills({ horizonMs: agent.horizonMs, random })) {
    if (killedAt.length >= kills || performance.now() > deadline) break;
    const planned = asDaemonKill(plan);
    const share = (messages - posts.length) / (kills - killedAt.length);
    write(Math.round(share * (0.5 + random())));
    disturb();
    if (planned.sending) telegram.failSend({ kind: "slow", ms: 300 });
    start(planned.step && { step: planned.step, moment: planned.moment, nth: planned.nth });
    await strike(planned);
    await kill();
    if (killedAt.length % quietEvery !== 0) continue;
    console.log(`${killedAt.length} kills, ${posts.length} messages, ${Math.round((performance.now() - began) / 1_000)} s`);
    if (plan.restless) continue;
    server.restore();
    start();
    await quiet(120_000);
    orphans = others();
    daemon.stop();
    await daemon.exited;
  }
  write(messages);
  server.restore();
  start();
  if (!(await daemon.ready)) throw new Error(`The daemon did not start: ${daemon.output().slice(-600)}`);
  await nothingLeft("after the last start");
  if (!(await quiet(420_000))) await sayWhatWaits();
  await lookForToken();
  for (let look = 0; (await daemon.unfinished()) > 0 && look < 20; look += 1) await sleep(100);
  rows = await asked("inbox", "--limit", "1000");
  await lookForTokenInWords();
  orphans = others();
  daemon.stop();
  await daemon.exited;
  await nothingLeft("after the stop");
} finally {
  daemon?.kill();
  await daemon?.exited;
  await agent[Symbol.asyncDispose]();
  await server.close();
}

for (const entry of readdirSync(join(folder, ".instar"), { recursive: true, withFileTypes: true }))
  if (entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes(telegram.secret)) leaks.add(`the file ${entry.name}`);
if (readFileSync(join(folder, "output.log")).includes(telegram.secret)) leaks.add("what the daemon said");
const found = judgeTelegram({ posts, shown: telegram.shown(), rows, early: server.early, limits: telegram.limits(), kills: killedAt });
const refused = server.refused.map(({ method, description }) => `Telegram refused ${method}: ${description}`);
const lost = server.pendingUpdates.length === 0 ? [] : [`${server.pendingUpdates.length} updates were never confirmed.`];
const wrong = [...found.wrong, ...lost, ...refused, ...troubles, ...[...leaks].map((leak) => `The token is in ${leak}.`)];

const table = [
  ["kills of daemon", killedAt.length],
  ["of them while it started", counts.booting],
  ["of them at a step of the journal", counts.steps],
  ["of them while a part was being sent", counts.sending],
  ["faults of Telegram", counts.faults],
  ["messages", found.messages],
  ["answered", found.answered],
  ["of them with another one's answer", found.merged],
  ["given up after 10 attempts, and said so", found.gaveUp],
  ["the documented window", found.window.length],
  ["marks on messages that were left", telegram.marked()],
  ["requests to Telegram", server.requests.length],
  ["limits that were told", telegram.limits().length],
  ["processes left", left.length],
  ["wrong", wrong.length],
  ["seconds", Math.round((performance.now() - began) / 1_000)],
];
const width = Math.max(...table.map(([name]) => name.length));
console.log(table.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join("\n"));
for (const each of found.window) console.log(`window: ${each}`);
for (const remark of found.remarks.slice(0, 10)) console.log(`said by the house: ${remark}`);
if (left.length > 0 || wrong.length > 0) {
  writeFileSync(join(folder, "ledger.json"), JSON.stringify({ posts, shown: telegram.shown(), rows, killedAt, requests: server.requests }, null, 1));
  console.error([...wrong, ...left].slice(0, 40).join("\n"));
  console.error(
    `\nThe same kills again: node torture/telegram.mjs --seed ${seed} --kills ${kills} --messages ${messages} --topics ${topics}${flags["no-dedupe"] ? " --no-dedupe" : ""}\nWhat happened is in ${folder}.`,
  );
  process.exit(1);
}
if (flags.keep) console.log(`What happened is in ${folder}.`);
else rmSync(folder, { recursive: true, force: true });
