import { defineCommand } from "@instar/kernel/command";
import { Delegates } from "../contract.ts";
import { describeDelegation } from "../describe-delegation.ts";

export default defineCommand({
  args: { name: { required: true, description: "the delegation" } },
  async run({ args, service, print, json }) {
    const delegation = await (await service(Delegates, { running: true })).finish(args.name);
    print(json ? (delegation.result ?? delegation) : delegation, describeDelegation(delegation));
  },
});
