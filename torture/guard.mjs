// `node torture/guard.mjs [--count 1000000 --seed 1 --limit 2]`: mutates the corpus of the command guard, and measures what its judge makes of it. Nothing is ever run.
import { mkdtempSync, rmSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { build } from "esbuild";

const { values: flags } = parseArgs({
  options: {
    count: { type: "string", default: "1000000" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    limit: { type: "string", default: "2" },
  },
});
const packages = fileURLToPath(new URL("../packages/", import.meta.url));
const fixtures = `${packages}command-guard/test/fixtures/`;
const filesOf = async (name) => (await readdir(`${fixtures}${name}`)).toSorted().map((file) => `${fixtures}${name}/${file}`);
const textOf = async (name) => (await Promise.all((await filesOf(name)).map((file) => readFile(file, "utf8")))).join("\n");
const corpus = Object.fromEntries(await Promise.all(["catastrophic", "risky", "fine"].map(async (name) => [name, await textOf(name)])));

// In a file of its own: the name of a module stands in each line of the trace of each error
const scratch = mkdtempSync(join(tmpdir(), "instar-torture-guard-"));
process.once("exit", () => rmSync(scratch, { recursive: true, force: true }));
const judge = join(scratch, "judge.mjs");
await build({
  stdin: {
    contents: `
      export { judgeCommand } from "./command-guard/src/index.ts";
      export { commandsOf } from "./command-guard/test/fixtures/read-corpus.ts";
      export { world } from "./command-guard/test/fixtures/world.ts";
      export { mutate } from "./command-guard/test/mutate.ts";
      export { dressed, dressedOpenly, spokenOf } from "./command-guard/test/wrappers.ts";
      export { randomFrom } from "../torture/random.mjs";`,
    resolveDir: packages,
    loader: "ts",
  },
  alias: { "@instar/shell-words": `${packages}shell-words/src/index.ts` },
  bundle: true,
  outfile: judge,
  format: "esm",
  platform: "node",
});

// The judge runs in a thread of its own, so that a command on which it hangs can be named: how many came before it, its length, its bytes
const current = new SharedArrayBuffer(16_384);
const [count, length] = [new Int32Array(current, 0, 1), new Int32Array(current, 4, 1)];
const worker = new Worker(new URL("./guard-thread.mjs", import.meta.url), {
  workerData: { judge: pathToFileURL(judge).href, corpus, count: Number(flags.count), seed: Number(flags.seed), current },
});

console.log(`seed ${flags.seed}`);
const began = performance.now();
let judged = -1;
function giveUp(what) {
  const command = Buffer.from(new Uint8Array(current, 8, Atomics.load(length, 0))).toString();
  console.error(`${what}, at command ${Atomics.load(count, 0)}: ${JSON.stringify(command)}`);
  process.exit(1);
}
const watch = setInterval(() => {
  const done = Atomics.load(count, 0);
  if (done === judged && done > 0) giveUp("The judge hangs");
  judged = done;
}, 10_000);

const result = await new Promise((resolve) => worker.once("message", resolve).once("error", ({ message }) => giveUp(`The judge ended: ${message}`)));
clearInterval(watch);

const { times, alone, slowest, troubles, properties, verdicts } = result;
const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
const figures = (sorted) => [0.5, 0.99, 0.999, 1].map((share) => at(sorted, share).toFixed(3)).join(" / ");
const table = [
  ["commands", times.length],
  ...Object.entries(verdicts),
  ["p50 / p99 / p99.9 / max in ms, by the clock", figures(times)],
  ["the same, the best of three where it seemed slow", figures(alone)],
  ...properties.map(({ name, tried, broken }) => [name, `${tried - broken.length} of ${tried}`]),
  ["seconds", Math.round((performance.now() - began) / 1_000)],
];
const width = Math.max(...table.map(([name]) => name.length));
console.log(table.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join("\n"));
for (const { took, command } of slowest) console.log(`slow, ${took.toFixed(1)} ms: ${JSON.stringify(command).slice(0, 300)}`);

for (const trouble of troubles.slice(0, 20)) console.error(trouble);
for (const { name, broken } of properties) for (const finding of broken.slice(0, 40)) console.error(`not so: ${name}: ${finding}`);
if (troubles.length > 0 || properties.some(({ broken }) => broken.length > 0) || at(alone, 0.99) > Number(flags.limit)) {
  console.error(`\nA promise was broken. The same again: node torture/guard.mjs --seed ${flags.seed} --count ${flags.count}`);
  process.exit(1);
}
