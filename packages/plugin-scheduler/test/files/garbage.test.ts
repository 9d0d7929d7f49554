import { expect, test } from "vitest";
import { parseDocument } from "yaml";
import { readJobFile } from "../../src/files/read-job-file.ts";
import { readPlainYaml } from "../../src/files/read-plain-yaml.ts";

/** The same numbers each time (mulberry32). */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const pieces = [
  ..."abcxyz019 :-#'\"[]{}|>*&!%@`,.?~/\\\n\n\n\t\r\u0000\u00e9\u{1f600}",
  ...[
    "---\n",
    "---",
    "\n  ",
    "\n- ",
    "\n  - ",
    ": ",
    ":\n",
    "schedule: ",
    "every 30m",
    "0 8 * * *",
    "execute:\n  type: ",
    "prompt",
    "script",
    "tags:\n",
    "null",
    "true",
    "yes",
  ],
  ...[
    "name: ",
    "timeout: ",
    "10m",
    "1e3",
    "0x1f",
    "-1",
    "1.50",
    "grounding:\n  questions:\n    - ",
    "<<: ",
    "__proto__: ",
    "constructor: ",
    "&a ",
    "*a",
    "\uFEFF",
  ],
];

test("whatever a file holds, it is a job or it is said why not", async () => {
  const pick = numbersFrom(6);
  for (let round = 0; round < 300; round += 1) {
    const middle = Array.from({ length: pick(14) }, () => pieces[pick(pieces.length)]).join("");
    const text = pick(3) === 0 ? middle : `---\n${pick(2) === 0 ? "schedule: every 30m\n" : ""}${middle}\n---\nDo it.\n`;
    const { definition, problems } = await readJobFile(text, ".instar/jobs/x.md", { timezone: "UTC" });
    expect(definition === undefined, JSON.stringify(text)).toBe(problems.length > 0);
    for (const problem of problems) {
      expect(problem.text, JSON.stringify(text)).toMatch(/\S[\s\S]*\.$/);
      expect(problem.line ?? 1, JSON.stringify(text)).toBeLessThanOrEqual(text.split("\n").length);
    }
  }
});

test("what is read without YAML's parser means the same to it", () => {
  const pick = numbersFrom(7);
  let plain = 0;
  for (let round = 0; round < 10_000; round += 1) {
    const lines = Array.from({ length: 1 + pick(3) }, (_, index) => {
      const value = Array.from({ length: pick(4) }, () => pieces[pick(pieces.length)]).join("");
      return `${pick(4) === 0 ? "  " : ""}${pick(6) === 0 ? "- " : `${"abc"[index] ?? "d"}:${pick(8) === 0 ? "" : " "}`}${value}`;
    });
    const source = `${lines.join("\n")}\n`;
    const found = readPlainYaml(source);
    if (found === undefined) continue;
    plain += 1;
    const document = parseDocument(source, { stringKeys: true, logLevel: "error" });
    expect(document.errors, JSON.stringify(source)).toEqual([]);
    expect(found.values, JSON.stringify(source)).toEqual(document.toJS() ?? {});
  }
  expect(plain).toBeGreaterThan(200);
});
