import { parseArgs } from "node:util";
import type { TestModule } from "vitest/node";
import { renderScorecard, renderScorecardPage } from "./scorecard/render-scorecard.ts";
import { isGood, type Scorecard } from "./scorecard/score.ts";
import { writePage } from "./scorecard/write-page.ts";
import { readRun } from "./scorecard-reporter.ts";

const usage = `Runs the tests of the package in this folder with Vitest, and says which promises of Instar's contracts it keeps.

  instar-plugin-test [filter ...] [--json] [--write]

  filter    only test files whose path contains it
  --json    the scorecard as JSON
  --write   also write it between <!-- scorecard --> and <!-- /scorecard --> of README.md, or else to SCORECARD.md

Exit code: 0 when promises were asked for and nothing failed, 1 otherwise, 2 for wrong use.`;

function readArguments() {
  const options = { json: { type: "boolean" }, write: { type: "boolean" }, help: { type: "boolean", short: "h" } } as const;
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    if (values.write && positionals.length > 0) throw new Error("A page is written of all tests, so --write takes no filter.");
    return { ...values, filters: positionals };
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${usage}\n`);
    return undefined;
  }
}

async function run(filters: readonly string[]): Promise<Scorecard> {
  const { startVitest } = await import("vitest/node");
  let card: Scorecard = { scores: [], others: { passed: 0, failed: [] }, broken: [] };
  const reporter = {
    onTestRunEnd(modules: readonly TestModule[], errors: readonly { readonly message: string }[]) {
      card = readRun(modules, errors);
    },
  };
  const vitest = await startVitest("test", [...filters], { run: true, watch: false, reporters: [reporter] }, {}, { stdout: process.stderr });
  await vitest.close();
  return card;
}

async function main(): Promise<number> {
  const asked = readArguments();
  if (asked === undefined) return 2;
  if (asked.help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const card = await run(asked.filters);
  process.stdout.write(`${asked.json ? JSON.stringify({ ...card, good: isGood(card) }, undefined, 2) : renderScorecard(card)}\n`);
  if (asked.write) process.stderr.write(`Written to ${writePage(process.cwd(), renderScorecardPage(card))}.\n`);
  return isGood(card) ? 0 : 1;
}

process.exitCode = await main();
