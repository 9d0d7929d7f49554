import { InstarError } from "@instar/kernel/command";
import type { AgentStatus } from "../daemon/agent-status.ts";
import { connect } from "../socket/connect.ts";
import { projectPaths } from "./project-paths.ts";
import { readRunFile } from "./run-file.ts";

/** `lastStartedAt` and `lastPid` are left over from an agent that was not stopped but died. Times in epoch ms. */
export type ProbedStatus =
  | AgentStatus
  | {
      readonly running: false;
      /** `unreachable`: it runs, but its socket was removed. */
      readonly phase: "stopped" | "not answering" | "unreachable";
      readonly folder: string;
      readonly lastPid?: number;
      readonly lastStartedAt?: number;
    };

/** A busy agent on a busy machine answers in less; only one that hangs takes this long to be told apart. */
export const probeWithinMs = 1_500;

/** Asks the agent how it is; works, and is as fast, when it is dead. */
export async function probeAgent(project: string): Promise<ProbedStatus> {
  try {
    using agent = await connect(project, { withinMs: probeWithinMs });
    return (await agent.call("instar", "status", [], AbortSignal.timeout(probeWithinMs))) as AgentStatus;
  } catch (error) {
    const run = readRunFile(projectPaths(project));
    const last = run === undefined ? {} : { lastPid: run.pid, lastStartedAt: run.startedAt };
    if (InstarError.is(error, "CLI_NOT_RUNNING")) return { running: false, phase: "stopped", folder: project, ...last };
    if (InstarError.is(error, "CLI_SOCKET_GONE")) return { running: false, phase: "unreachable", folder: project, ...last };
    if (InstarError.is(error, "CLI_NOT_ANSWERING") || (error as Error).name === "TimeoutError")
      return { running: false, phase: "not answering", folder: project, ...last };
    throw error;
  }
}
