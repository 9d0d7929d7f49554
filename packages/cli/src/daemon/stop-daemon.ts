import { InstarError } from "@instar/kernel/command";
import { lives } from "@instar/process/lives";
import { CliError } from "../errors.ts";
import { findHolder } from "../project/find-holder.ts";
import { projectPaths } from "../project/project-paths.ts";
import { connect } from "../socket/connect.ts";
import { wait } from "../wait.ts";

/** The daemon ends itself within 10 s; the rest is for a busy machine. */
const withinMs = 15_000;
const lookEveryMs = 50;

export interface StopWish {
  /** As long may turns that run go on; no other begins. Default 0. */
  readonly graceMs?: number;
  /** Whoever asks starts another one: those who watch the agent wait for that. */
  readonly exchange?: boolean;
}

async function askToStop(project: string, { graceMs = 0, exchange = false }: StopWish): Promise<number | undefined> {
  try {
    using agent = await connect(project);
    return ((await agent.call("instar", "stop", [graceMs, exchange])) as { pid: number }).pid;
  } catch (error) {
    if (InstarError.is(error, "CLI_NOT_RUNNING")) return undefined;
    if (!InstarError.is(error, "CLI_NOT_ANSWERING") && !InstarError.is(error, "CLI_SOCKET_GONE")) throw error;
    const pid = await findHolder(projectPaths(project));
    if (pid === undefined) throw error;
    process.kill(pid, "SIGTERM");
    // One that was paused hears of it only when it goes on.
    process.kill(pid, "SIGCONT");
    return pid;
  }
}

/** Stops the agent and waits until its process is gone; the pid it had, or undefined when none ran. Rejects with CLI_DID_NOT_STOP. */
export async function stopDaemon(project: string, wish: StopWish = {}): Promise<number | undefined> {
  const { graceMs = 0 } = wish;
  const pid = await askToStop(project, wish);
  if (pid === undefined) return undefined;
  for (let waitedMs = 0; lives(pid); waitedMs += lookEveryMs) {
    if (waitedMs >= withinMs + graceMs) throw CliError.DID_NOT_STOP(pid, withinMs + graceMs);
    await wait(lookEveryMs);
  }
  return pid;
}
