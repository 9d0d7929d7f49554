import { CliError } from "../errors.ts";
import { probeAgent, probeWithinMs } from "./probe-agent.ts";

/** Rejects with CLI_ALREADY_RUNNING or CLI_NOT_ANSWERING when somebody listens on the folder's socket. The lock decides; this is the quick look before. */
export async function refuseSecondAgent(project: string): Promise<void> {
  const status = await probeAgent(project);
  if (status.running) throw CliError.ALREADY_RUNNING(project, status.pid);
  if (status.phase === "unreachable" && status.lastPid !== undefined) throw CliError.SOCKET_GONE(status.lastPid);
  if (status.phase === "not answering") throw CliError.NOT_ANSWERING(status.lastPid, probeWithinMs);
}
