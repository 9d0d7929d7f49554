import { definePlugin, optional } from "@instar/kernel";
import {
  AgentSkills,
  ContextBlocks,
  Events,
  HealthChecks,
  Lifecycle,
  SessionDrivers,
  SessionEnvironments,
  SessionServers,
  Store,
} from "@instar/kernel/contracts";
import { Sessions } from "./contract.ts";
import { sessionsHealth } from "./health.ts";
import { sessionsOptions } from "./options.ts";
import { createSessions } from "./sessions.ts";

export { Sessions } from "./contract.ts";

/** After the start others have the disk first. */
const firstPruningMs = 10_000;
const pruningMs = 24 * 60 * 60_000;

/** Keeps the living agents: chooses their driver, limits how many there are, parks and resumes them, and records what they did. */
export default definePlugin({
  api: 1,
  name: "sessions",
  options: sessionsOptions,
  needs: { store: Store, lifecycle: Lifecycle, events: optional(Events) },
  provides: Sessions,
  setup({ options, services, hooks, contribute, contributions, defer, background, clock, log, paths }) {
    const sessions = createSessions({
      ...services,
      drivers: contributions(SessionDrivers),
      blocks: contributions(ContextBlocks),
      environments: contributions(SessionEnvironments),
      servers: contributions(SessionServers),
      skills: contributions(AgentSkills),
      clock,
      log,
      options: { ...options, cwd: options.cwd ?? paths.project },
    });

    hooks.start.tap({ name: "end what a former run left", timeoutMs: 60_000 }, () => sessions.start());
    hooks.ready.tap("read the sessions before somebody asks", async () => void (await sessions.list({ limit: 1 })));
    hooks.stop.tap("park every session", ({ graceMs }) => sessions.stop(Math.min(graceMs, options.stopGraceMs)));
    defer(() => sessions.stop(options.stopGraceMs));
    background("forget sessions that ended long ago", async (signal) => {
      for (let waitMs = firstPruningMs; ; waitMs = pruningMs) {
        await clock.sleep(waitMs, signal);
        await sessions.prune(signal);
      }
    });
    contribute(HealthChecks, sessionsHealth(sessions.status));

    return sessions;
  },
});
