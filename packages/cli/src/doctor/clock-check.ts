import { statSync } from "node:fs";
import type { HealthCheck } from "@instar/kernel/contracts";
import type { ProjectPaths } from "../project/project-paths.ts";

/** Nothing of ours is older. */
const earliest = Date.UTC(2025, 0, 1);
const toleratedMs = 5 * 60_000;

/** Whether the machine's clock is plausible: not before Instar, and not before what it wrote. */
export const clockCheck = (paths: ProjectPaths, now: () => number): HealthCheck => ({
  id: "clock",
  run() {
    const written = [paths.lock, paths.log, paths.run].map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    const ahead = Math.max(...written) - now();
    if (now() >= earliest && ahead <= toleratedMs) return { status: "ok", summary: `The clock says ${new Date(now()).toISOString()}.` };
    return {
      status: "warn",
      summary:
        now() < earliest
          ? `The clock says ${new Date(now()).toISOString()}, which cannot be.`
          : `The clock says ${new Date(now()).toISOString()}, but the agent wrote a file ${Math.round(ahead / 60_000)} minutes later than that.`,
      why: "Waiting times, digests, certificates and the order of what was said depend on it.",
      hint: process.platform === "linux" ? "Let the system keep it: timedatectl set-ntp true" : "Let the system set date and time by itself.",
    };
  },
});
