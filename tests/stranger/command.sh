#!/usr/bin/env bash
# A stranger's command: `instar dice roll`, with a service of its own that keeps count in the agent.
. "$(dirname "$0")/lib.sh"
new_agent

say "create"
new_package dice '"provides": ["dice"],
    "commands": { "dice roll": { "file": "./commands/dice-roll.js", "summary": "Roll a die", "args": { "sides": { "description": "how many (default 6)" } } } }'

say "write"
cat >contract.js <<'JS'
import { service } from "@instar/kernel";
export const Dice = service("dice");
JS
cat >index.ts <<'TS'
import { definePlugin } from "@instar/kernel";
import { Dice } from "./contract.js";
export default definePlugin({
  api: 1,
  name: "dice",
  provides: Dice,
  setup() {
    let times = 0;
    return { roll: (sides) => ({ rolled: 1 + Math.floor(Math.random() * sides), times: ++times }) };
  },
});
TS
mkdir commands
cat >commands/dice-roll.js <<'TS'
import { defineCommand } from "@instar/kernel/command";
import { Dice } from "../contract.js";
export default defineCommand({
  args: { sides: { description: "how many (default 6)" } },
  async run({ args, service, print }) {
    const { rolled, times } = await (await service(Dice)).roll(Number(args.sides ?? 6));
    print({ rolled, times }, `You rolled ${rolled}, the roll number ${times}.`);
  },
});
TS

say "test"
npm install
sees "passed" npm test

say "pack and add"
npm pack
cd "$agent"
instar start
sees "dice roll" instar add ../instar-plugin-dice/instar-plugin-dice-0.1.0.tgz --yes
instar reload

say "see it act"
sees "Roll a die" instar --help
sees "You rolled 1, the roll number 1." instar dice roll 1
sees '"times": 2' instar dice roll --json

say "trace it"
sees "dice" instar plugins info dice

say "remove it"
removed dice
