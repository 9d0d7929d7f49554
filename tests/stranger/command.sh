#!/usr/bin/env bash
# A stranger's command: `instar dice 6`, with a service of its own that keeps count in the agent.
. "$(dirname "$0")/lib.sh"
new_agent

say "create"
instar plugins create dice --kind command
cd instar-plugin-dice

say "write"
cat >src/contract.ts <<'TS'
import { service } from "@instar/kernel";

export interface Dice {
  /** A number from 1 to `sides`, and how often was rolled since the agent was started. */
  roll(sides: number): Promise<{ readonly rolled: number; readonly times: number }>;
}

export const Dice = service<Dice>("dice");
TS
cat >src/index.ts <<'TS'
import { definePlugin } from "@instar/kernel";
import { Dice } from "./contract.ts";

/** Rolls dice. */
export default definePlugin({
  api: 1,
  name: "dice",
  provides: Dice,
  setup() {
    let times = 0;
    return { roll: async (sides) => ({ rolled: 1 + Math.floor(Math.random() * sides), times: ++times }) };
  },
});
TS
cat >src/commands/dice.ts <<'TS'
import { defineCommand } from "@instar/kernel/command";
import { Dice } from "../contract.ts";

export default defineCommand({
  summary: "Roll a die",
  args: { sides: { required: true, description: "how many" } },
  async run({ args, service, print }) {
    const { rolled, times } = await (await service(Dice)).roll(Number(args.sides));
    print({ rolled, times }, `You rolled ${rolled}, the roll number ${times}.`);
  },
});
TS
npm pkg delete instar.commands
npm pkg set --json instar.commands='{ "dice": { "file": "./dist/commands/dice.js", "summary": "Roll a die", "args": { "sides": { "required": true, "description": "how many" } } } }'
cat >test/dice.test.ts <<'TS'
import { createTestKernel, runCommand } from "@instar/testing";
import { describePlugin } from "@instar/testing/plugin-contract";
import { expect, test } from "vitest";
import command from "../src/commands/dice.ts";
import plugin from "../src/index.ts";

describePlugin(plugin, { packageJson: new URL("../package.json", import.meta.url) });

test("a die with one side is no surprise", async () => {
  await using kernel = await createTestKernel([plugin()]);
  expect(await runCommand(kernel, command, { args: { sides: "1" } })).toMatchObject({ code: 0, text: "You rolled 1, the roll number 1." });
});
TS
test_and_pack

say "add, and see it act"
cd "$agent"
sees "instar dice: Roll a die" instar add "$packed" --yes
instar start
sees "Roll a die" instar --help
sees "You rolled 1, the roll number 1." instar dice 1
sees '"times": 2' instar dice 6 --json
sees "provides  dice" instar plugins info dice # a command taps no hook: there is nothing to trace

say "remove it"
removed dice
