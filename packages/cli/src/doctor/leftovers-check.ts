import { existsSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import type { HealthCheck } from "@instar/kernel/contracts";
import type { ProbedStatus } from "../project/probe-agent.ts";
import type { ProjectPaths } from "../project/project-paths.ts";

const filesLeft = (paths: ProjectPaths) => [paths.run, paths.socket].filter((file) => existsSync(file));

/** Under the folder's lock, so that nothing is taken from an agent that is just starting. */
async function removeLeftovers(paths: ProjectPaths): Promise<void> {
  const { takeFolder } = await import("../daemon/take-folder.ts");
  await using _lock = await takeFolder(dirname(paths.home));
  for (const file of filesLeft(paths)) rmSync(file, { force: true });
}

/** Whether the agent runs and answers, or what one that died has left. */
export const leftoversCheck = (paths: ProjectPaths, status: ProbedStatus): HealthCheck => ({
  id: "process",
  run() {
    if (status.running)
      return status.phase === "running"
        ? { status: "ok", summary: `The agent runs as process ${status.pid}.` }
        : {
            status: "warn",
            summary: `The agent (process ${status.pid}) is ${status.phase}.`,
            why: "It cannot be talked to yet.",
            hint: "Look again in a moment: instar status",
          };
    if (status.phase === "unreachable")
      return {
        status: "fail",
        summary: `The agent runs${status.lastPid === undefined ? "" : ` as process ${status.lastPid}`}, but its socket ${paths.socket} was removed.`,
        why: "Nobody reaches it from a terminal.",
        hint: "Give it a new one with: instar restart",
      };
    if (status.phase === "not answering")
      return {
        status: "fail",
        summary: `The agent${status.lastPid === undefined ? "" : ` (process ${status.lastPid})`} does not answer.`,
        why: "Messages wait, and nothing is decided.",
        hint: "See what it did last with `instar logs`, then: instar restart",
      };
    const left = filesLeft(paths);
    if (left.length === 0) return { status: "ok", summary: "The agent is not running; the house was looked at without it. Start it with: instar start" };
    return {
      status: "warn",
      summary: `The agent is not running and was not stopped, it died; it left ${left.join(", ")}.`,
      why: "Nobody hears what is said to it. What it had accepted is kept and taken up at the next start.",
      hint: "See why with `instar logs --level warn`, then: instar start",
    };
  },
  ...(status.running || status.phase !== "stopped" ? {} : { fix: () => removeLeftovers(paths) }),
});
