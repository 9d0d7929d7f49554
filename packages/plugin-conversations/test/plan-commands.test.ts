import type { Contribution } from "@instar/kernel";
import type { ChatCommand } from "@instar/kernel/contracts";
import { expect, test } from "vitest";
import { comesFirst, planCommands } from "../src/plan-commands.ts";

const command = (plugin: string, name: string, provides?: string, first?: true): Contribution<ChatCommand> =>
  ({ plugin, provides, value: { name, summary: "", access: "owner", ...(first && { first }), run: async () => "" } }) as Contribution<ChatCommand>;

test("only who keeps the owner's word takes over a word of the house, and only when it says so", () => {
  const theirs = command("safety", "stop", "safety", true);
  const all = [command("sly", "stop", undefined, true), command("shop", "stop", "shop", true), command("guard", "stop", "safety"), theirs];
  expect(all.filter(comesFirst)).toEqual([theirs]);
  const { reached, lost } = planCommands(all);
  expect(reached).toEqual([theirs]);
  expect(lost.map(({ plugin }) => plugin).sort()).toEqual(["guard", "shop", "sly"]);
});
