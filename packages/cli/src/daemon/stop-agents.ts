import { InstarError, type Remote } from "@instar/kernel/command";
import { CliError } from "../errors.ts";
import type { SafetyBrake } from "../safety-service.ts";

const many = (count: number, one: string, several = `${one}s`) => `${count} ${count === 1 ? one : several}`;

/** Has the running agent end the work of all its agents; the exit code. Rejects with CLI_NO_SAFETY when no plugin can. */
export async function stopAgents(folder: string, safety: Remote<SafetyBrake>, print: (value: unknown, text: string) => void): Promise<number> {
  try {
    const { working, left, jobs, dropped, elapsedMs } = await safety.stopAgents("terminal");
    const runs = jobs === 0 ? "" : ` and ${many(jobs, "run of a job", "runs of jobs")}`;
    const gone = dropped === 0 ? "" : `, ${many(dropped, "waiting message")} dropped`;
    const ended = `${many(working, "agent")} at work${runs} stopped in ${(elapsedMs / 1_000).toFixed(1)} s${gone}.`;
    const late = left === 0 ? "" : ` ${left} had not ended by then; \`instar session list\` shows them.`;
    print(
      { running: true, working, left, jobs, dropped, elapsedMs },
      working + jobs + dropped === 0 ? "Nothing was running, and nothing waited." : `${ended}${late}`,
    );
    return left === 0 ? 0 : 1;
  } catch (error) {
    if (InstarError.is(error, "CLI_NO_SERVICE")) throw CliError.NO_SAFETY({ cause: error });
    if (!InstarError.is(error, "CLI_NOT_RUNNING")) throw error;
    print({ running: false, folder }, `The agent in ${folder} is not running, so nothing of it works.`);
    return 3;
  }
}
