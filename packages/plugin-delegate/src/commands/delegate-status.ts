import { defineCommand } from "@instar/kernel/command";
import { Delegates, type Delegation } from "../contract.ts";
import { DelegateError } from "../errors.ts";
import { printDelegations } from "../print-delegations.ts";
import { printEnd } from "../wait-in-terminal.ts";

export default defineCommand({
  args: { name: { description: "the delegation; without it all are listed" } },
  flags: { wait: { type: "integer", default: 0, description: "seconds to wait for its end, 0 to 3600" } },
  async run({ args, flags, service, print, json, signal }) {
    if (flags.wait < 0 || flags.wait > 3_600) throw DelegateError.REQUEST_MALFORMED(`--wait takes 0 to 3600 seconds, not ${flags.wait}.`);
    const delegates = await service(Delegates);
    if (args.name === undefined) {
      printDelegations(await delegates.list(), { print, json });
      return 0;
    }
    let delegation: Delegation = await delegates.status(args.name);
    for (let left = flags.wait; left > 0 && delegation.state === "running" && !signal.aborted; left -= 20)
      delegation = await delegates.status(args.name, Math.min(left, 20) * 1_000);
    return printEnd(delegation, { print, json });
  },
});
