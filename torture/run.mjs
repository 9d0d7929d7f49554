// `npm run torture [-- --kills 300 --real 30 --seed 1 --minutes 30 --no-dedupe --keep]`: kills daemons and agents, and compares what people said with what they were shown.
import { parseArgs } from "node:util";
import { fakeAgent, realAgent } from "./agents.mjs";
import { moments, steps } from "./journal-steps.mjs";
import { runLane } from "./lane.mjs";
import { randomFrom } from "./random.mjs";

const { values: flags } = parseArgs({
  options: {
    kills: { type: "string", default: "300" },
    real: { type: "string", default: "30" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    minutes: { type: "string", default: "30" },
    "no-dedupe": { type: "boolean", default: false },
    keep: { type: "boolean", default: false },
  },
});
const seed = Number(flags.seed);
const real = Math.min(Number(flags.real), Number(flags.kills));
const began = performance.now();
console.log(`seed ${seed}`);

let struck = 0;
const report = () => {
  struck += 1;
  if (struck % 25 === 0) console.log(`${struck} kills, ${Math.round((performance.now() - began) / 1_000)} s`);
};

async function lane(makeAgent, kills, number) {
  if (kills === 0) return [];
  const agent = await makeAgent();
  try {
    const deadline = began + Number(flags.minutes) * 60_000;
    return [await runLane({ agent, kills, dedupe: !flags["no-dedupe"], random: randomFrom(seed + number), deadline, report, keep: flags.keep })];
  } finally {
    await agent[Symbol.asyncDispose]();
  }
}

const results = (await Promise.all([lane(fakeAgent, Number(flags.kills) - real, 0), lane(realAgent, real, 1)])).flat();

const sum = (count) => results.reduce((total, result) => total + count(result), 0);
const strikes = results.flatMap((result) => result.struck);
const strikesAt = (at) => strikes.filter((strike) => strike.at === at).length;
const median = (values) => values.sort((one, other) => one - other)[Math.floor(values.length / 2)];

const table = [
  ...["daemon", "agent", "both"].map((target) => [`kills of ${target}`, strikes.filter((strike) => strike.target === target).length]),
  ...results.map(({ agent, struck: own, boots }) => [`kills with ${agent}`, `${own.length} (start to ready ${Math.round(median(boots) ?? 0)} ms)`]),
  ["kills at a random time", strikesAt("a random time")],
  ["kills after a step was waited for in vain", strikesAt("a step that was not reached")],
  ...steps.map((step) => [`kills at "${step}"`, moments.map((moment) => `${moment} ${strikesAt(`${step}, ${moment}`)}`).join(", ")]),
  ["messages", sum(({ messages }) => messages)],
  ["answered", sum(({ answered }) => answered)],
  ["answers (one for messages that were merged)", sum(({ answers }) => answers)],
  ["given up after 10 attempts, and said so", sum(({ gaveUp }) => gaveUp)],
  ["lost", sum(({ lost }) => lost.length)],
  ["doubled", sum(({ doubled }) => doubled.length)],
  ["the documented window (part cut off, service can't be read back)", sum(({ window }) => window.length)],
  ["out of order", sum(({ disorder }) => disorder.length)],
  ["other sentences of the house", sum(({ remarks }) => remarks.length)],
  ["processes left", sum(({ left }) => left.length)],
  ["daemons that ended by themselves, rows without an end", sum(({ troubles }) => troubles.length)],
  ["seconds", Math.round((performance.now() - began) / 1_000)],
];
const width = Math.max(...table.map(([name]) => name.length));
console.log(`\n${table.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join("\n")}`);

for (const { agent, lost, doubled, disorder, left, troubles, remarks, folder, clean } of results) {
  for (const remark of remarks.slice(0, 10)) console.log(`said by the house: ${remark}`);
  if (clean) continue;
  for (const [kind, findings] of Object.entries({ lost, doubled, disorder, left, troubles }))
    for (const finding of findings.slice(0, 20)) console.error(`${agent}: ${kind}: ${finding}`);
  console.error(`${agent}: what happened is in ${folder} (ledger.json, .instar/logs)`);
}
if (!results.every(({ clean }) => clean)) {
  console.error(
    `\nA promise was broken. The same kills again: npm run torture -- --seed ${seed} --kills ${flags.kills} --real ${flags.real}${flags["no-dedupe"] ? " --no-dedupe" : ""}`,
  );
  process.exit(1);
}
