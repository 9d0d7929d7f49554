import { statSync } from "node:fs";
import { InstarError } from "@instar/kernel/command";
import type { HealthCheck } from "@instar/kernel/contracts";
import { configFileOf } from "../project/find-project.ts";
import type { RunFile } from "../project/run-file.ts";

/** A config that runs for longer hangs. */
const hungAfterMs = 5_000;

/** All that is wrong with the config, secrets that are not set among it. Runs no plugin. */
export const configCheck = (project: string): HealthCheck => ({
  id: "config",
  async run(signal) {
    const { runCheck } = await import("../plugins/run-check.ts");
    const { checkConfig } = await import("../daemon/create-house.ts");
    const { deprecatedOptions, describeDeprecated } = await import("../plugins/deprecated-options.ts");
    try {
      // First where it does no harm: a config is a program, and may hang or end its process.
      await runCheck({ project, depth: "config", withinMs: hungAfterMs, signal });
      const { file, plugins } = await checkConfig(project);
      const deprecated = deprecatedOptions(plugins);
      if (deprecated.length === 0) return { status: "ok", summary: `${file} is in order, with ${plugins.length} plugins.` };
      return {
        status: "warn",
        summary: deprecated.map(describeDeprecated).join(" "),
        why: "It works until the version that removes it.",
        hint: `Change it in ${file}, then: instar reload`,
      };
    } catch (error) {
      return {
        status: "fail",
        summary: error instanceof Error ? error.message : String(error),
        why: "The agent cannot start with it; one that runs goes on with what it has read.",
        hint: (InstarError.is(error) ? error.hint : undefined) ?? "Mend the config, then: instar config validate",
      };
    }
  },
});

/** Whether the running agent has read what the config says now. */
export const configAgeCheck = (project: string, run: RunFile | undefined): HealthCheck => ({
  id: "config-age",
  run() {
    const file = configFileOf(project);
    if (run === undefined || file === undefined) return { status: "ok", summary: "Nothing runs with an older config." };
    if (statSync(file).mtimeMs <= run.startedAt) return { status: "ok", summary: "The agent runs with this config." };
    return {
      status: "warn",
      summary: `${file} was changed after the agent started.`,
      why: "The agent goes on with what it read then.",
      hint: "Take the change in with: instar reload",
    };
  },
});
