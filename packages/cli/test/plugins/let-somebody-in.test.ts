import { expect, test } from "vitest";
import { letSomebodyIn, stepsAfterAdding } from "../../src/plugins/let-somebody-in.ts";

const ways = (channels: Parameters<typeof letSomebodyIn>[0]) => letSomebodyIn(channels, stepsAfterAdding("sms", [], channels)).join("\n");

test("whoever adds a channel on which nobody may write is told how to be let in", () => {
  expect(ways([])).toBe("");
  expect(ways([{ id: "sms", deserted: false, pairing: true }])).toBe("");
  const all = ways([{ id: "sms", deserted: true, pairing: true }]);
  for (const way of ["Nobody may write on sms yet", "instar access meet sms", 'instar access grant "sms:', 'access({ owners: ["sms:', "instar pair approve"])
    expect(all).toContain(way);
  expect(ways([{ id: "sms", deserted: true, pairing: false }])).not.toContain("instar pair");
});

test("a plugin with a set-up of its own leads to that, another to the wait for the first message on each channel without anybody", () => {
  const channels = [
    { id: "sms", deserted: true, pairing: true },
    { id: "pager", deserted: false, pairing: true },
  ];
  expect(stepsAfterAdding("sms", ["sms setup", "sms status"], channels).map(({ words }) => words)).toEqual([["sms", "setup"]]);
  expect(stepsAfterAdding("phone", ["phone status"], channels).map(({ words }) => words)).toEqual([["access", "meet", "sms"]]);
  expect(letSomebodyIn(channels, stepsAfterAdding("sms", ["sms setup"], channels))[1]).toMatch(/^ {2}instar sms setup {3}/);
});
