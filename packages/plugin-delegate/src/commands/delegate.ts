import { defineCommand } from "@instar/kernel/command";
import { Delegates } from "../contract.ts";
import { delegationLine } from "../describe-delegation.ts";

export default defineCommand({
  async run({ service, print }) {
    const listed = await (await service(Delegates)).list();
    print(listed, listed.length === 0 ? 'Nothing is delegated. Hand over a task: instar delegate run "..."' : listed.map(delegationLine).join("\n"));
  },
});
