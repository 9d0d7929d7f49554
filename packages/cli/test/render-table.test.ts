import { expect, test } from "vitest";
import { renderValue } from "../src/print-result.ts";
import { renderTable } from "../src/render-table.ts";

test("a table aligns its columns, keeps a row on one line, and cuts only the last column to the terminal", () => {
  const rows = [
    { id: 1, state: "up", text: "a\nb" },
    { id: 22, state: null, text: "x".repeat(40) },
  ];
  expect(renderTable(rows, undefined)).toBe(`ID  STATE  TEXT\n1   up     a b\n22         ${"x".repeat(40)}`);
  expect(renderTable(rows, 30).split("\n")[2]).toBe(`22         ${"x".repeat(18)}…`);
});

test("a table says when something was on the reader's own clock", () => {
  const [, row] = renderTable([{ since: "2026-03-10T12:00:00.000Z", who: "ada" }], undefined).split("\n");
  expect(row).toBe(`${new Date("2026-03-10T12:00:00Z").toLocaleString("sv-SE")}  ada`);
});

test("a record is shown as lines, a text as it is, nothing as nothing", () => {
  expect(renderValue({ name: "kira", plugins: ["a"], gone: undefined })).toBe('name     kira\nplugins  ["a"]');
  expect(renderValue("plain")).toBe("plain");
  expect(renderValue(undefined)).toBe("");
  expect(renderValue([])).toBe("");
});
