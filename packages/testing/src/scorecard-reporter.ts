import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Reporter, TestModule } from "vitest/node";
import { readMark } from "./scorecard/mark.ts";
import { type MarkedResult, type Scorecard, scoreOf } from "./scorecard/score.ts";

/** What a run of tests found out of contracts. */
export function readRun(modules: readonly TestModule[], errors: readonly { readonly message: string }[] = []): Scorecard {
  const marked: MarkedResult[] = [];
  const failed: string[] = [];
  let passed = 0;
  for (const module of modules)
    for (const test of module.children.allTests()) {
      const mark = readMark(test.meta());
      const result = test.result();
      const error = result.errors?.[0]?.message;
      if (mark !== undefined)
        marked.push({ mark, file: module.relativeModuleId, passed: result.state === "passed", ...(error === undefined ? {} : { error }) });
      else if (result.state === "passed") passed += 1;
      else if (result.state === "failed") failed.push(`${module.relativeModuleId}: ${test.fullName}`);
    }
  const broken = modules.flatMap((module) => [
    ...module.errors().map(({ message }) => `${module.relativeModuleId}: ${message}`),
    ...[...module.children.allSuites()].flatMap((suite) => suite.errors().map(({ message }) => `${suite.fullName}: ${message}`)),
  ]);
  return { scores: scoreOf(marked), others: { passed, failed }, broken: [...broken, ...errors.map(({ message }) => message)] };
}

/**
 * A reporter of Vitest that writes a run's scorecard as JSON. In a config: `reporters: [["@instar/testing/scorecard-reporter", { file }]]`;
 * on a command line the file is named by INSTAR_SCORECARD. Without a name it writes nothing.
 */
export default class ScorecardReporter implements Reporter {
  readonly #file: string | undefined;

  constructor({ file = process.env["INSTAR_SCORECARD"] }: { readonly file?: string } = {}) {
    this.#file = file;
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly { readonly message: string }[]): void {
    if (this.#file === undefined) return;
    mkdirSync(dirname(this.#file), { recursive: true });
    writeFileSync(this.#file, JSON.stringify(readRun(modules, errors)));
  }
}
