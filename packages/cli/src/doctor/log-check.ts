import type { HealthCheck } from "@instar/kernel/contracts";
import { readLogLines } from "../logs/read-log-lines.ts";
import type { ProjectPaths } from "../project/project-paths.ts";

const dayMs = 86_400_000;
const most = 10_000;

/** Errors of the last day, by plugin. */
export const logCheck = (paths: ProjectPaths, now: () => number): HealthCheck => ({
  id: "log",
  run() {
    const errors = readLogLines(paths.log, { limit: most, level: "error", since: now() - dayMs });
    if (errors.length === 0) return { status: "ok", summary: "No errors in the log of the last day." };
    const counts = new Map<string, number>();
    for (const { plugin = "instar" } of errors) counts.set(plugin, (counts.get(plugin) ?? 0) + 1);
    const by = [...counts].sort((a, b) => b[1] - a[1]).map(([plugin, count]) => `${plugin} ${count}`);
    return {
      status: "warn",
      summary: `Errors in the log of the last day: ${by.join(", ")}.`,
      why: "An error is something that needs a person.",
      hint: "Read them with: instar logs --level error --since 1d",
    };
  },
});
