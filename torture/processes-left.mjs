// `node torture/processes-left.mjs [--kills 50 --seed 1 --minutes 30]`: kills the daemon at random while its agents' tools run, and looks for what is left once it is back.
import { rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { connectAgent } from "@instar/client";
import { startChatService } from "./chat-service.mjs";
import { startDaemon } from "./daemon.mjs";
import { lastingAgent, toolNames } from "./lasting-tools.mjs";
import { makeFolder } from "./make-folder.mjs";
import { lives, processesOf } from "./processes.mjs";
import { randomFrom } from "./random.mjs";

const { values: flags } = parseArgs({
  options: {
    kills: { type: "string", default: "50" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    minutes: { type: "string", default: "30" },
  },
});
const [kills, seed] = [Number(flags.kills), Number(flags.seed)];
const random = randomFrom(seed);
const began = performance.now();
const deadline = began + Number(flags.minutes) * 60_000;
const bootingShare = 0.15;
const conversations = 2;
const named = 2;

const { folder, home } = makeFolder();
const agent = await lastingAgent();
const chat = await startChatService({ random, repeats: 0 });
const settings = { service: chat.url, dedupe: true, executable: agent.executable, env: agent.env(home) };

const counts = { kills: 0, named: 0, booting: 0, alive: 0, most: 0 };
const left = new Map();
let orphans = [];
let life = 0;
let daemon;

const others = () => [...processesOf(folder), ...daemon.children()].filter(({ pid }) => pid !== process.pid && pid !== daemon.pid);
const keyOf = ({ pid, startedAt }) => `${pid}@${startedAt}`;

function start() {
  life += 1;
  daemon = startDaemon({ folder, home, life, settings });
}

/** What lived at the moment of the kill is remembered until it is gone: also the children that it begot since. */
async function kill() {
  const before = others();
  daemon.kill();
  const after = processesOf(folder).filter(({ pid }) => pid !== daemon.pid);
  await daemon.exited;
  const found = new Map([...before, ...after].map((each) => [keyOf(each), each]));
  orphans = [...new Map([...orphans, ...found.values()].map((each) => [keyOf(each), each])).values()].filter(lives);
  counts.kills += 1;
  counts.alive += orphans.length;
  counts.most = Math.max(counts.most, orphans.length);
}

/** Everything of the former lives that is there now: what was seen then, and what carries one of their marks. */
function remains() {
  const marks = new Set(orphans.map(({ mark }) => mark).filter(Boolean));
  const marked = processesOf(folder).filter(({ mark, pid }) => marks.has(mark) && pid !== daemon.pid);
  return [...new Map([...orphans.filter(lives), ...marked].map((each) => [keyOf(each), each])).values()];
}

function nothingLeft(when) {
  for (const each of remains()) left.set(keyOf(each), `${when}: ${each.pid} ${each.command}`);
  orphans = [];
}

const pick = (count) => Math.floor(random() * count);

/** Prompts to sessions of conversations and to named ones, each for a tool. */
async function work() {
  for (let message = 0; message < 1 + pick(2); message += 1) {
    const tool = toolNames[pick(toolNames.length)];
    chat.say("blind", `c${pick(conversations)}`, (token) => `${token}[${tool}]`);
  }
  const house = await connectAgent(folder);
  try {
    counts.named += 1;
    const [name, prompt] = [`n${pick(named)}`, `#m${10_000 + counts.named}#[${toolNames[pick(toolNames.length)]}]`];
    const there = await house.sessions.list();
    await (there.some((session) => session.name === name) ? house.sessions.send(name, prompt) : house.sessions.spawn({ name, prompt }));
  } finally {
    await house[Symbol.asyncDispose]();
  }
}

async function untilToolsRun() {
  const before = agent.begun();
  for (let look = 0; agent.begun() === before && look < 100; look += 1) await sleep(50);
}

console.log(`seed ${seed}`);
try {
  while (counts.kills < kills && performance.now() < deadline) {
    start();
    if (random() < bootingShare) {
      counts.booting += 1;
      await Promise.race([daemon.ready, sleep(random() * 1_500)]);
      await kill();
      continue;
    }
    if (!(await daemon.ready)) throw new Error(`The daemon did not start: ${daemon.output().slice(-600)}`);
    nothingLeft(`after start ${life}`);
    await work();
    await untilToolsRun();
    await sleep(random() * 1_200);
    await kill();
    if (counts.kills % 10 === 0) console.log(`${counts.kills} kills, ${Math.round((performance.now() - began) / 1_000)} s, ${left.size} left`);
  }
  start();
  if (!(await daemon.ready)) throw new Error(`The daemon did not start: ${daemon.output().slice(-600)}`);
  nothingLeft("after the last start");
  orphans = others();
  daemon.stop();
  await daemon.exited;
  nothingLeft("after the stop");
} finally {
  daemon?.kill();
  await daemon?.exited;
  await chat.close();
  await agent.close();
}

const rows = [
  ["kills of daemon", counts.kills],
  ["of them while it started", counts.booting],
  ["prompts to named sessions", counts.named],
  ["tools that the agents began", agent.begun()],
  ["processes alive right after the kills", counts.alive],
  ["the most of them after one kill", counts.most],
  ["left after the restart", left.size],
  ["seconds", Math.round((performance.now() - began) / 1_000)],
];
const width = Math.max(...rows.map(([name]) => name.length));
console.log(rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join("\n"));
if (left.size > 0) {
  console.error([...left.values()].slice(0, 40).join("\n"));
  console.error(`\nThe same kills again: node torture/processes-left.mjs --seed ${seed} --kills ${kills}\nWhat happened is in ${folder}.`);
  process.exit(1);
}
rmSync(folder, { recursive: true, force: true });
