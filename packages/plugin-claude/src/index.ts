import { homedir } from "node:os";
import { join } from "node:path";
import { definePlugin, optional } from "@instar/kernel";
import { Approvals, HealthChecks, Lifecycle, SessionDrivers } from "@instar/kernel/contracts";
import { createCarriedSettings } from "./carried-settings.ts";
import { createClaudeDriver } from "./claude-driver.ts";
import { ClaudeSettings } from "./contract.ts";
import { claudeEnvironment } from "./environment.ts";
import { createGuarding } from "./guarding.ts";
import { claudeHealth, guardHealth, isLeftToItself } from "./health.ts";
import { claudeOptions } from "./options.ts";

export { type CarriedFile, ClaudeSettings } from "./contract.ts";
export { ClaudeError } from "./errors.ts";

/** Gives the genuine Claude Code a place to live: one living process a conversation, behind a closed gate. */
const claude = definePlugin({
  api: 1,
  name: "claude",
  options: claudeOptions,
  needs: { lifecycle: Lifecycle, approvals: optional(Approvals) },
  provides: ClaudeSettings,
  setup({ options, services, hooks, contribute, own, log, clock, paths }) {
    const environment = process.env;
    const env = claudeEnvironment({ daemon: environment, passEnv: options.passEnv, given: [options.env], allowRoot: options.allowRoot });
    const home = env.HOME ?? homedir();
    const places = { cwd: paths.project, project: paths.project, configFolder: env.CLAUDE_CONFIG_DIR ?? join(home, ".claude"), home };
    const carried = createCarriedSettings({ stateFolder: paths.state, carry: options.carry, places, log });
    const guarding = own(createGuarding(log));

    contribute(SessionDrivers, createClaudeDriver({ options, paths, clock, log, approvals: services.approvals, guarding, carried, environment }));
    contribute(
      HealthChecks,
      claudeHealth(() => ({ executable: options.executable, project: paths.project, env })),
    );

    contribute(
      HealthChecks,
      guardHealth(() => services.lifecycle.guards("preToolUse")),
    );
    hooks.start.tap("say when nobody guards", () => {
      if (isLeftToItself(services.lifecycle.guards("preToolUse")))
        log.warn(
          "NOBODY GUARDS: no plugin but the house's own looks at what Claude Code wants to do, so it may run nearly every command of its model. Add a plugin that guards preToolUse.",
        );
    });

    return carried;
  },
});

export default claude;
export { claude };
