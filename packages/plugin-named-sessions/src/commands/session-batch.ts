import { join } from "node:path";
import { systemClock } from "@instar/kernel";
import { defineCommand } from "@instar/kernel/command";
import { BatchError } from "../batch-errors.ts";
import { readBatch } from "../batch-file.ts";
import { openBatchProgress, shownCost, shownTime } from "../batch-progress.ts";
import { checkWorkDirs } from "../check-work-dirs.ts";
import { NamedSessions } from "../contract.ts";
import { planBatch } from "../plan-batch.ts";
import { type BatchResult, runBatch } from "../run-batch.ts";
import { createTurnIds } from "../turn-id.ts";

const row = ({ session, status, costUsd, durationMs, calls }: BatchResult) => ({
  session,
  status,
  cost: shownCost(costUsd),
  time: shownTime(durationMs),
  answers: calls,
});

/** What goes on without us, and how to see and end it. */
function farewell(results: readonly BatchResult[]): string {
  const running = results.filter(({ status }) => status === "running").map(({ session }) => session);
  const waiting = results.filter(({ status }) => status === "not started").length;
  const [first] = running;
  return [
    running.length === 0 ? "Nothing of it runs any more." : `Still running: ${running.join(", ")}.`,
    ...(first === undefined ? [] : [`See one with: instar session output ${first} --follow. Stop one with: instar session stop ${first}.`]),
    ...(waiting === 0 ? [] : [`${waiting} ${waiting === 1 ? "was" : "were"} not started.`]),
  ].join("\n");
}

export default defineCommand({
  args: { file: { required: true, description: "a JSON or YAML list of sessions, each with name and prompt; - for the standard input" } },
  flags: {
    parallel: { type: "integer", default: 4, description: "how many sessions work at a time, 1 to 64" },
    "keep-alive": { type: "boolean", description: "leave the sessions living after their answer" },
    resume: { type: "boolean", description: "send to the sessions that exist already, instead of refusing their names" },
  },
  async run({ args: { file }, flags, service, print, json, signal, project = "." }) {
    if (flags.parallel < 1 || flags.parallel > 64) throw BatchError.BAD_PARALLEL(flags.parallel);
    const values = await readBatch(file);
    const sessions = await service(NamedSessions, { running: true });
    const known = new Map((await sessions.list()).map((session) => [session.name, session] as const));
    const existing: ReadonlySet<string> = new Set(known.keys());
    const { entries, problems } = planBatch(values, known, flags.resume);
    const misplaced = await checkWorkDirs(entries, project, join(project, ".instar"));
    if (problems.length + misplaced.length > 0) throw BatchError.INVALID(file, [...problems, ...misplaced], values.length);

    let results: readonly BatchResult[];
    {
      using watch = openBatchProgress(entries.length, systemClock, process.stderr);
      const newTurnId = createTurnIds(() => systemClock.now());
      const { parallel, "keep-alive": keepAlive } = flags;
      results = await runBatch(entries, { sessions, existing, parallel, keepAlive, watch, clock: systemClock, newTurnId, signal });
    }
    print(json ? results : results.map(row));
    if (!json && results.some(({ response }) => response !== undefined))
      process.stderr.write("Read an answer with `instar session output NAME`; --json prints them all.\n");
    if (signal.aborted) process.stderr.write(`${farewell(results)}\n`);
    if (signal.aborted) return 130;
    return results.every(({ status }) => status === "done") ? 0 : 1;
  },
});
