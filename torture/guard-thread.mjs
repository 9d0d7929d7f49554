// The thread of guard.mjs: judges, and leaves word of the command that it is at.
import { parentPort, workerData } from "node:worker_threads";

const { corpus, count, seed, current } = workerData;
const { judgeCommand, commandsOf, world, mutate, dressed, dressedOpenly, spokenOf, randomFrom } = await import(workerData.judge);
const [catastrophic, risky, fine] = ["catastrophic", "risky", "fine"].map((name) => commandsOf(corpus[name]));
const all = [...catastrophic, ...risky, ...fine];

const counter = new Int32Array(current, 0, 1);
const length = new Int32Array(current, 4, 1);
const text = new Uint8Array(current, 8);
const encoder = new TextEncoder();
const troubles = [];
const verdicts = { allow: 0, ask: 0, deny: 0 };

function judge(command) {
  Atomics.store(length, 0, encoder.encodeInto(command, text).written);
  Atomics.add(counter, 0, 1);
  try {
    return judgeCommand(command, world);
  } catch (error) {
    troubles.push(`threw ${error.stack?.split("\n").slice(0, 3).join(" ")}: ${JSON.stringify(command)}`);
    return undefined;
  }
}

function timed(command) {
  const began = performance.now();
  const judgement = judge(command);
  return [performance.now() - began, judgement];
}

const random = randomFrom(seed);
const times = new Float64Array(count);
const alone = new Float64Array(count);
let slowest = [];
for (let at = 0; at < count; at += 1) {
  // What is closed by a turn of the loop has to have one
  if (at % 1_000 === 0) await new Promise((resolve) => setImmediate(resolve));
  const command = mutate(all, random);
  const [took, judgement] = timed(command);
  times[at] = took;
  // On a shared machine the clock measures the others as well: what seems slow is judged twice again, and the best of three is what the judge needs
  alone[at] = took < 1 ? took : Math.min(took, timed(command)[0], timed(command)[0]);
  if (slowest.length < 5 || alone[at] > slowest[4].took)
    slowest = [...slowest, { took: alone[at], command }].sort((one, two) => two.took - one.took).slice(0, 5);
  if (judgement === undefined) continue;
  verdicts[judgement.verdict] += 1;
  if (judgement.verdict !== "allow" && (judgement.rule === null || judgement.reason === null))
    troubles.push(`${judgement.verdict} without a word: ${JSON.stringify(command)}`);
}

function property(name, commands, expected) {
  const broken = commands.flatMap((command) => {
    const judgement = judge(command);
    return judgement?.verdict === expected ? [] : [`${judgement?.verdict} (${judgement?.rule}): ${JSON.stringify(command)}`];
  });
  return { name, tried: commands.length, broken };
}

const passing = fine.filter((command) => judge(command)?.verdict === "allow");
const properties = [
  property("stays catastrophic in other clothes", catastrophic.flatMap(dressed), "deny"),
  property("stays fine in clothes that hide nothing", passing.flatMap(dressedOpenly), "allow"),
  property("is fine to speak of", all.flatMap(spokenOf), "allow"),
];
parentPort.postMessage({ times: times.sort(), alone: alone.sort(), slowest, troubles, properties, verdicts });
