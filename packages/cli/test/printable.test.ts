import { expect, test } from "vitest";
import { printResult, renderValue } from "../src/print-result.ts";
import { printable, printableJson } from "../src/printable.ts";
import { describeStatus } from "../src/project/describe-status.ts";
import { renderTable } from "../src/render-table.ts";

/** Clears the screen, renames the window, colours, goes back to the line's beginning, and the same in one character of the upper half. */
const evil = "\u001b[2J\u001b]0;owned\u0007\u001b[31mred\rowner \u009b31m\u0008\u007f\u202eback";
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const obeyed = /[\0-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e]/;

test("what a terminal would obey is shown, and everything else stays as it is", () => {
  expect(printable(evil)).toBe("\\u001b[2J\\u001b]0;owned\\u0007\\u001b[31mred\\u000downer \\u009b31m\\u0008\\u007f\\u202eback");
  expect(printable("one\r\ntwo\n\tthree 你好 👩‍👩‍👧 é עברית")).toBe("one\ntwo\n\tthree 你好 👩‍👩‍👧 é עברית");
  expect(JSON.parse(printableJson(JSON.stringify({ evil })))).toEqual({ evil });
  expect(printableJson(JSON.stringify({ evil }))).not.toMatch(obeyed);
});

test("what a command says in its own words is no way around it", () => {
  const written: string[] = [];
  const { write } = process.stdout;
  process.stdout.write = ((text: string) => written.push(text)) as never;
  try {
    printResult({}, { json: false, text: `tool.denied ${evil} \u2066was denied\u2069` });
  } finally {
    process.stdout.write = write;
  }
  expect(written.join("")).toContain("\\u2066was denied\\u2069");
  expect(written.join("")).not.toMatch(obeyed);
});

test("no table, record, status or JSON hands a stranger's text to the terminal", () => {
  const rows = [{ from: evil, text: evil }];
  expect(renderTable(rows, undefined)).not.toMatch(obeyed);
  expect(renderValue({ evil, inner: { evil } })).not.toMatch(obeyed);
  expect(renderValue(evil)).not.toMatch(obeyed);
  const channels = [{ id: "telegram", state: "failed", reason: evil, pending: 0 }] as const;
  const status = { running: true, phase: "running", pid: 1, version: "1", startedAt: 0, folder: "/a", channels } as const;
  expect(describeStatus(status)).not.toMatch(obeyed);
  const written: string[] = [];
  const { write } = process.stdout;
  process.stdout.write = ((text: string) => written.push(text)) as never;
  try {
    printResult(rows, { json: true });
  } finally {
    process.stdout.write = write;
  }
  expect(written.join("")).not.toMatch(obeyed);
  expect(JSON.parse(written.join(""))).toEqual(rows);
});
