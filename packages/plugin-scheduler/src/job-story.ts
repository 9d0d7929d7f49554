import type { Clock } from "@instar/kernel";
import type { Events, HouseEvent, Op } from "@instar/kernel/contracts";
import type { JobRunRecord } from "./contract.ts";
import type { Parking } from "./stored-parking.ts";

const hourMs = 3_600_000;
/** Events of one job in an hour; a change from failing to working, or back, is always told. */
const mostAnHour = 12;

interface Told {
  hour: number;
  count: number;
  silent: number;
  state: string;
}

/** What the house's journal is told of runs. A job that runs every second does not fill it: the next event says how many were left out. */
export interface JobStory {
  began(run: JobRunRecord): readonly Op[];
  ended(run: JobRunRecord): readonly Op[];
  alerted(run: JobRunRecord, failures: number): readonly Op[];
  parked(parking: Parking): void;
}

export function createJobStory(events: Events | undefined, clock: Clock): JobStory {
  const told = new Map<string, Told>();

  /** How many were left out since the last one; undefined: leave this one out, too. */
  function admit({ job, state }: JobRunRecord): number | undefined {
    const hour = Math.floor(clock.now() / hourMs);
    const former = told.get(job) ?? { hour, count: 0, silent: 0, state: "" };
    const now = former.hour === hour ? former : { ...former, hour, count: 0 };
    told.set(job, now);
    if (now.count >= mostAnHour && now.state === state) {
      now.silent += 1;
      return undefined;
    }
    const { silent } = now;
    Object.assign(now, { count: now.count + 1, silent: 0, state });
    return silent;
  }

  const op = (event: HouseEvent) => (events === undefined ? [] : [events.op(event)]);
  const aboutOf = ({ job, session }: JobRunRecord) => ({ job, ...(session !== undefined && { session }) });

  return {
    began: (run) => op({ type: "job.began", about: aboutOf(run), text: `The run ${run.id} began.`, data: { run: run.id, attempt: run.attempt } }),
    ended(run) {
      const silent = admit(run);
      if (silent === undefined) return [];
      const { id, state, skip, failure, exitCode, startedAt, endedAt, covers, costUsd } = run;
      const what =
        state === "skipped"
          ? `was skipped (${skip})`
          : state === "succeeded" || state === "cancelled"
            ? `${state === "cancelled" ? "was " : ""}${state}`
            : `failed (${failure})`;
      const data = {
        run: id,
        state,
        ...(skip && { skip }),
        ...(failure && { failure }),
        ...(exitCode !== undefined && { exitCode }),
        ...(startedAt !== undefined && endedAt !== undefined && { elapsedMs: endedAt - startedAt }),
        ...(covers && { covers: covers.count }),
        ...(silent > 0 && { leftOut: silent }),
      };
      return op({
        type: state === "skipped" ? "job.skipped" : "job.ended",
        about: aboutOf(run),
        text: `The run ${id} ${what}.`,
        data,
        ...(costUsd > 0 && { costUsd }),
      });
    },
    alerted: (run, failures) =>
      op({
        type: "job.alerted",
        about: aboutOf(run),
        text: `The owner is told that the job ${run.job} failed ${failures} times in a row.`,
        data: { run: run.id, failures },
      }),
    parked: ({ kind, until, driver }) =>
      events?.record({
        type: "job.parked",
        about: {},
        text: `No job that needs the agent begins before ${new Date(until).toISOString()}: the model is ${kind === "limit" ? "at its limit" : "overloaded"}.`,
        data: { kind, until, driver },
      }),
  };
}
