import { expect, test } from "vitest";
import { letSomebodyIn } from "../../src/plugins/let-somebody-in.ts";

const ways = (channels: Parameters<typeof letSomebodyIn>[0]) => letSomebodyIn(channels).join("\n");

test("whoever adds a channel on which nobody may write is told how to be let in", () => {
  expect(ways([])).toBe("");
  expect(ways([{ id: "sms", deserted: false, pairing: true }])).toBe("");
  const all = ways([{ id: "sms", deserted: true, pairing: true }]);
  for (const way of ["Nobody may write on sms yet", 'instar access grant "sms:', 'access({ owners: ["sms:', "instar pair approve"]) expect(all).toContain(way);
  expect(ways([{ id: "sms", deserted: true, pairing: false }])).not.toContain("instar pair");
});
