import { fileURLToPath } from "node:url";
import { definePlugin, optional } from "@instar/kernel";
import { AgentCallables, AgentSkills, Events, Routes, SessionDrivers, Sessions, Store } from "@instar/kernel/contracts";
import { NamedSessions } from "./contract.ts";
import { createDesk } from "./desk.ts";
import { createNamedHouse } from "./house.ts";
import { namedSessionsOptions } from "./options.ts";
import { sessionRoutes } from "./session-routes.ts";

export * from "./contract.ts";

/** After the start others have the disk first. */
const firstPruningMs = 60_000;
const pruningMs = 24 * 60 * 60_000;

/** Sessions under a name, which people, scripts and agents begin, use and end by hand. */
export default definePlugin({
  api: 1,
  name: "named-sessions",
  options: namedSessionsOptions,
  needs: { store: Store, sessions: Sessions, events: optional(Events) },
  provides: NamedSessions,
  setup({ options, services, hooks, contribute, contributions, background, own, clock, log, paths }) {
    const { store, sessions, events } = services;
    const house = createNamedHouse({
      store,
      sessions,
      events,
      drivers: contributions(SessionDrivers),
      options,
      clock,
      log,
      project: paths.project,
      home: paths.home,
    });
    const desk = createDesk(house, { kind: "owner" });

    own(sessions.listen(house.heard));
    hooks.start.tap({ name: "go on with what waits", timeoutMs: 60_000 }, () => house.start());
    hooks.ready.tap("read the sessions before somebody asks", async () => void (await house.book.list()));
    hooks.stop.tap("leave what runs for the next start", () => house.close());
    hooks.sessionEnd.tap("end what ran in it", ({ session }) => house.sessionEnded(session));
    background("forget turns beyond those that are kept", async (signal) => {
      for (let waitMs = firstPruningMs; ; waitMs = pruningMs) {
        await clock.sleep(waitMs, signal);
        const turns = await house.book.prune(options.keepTurns, signal);
        if (turns > 0) log.info("Forgot turns of long ago.", { turns });
      }
    });
    contribute(AgentCallables, {
      service: NamedSessions.id,
      methods: [...agentMethods],
      as: (session) => createDesk(house, { kind: "agent", session }),
    });
    contribute(AgentSkills, { name: "instar-session", folder: fileURLToPath(new URL("../skills/instar-session", import.meta.url)) });
    for (const route of sessionRoutes((caller) => createDesk(house, caller))) contribute(Routes, route);

    return { ...desk, drain: async (withinMs: number) => ({ running: await house.drain(withinMs) }) };
  },
});

/** All of it, within what a session began itself. */
const agentMethods = [
  "spawn",
  "send",
  "turn",
  "turns",
  "status",
  "list",
  "output",
  "interrupt",
  "pause",
  "resume",
  "fork",
  "change",
  "rewind",
  "stop",
  "kill",
  "remove",
  "cleanup",
] as const satisfies readonly (keyof NamedSessions)[];
