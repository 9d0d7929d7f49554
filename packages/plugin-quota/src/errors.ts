import { defineErrors } from "@instar/kernel";

export const QuotaError = defineErrors("QUOTA", {
  STOPPED: (why: string) => ({
    message: why,
    hint: "`instar usage` shows what it went to; raise the budget in quota({ budgets }) of instar.config.ts and run `instar reload` to go on at once.",
  }),
  BAD_QUERY: (what: string, got: unknown) => ({
    message: `Usage can't be told like that: ${what}, and it was given ${JSON.stringify(got)}.`,
    hint: "`instar usage --help` lists what can be asked.",
  }),
  NOT_SAVED: (conflict: string) => ({ message: `What was used could not be saved: ${conflict}` }),
});
