import { join } from "node:path";
import { definePlugin, optional } from "@instar/kernel";
import { AgentCallables, Events, Routes, Store } from "@instar/kernel/contracts";
import { NamedSessions } from "@instar/plugin-named-sessions/contract";
import { Delegates } from "./contract.ts";
import { delegateRoutes } from "./delegate-routes.ts";
import { delegatesFor } from "./delegates.ts";
import { createDelegationBook } from "./delegation-book.ts";
import { followRuns } from "./follow-runs.ts";
import { forgetOld } from "./forget-old.ts";
import { delegateOptions } from "./options.ts";
import { tapSessionGuard } from "./session-guard.ts";
import { createRunStopper } from "./stop-run.ts";
import { delegationShape } from "./stored-delegation.ts";
import { createWake } from "./wake.ts";

export { Delegates } from "./contract.ts";
export { delegateResultSchema } from "./result-schema.ts";

const configNames = ["ts", "mts", "js", "mjs", "json"].map((ending) => `instar.config.${ending}`);

/** Hands tasks to agents of their own, with limits on cost, turns, time and files that hold from the first turn on. */
export default definePlugin({
  api: 1,
  name: "delegate",
  options: delegateOptions,
  needs: { store: Store, named: NamedSessions, events: optional(Events) },
  provides: Delegates,
  guards: ["preToolUse"],
  setup({ options, services, hooks, contribute, contributions, background, own, clock, log, paths, signal }) {
    const { store, named, events } = services;
    const book = createDelegationBook(store, store.records("delegations", delegationShape), clock);
    const begun = createWake();
    const sending = new Set<string>();
    const stopper = own(createRunStopper(book, named, clock, log));
    const callables = contributions(AgentCallables);
    const namedFor = (session: string) => {
      const scoped = [...callables].map(({ value }) => value).find((one) => one.service === NamedSessions.id && one.as !== undefined);
      return (scoped?.as?.(session) as NamedSessions | undefined) ?? named;
    };
    const parts = { book, named, namedFor, stopper, events, clock, options, project: paths.project, begun, sending, signal };
    const ours = [paths.home, ...configNames.map((name) => join(paths.project, name))];

    tapSessionGuard({ hooks, book, named, stopper, events, clock, log, ours });
    background("follow delegations to their end", (until) => followRuns({ book, named, events, clock, log, begun, sending }, until));
    background("forget delegations that ended long ago", (until) => forgetOld({ book, named, clock, log, keepDays: options.keepDays }, until));
    contribute(AgentCallables, {
      service: Delegates.id,
      methods: ["run", "continue", "status", "list", "finish", "abort"],
      as: (session) => delegatesFor({ kind: "agent", session }, parts),
    });
    for (const route of delegateRoutes((caller) => delegatesFor(caller, parts))) contribute(Routes, route);

    return delegatesFor({ kind: "owner" }, parts);
  },
});
