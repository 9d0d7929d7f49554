import { createMark, markOf, markVariable, type ProcessMark, type RunningProcess, startProcess } from "../src/index.ts";

export const path = process.env.PATH ?? "/usr/bin:/bin";

/** A shell script running as a marked process. */
export async function startMarkedShell(script: string, env: Record<string, string> = {}): Promise<{ shell: RunningProcess; mark: ProcessMark }> {
  const id = createMark();
  // One that is over at once has to be there to be marked
  const shell = await startProcess("sh", ["-c", `read -r _; ${script}`], { env: { PATH: path, ...env, [markVariable]: id }, stdin: "pipe" });
  const mark = await markOf(shell.pid, id);
  if (mark === undefined) throw new Error("The shell ended before it could be marked.");
  shell.stdin?.end("\n");
  return { shell, mark };
}
