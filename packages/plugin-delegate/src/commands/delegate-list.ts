import { defineCommand } from "@instar/kernel/command";
import { Delegates } from "../contract.ts";
import { printDelegations } from "../print-delegations.ts";

export default defineCommand({
  async run({ service, print, json }) {
    printDelegations(await (await service(Delegates)).list(), { print, json });
  },
});
