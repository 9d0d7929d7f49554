import { expect, test } from "vitest";
import { outcomeOfScript } from "../src/runner/run-script.ts";

const remains = "Process 7 is still there 5 s after SIGKILL.";

test.each([
  ["well", { code: 0, signal: null }, { state: "succeeded", exitCode: 0, said: "done" }],
  ["with another code", { code: 3, signal: null }, { state: "failed", failure: "exit", exitCode: 3, why: "It ended with exit code 3." }],
  ["by a signal", { code: null, signal: "SIGSEGV" as const }, { state: "failed", failure: "signal", why: "A signal ended it (SIGSEGV)." }],
  [
    "but not what it began",
    { code: 0, signal: null, remains },
    { state: "failed", failure: "exit", exitCode: 0, why: `It ended with exit code 0, but what it began does not: ${remains}`, remains },
  ],
  ["not at all", { code: null, signal: null, remains }, { state: "failed", failure: "signal", why: `It does not end: ${remains}`, remains }],
] as const)("a script that ends %s", (_, end, outcome) => {
  expect(outcomeOfScript({ output: "done\n", ...end }, (text) => text)).toEqual({ output: "done", ...outcome });
});
