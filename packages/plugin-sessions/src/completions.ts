import { definePlugin, optional } from "@instar/kernel";
import { Events, SessionDrivers, Store } from "@instar/kernel/contracts";
import { CompletionsLedger } from "./completions/contract.ts";
import { createCompletions } from "./completions/create-completions.ts";
import { createLedger } from "./completions/ledger.ts";
import { completionsOptions } from "./completions/options.ts";
import { spendingShape } from "./completions/spending.ts";
import { CompletionGates } from "./contract.ts";

export { Completions, CompletionsLedger, type SpentDay, type SpentFigures } from "./completions/contract.ts";
export { CompletionsError } from "./completions/errors.ts";

/** Asks a model single questions for other plugins, within a budget of each day, through whatever driver can. */
export default definePlugin({
  api: 1,
  name: "completions",
  options: completionsOptions,
  needs: { store: Store, events: optional(Events) },
  provides: CompletionsLedger,
  setup({ options, services: { store, events }, contributions, hooks, defer, clock, log }) {
    const ledger = createLedger(store, store.records("spending", spendingShape));
    const { close, ...completions } = createCompletions({
      options,
      drivers: contributions(SessionDrivers),
      gates: contributions(CompletionGates),
      ledger,
      events,
      clock,
      log,
    });
    hooks.stop.tap("end what is asked of a model", close);
    defer(close);
    return completions;
  },
});
