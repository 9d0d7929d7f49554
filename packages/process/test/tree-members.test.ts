import { expect, test } from "vitest";
import type { ProcessRow, ProcessTable } from "../src/process-table.ts";
import { createTreeMemory, findMembers } from "../src/tree-members.ts";

const mark = { pid: 100, startedAt: 50_000, mark: "m" };
const root = row(100, 9, { group: 100, session: 100, startedAt: 50_000 });
const daemon = row(9, 1, { group: 9, session: 9 });

function row(pid: number, ppid: number, rest: Partial<ProcessRow> = {}): ProcessRow {
  return { pid, ppid, group: 9, session: 9, startedAt: 60_000, zombie: false, ...rest };
}

function table(rows: readonly ProcessRow[], carriers: readonly number[] = []): ProcessTable {
  return { rows: new Map(rows.map((one) => [one.pid, one])), carriedMark: (pid) => (carriers.includes(pid) ? "m" : undefined) };
}

const found = (rows: readonly ProcessRow[], carriers: readonly number[] = [], memory = createTreeMemory()): number[] =>
  findMembers(table(rows, carriers), mark, memory)
    .map(({ pid }) => pid)
    .sort((a, b) => a - b);

test("children of children, listed in any order, belong to it, the daemon and its other children do not", () => {
  expect(found([row(103, 102), row(102, 100), root, daemon, row(200, 9)])).toEqual([100, 102, 103]);
});

test("an orphan belongs to it by group, by session or by what it carries", () => {
  const orphans = [row(201, 1, { group: 100 }), row(202, 1, { session: 100 }), row(203, 1, { group: 203, session: 203 }), row(204, 1)];
  expect(found([root, daemon, ...orphans], [203])).toEqual([100, 201, 202, 203]);
});

test("a root that shares the daemon's group does not make the daemon a member", () => {
  expect(found([row(100, 9, { startedAt: 50_000 }), daemon, row(102, 100)])).toEqual([100, 102]);
});

test("a stranger with the pid of the dead root, and its group, are left alone", () => {
  const stranger = row(100, 1, { group: 100, session: 100, startedAt: 90_000 });
  expect(found([stranger, row(101, 100), row(102, 1, { group: 100 })])).toEqual([]);
  expect(found([row(102, 1, { group: 100 })])).toEqual([]);
});

test("the dead root's group counts while a member that was seen before is still in it, and no longer", () => {
  const memory = createTreeMemory();
  const first = row(201, 1, { group: 100 });
  expect(found([root, first], [], memory)).toEqual([100, 201]);
  expect(found([first, row(202, 1, { group: 100 })], [], memory)).toEqual([201, 202]);
  expect(found([row(300, 1, { group: 100, startedAt: 90_000 })], [], memory)).toEqual([]);
});

test("a member's pid in other hands is forgotten", () => {
  const memory = createTreeMemory();
  expect(found([root, row(102, 100)], [], memory)).toEqual([100, 102]);
  expect(found([row(102, 1, { startedAt: 99_000 })], [], memory)).toEqual([]);
});

test("a zombie is not living, but its group is still its own", () => {
  expect(found([{ ...root, zombie: true }, row(201, 1, { group: 100 })])).toEqual([201]);
});

test("the first process of the system never belongs, whatever it carries, and pid 0 watches by environment alone", () => {
  expect(found([row(1, 0), root], [1])).toEqual([100]);
  expect(findMembers(table([row(1, 0), row(300, 1)], [300]), { pid: 0, startedAt: 0, mark: "m" }, createTreeMemory()).map(({ pid }) => pid)).toEqual([300]);
});

test.each([undefined, null, "", 5])("a record whose mark is %s names nobody, least of all everybody who carries none", (lost) => {
  const everybody = [daemon, row(200, 9), row(201, 1, { group: 201, session: 201 }), row(202, 201)];
  const damaged = { pid: 0, startedAt: 0, mark: lost as never };
  expect(findMembers(table(everybody), damaged, createTreeMemory())).toEqual([]);
});
