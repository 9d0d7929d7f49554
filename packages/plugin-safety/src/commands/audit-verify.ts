import { defineCommand } from "@instar/kernel/command";
import { Safety } from "../contract.ts";

export default defineCommand({
  summary: "Check that nothing of the audit was changed, removed or added; exit code 1 when something was",
  async run({ service, print }) {
    const check = await (await service(Safety)).verifyAudit();
    const { entries, head, broken } = check;
    if (broken) {
      print(check, `The audit is broken at entry ${broken.number} of ${entries}: ${broken.why}\nWhat it says from there on cannot be relied on.`);
      return 1;
    }
    print(
      check,
      entries === 0
        ? "The audit is empty: nothing has been decided yet."
        : `The audit is whole: ${entries} ${entries === 1 ? "entry" : "entries"}, and the last hash is ${head}.\nNoted elsewhere, that hash proves that nothing up to here was written anew.`,
    );
    return 0;
  },
});
