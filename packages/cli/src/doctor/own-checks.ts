import type { HealthCheck } from "@instar/kernel/contracts";
import type { ProbedStatus } from "../project/probe-agent.ts";
import { projectPaths } from "../project/project-paths.ts";
import { readRunFile } from "../project/run-file.ts";
import { clockCheck } from "./clock-check.ts";
import { configAgeCheck, configCheck } from "./config-check.ts";
import { diskCheck } from "./disk-check.ts";
import { folderCheck } from "./folder-check.ts";
import { kernelCheck } from "./kernel-check.ts";
import { leftoversCheck } from "./leftovers-check.ts";
import { logCheck } from "./log-check.ts";
import { nodeCheck, npmCheck } from "./tool-checks.ts";

/** What is looked at without a house, so also when the config is broken. */
export function machineChecks(project: string): readonly HealthCheck[] {
  const paths = projectPaths(project);
  return [
    nodeCheck(),
    npmCheck(),
    configCheck(project),
    kernelCheck(project),
    folderCheck(paths),
    diskCheck(paths),
    clockCheck(paths, Date.now),
    logCheck(paths, Date.now),
  ];
}

/** What is looked at once it is known whether the agent runs. */
export function processChecks(project: string, status: ProbedStatus): readonly HealthCheck[] {
  const paths = projectPaths(project);
  return [leftoversCheck(paths, status), configAgeCheck(project, status.running ? readRunFile(paths) : undefined)];
}
