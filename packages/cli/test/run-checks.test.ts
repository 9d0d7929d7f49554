import type { HealthCheck } from "@instar/kernel/contracts";
import { expect, test } from "vitest";
import { judgeRoom } from "../src/doctor/disk-check.ts";
import { renderFindings } from "../src/doctor/render-findings.ts";
import { runChecks } from "../src/doctor/run-checks.ts";
import { nodeCheck, npmCheck } from "../src/doctor/tool-checks.ts";

const signal = new AbortController().signal;
const check = (id: string, run: HealthCheck["run"], fix?: HealthCheck["fix"]) => ({ by: "test", check: { id, run, ...(fix === undefined ? {} : { fix }) } });

test("a check that throws, hangs or talks nonsense is a finding, and the others are heard", async () => {
  const findings = await runChecks(
    [
      check("fine", () => ({ status: "ok", summary: "All is well." })),
      check("throws", () => {
        throw new Error("broken");
      }),
      check("rejects", async () => Promise.reject(new Error("later broken"))),
      check("hangs", () => new Promise(() => undefined)),
      check("nonsense", () => "good" as never),
      check(
        "mendable",
        () => ({ status: "warn", summary: "Bent." }),
        async () => undefined,
      ),
    ],
    50,
  );
  expect(findings.map(({ id, status, fixable }) => ({ id, status, fixable }))).toEqual([
    { id: "fine", status: "ok", fixable: false },
    { id: "throws", status: "fail", fixable: false },
    { id: "rejects", status: "fail", fixable: false },
    { id: "hangs", status: "warn", fixable: false },
    { id: "nonsense", status: "fail", fixable: false },
    { id: "mendable", status: "warn", fixable: true },
  ]);
  for (const { status, why, hint, summary } of findings.slice(1, 5)) expect([status, summary, why, hint].every(Boolean)).toBe(true);
});

test("what is wrong comes first, with why it matters and what to do", () => {
  const text = renderFindings([
    { id: "a", by: "instar", status: "ok", summary: "Fine.", fixable: false, elapsedMs: 1 },
    { id: "b", by: "store", status: "fail", summary: "Broken.", why: "It matters.", hint: "Mend it: x", fixable: true, elapsedMs: 1 },
  ]);
  expect(text.split("\n")).toEqual([
    "FAIL  store/b: Broken.",
    "      It matters.",
    "      -> Mend it: x",
    "      -> instar doctor --fix mends it.",
    "ok    a: Fine.",
    "",
    "1 failure, 0 warnings.",
  ]);
});

test.each([
  ["18.20.0", "fail"],
  ["20.18.3", "fail"],
  ["20.19.0", "ok"],
  ["24.1.0", "ok"],
])("Node.js %s: %s", async (version, status) => {
  expect(await nodeCheck(version).run(signal)).toMatchObject({ status });
});

test("npm that is not on the PATH is a warning", async () => {
  expect(await npmCheck("/nowhere").run(signal)).toMatchObject({ status: "warn" });
});

test.each([
  [10, 1, "fail"],
  [100, 1, "warn"],
  [1_000, 600, "warn"],
  [5_000, 600, "ok"],
])("%i MB free beside a database of %i MB: %s", (free, database, status) => {
  expect(judgeRoom(free, database)).toBe(status);
});
