// `npm run bench [-- --check] [-- --only name] [-- --json]`: measures every bench/*.bench.mjs and compares it with its budget.
import { readdirSync, readFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { readExceptions } from "./read-exceptions.mjs";

const { values: flags } = parseArgs({
  options: { check: { type: "boolean" }, json: { type: "boolean" }, only: { type: "string", multiple: true }, list: { type: "boolean" } },
});
const attempts = 3;

/**
 * A bench is `{ name, budget: { min | max, of: "value" | "ratio" }, run() }`; `run` gives `{ value, unit, against?, ratio?, note? }`,
 * where `against` names what the same run compared with. A file exports one bench, or a list of them.
 */
async function loadBenches() {
  const files = readdirSync(new URL(".", import.meta.url)).filter((file) => file.endsWith(".bench.mjs"));
  const modules = await Promise.all(files.sort().map((file) => import(new URL(file, import.meta.url).href)));
  return modules.flatMap((module) => module.default);
}

const measured = ({ of }, figure) => (of === "ratio" ? figure.ratio : figure.value);
const within = (budget, figure) =>
  measured(budget, figure) <= (budget.max ?? Number.POSITIVE_INFINITY) && measured(budget, figure) >= (budget.min ?? Number.NEGATIVE_INFINITY);
const better = (budget, one, other) =>
  !one || (budget.max === undefined ? measured(budget, other) > measured(budget, one) : measured(budget, other) < measured(budget, one)) ? other : one;

/** A busy machine makes a figure worse and never better, so a miss is measured again, and the best figure stands. */
async function measure(bench) {
  let best;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    best = better(bench.budget, best, await bench.run());
    if (within(bench.budget, best)) break;
  }
  return best;
}

function judge(bench, exceptions, figure) {
  if (within(bench.budget, figure)) return "kept";
  const accepted = exceptions.find((exception) => exception.name === bench.name);
  return accepted ? `missed, accepted ${accepted.date}` : "MISSED";
}

const round = (value) => (value === undefined ? "" : Number(value.toPrecision(3)).toString());
const describeBudget = ({ min, max, of }, unit) => `${max === undefined ? `≥ ${min}` : `≤ ${max}`}${of === "ratio" ? "x" : ` ${unit}`}`;

const benches = (await loadBenches()).filter(({ name }) => !flags.only || flags.only.some((word) => name.includes(word)));
if (flags.list) {
  console.log(benches.map(({ name }) => name).join("\n"));
  process.exit(0);
}
if (benches.length === 0) {
  console.error("No bench has such a name; `npm run bench -- --list` names them.");
  process.exit(1);
}

const exceptions = readExceptions(readFileSync(new URL("exceptions.md", import.meta.url), "utf8"));
const rows = [];
for (const bench of benches) {
  if (!flags.json) process.stderr.write(`measuring ${bench.name} …\n`);
  try {
    const figure = await measure(bench);
    rows.push({ name: bench.name, ...figure, budget: describeBudget(bench.budget, figure.unit), verdict: judge(bench, exceptions, figure) });
  } catch (error) {
    rows.push({ name: bench.name, budget: describeBudget(bench.budget, ""), verdict: "FAILED", note: error instanceof Error ? error.message : String(error) });
  }
}

if (flags.json) console.log(JSON.stringify({ node: process.version, cores: cpus().length, benches: rows }, null, 2));
else {
  const table = rows.map(({ name, value, unit = "", ratio, against, budget, verdict, note }) => ({
    name,
    value: value === undefined ? "" : `${round(value)} ${unit}`,
    ratio: ratio === undefined ? "" : `${round(ratio)}x`,
    against: against ?? "",
    budget,
    verdict,
    note: note ?? "",
  }));
  const columns = Object.keys(table[0]);
  const width = Object.fromEntries(columns.map((column) => [column, Math.max(column.length, ...table.map((row) => row[column].length))]));
  for (const row of [Object.fromEntries(columns.map((column) => [column, column])), ...table])
    console.log(
      columns
        .map((column) => row[column].padEnd(width[column]))
        .join("  ")
        .trimEnd(),
    );
  console.log(`\nNode ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown"}`);
}

const missed = rows.filter(({ verdict }) => verdict === "MISSED" || verdict === "FAILED");
if (flags.check && missed.length > 0) {
  console.error(
    `\n${missed.length} budget${missed.length === 1 ? " is" : "s are"} not kept: ${missed.map(({ name }) => name).join(", ")}. An accepted miss is a dated line in bench/exceptions.md.`,
  );
  process.exit(1);
}
