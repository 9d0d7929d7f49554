import type { Clock, Contribution, Logger } from "@instar/kernel";
import type { AgentSkill, Approvals, Lifecycle, Sessions } from "@instar/kernel/contracts";
import type { Guarding } from "@instar/process";
import type { JobGate, JobHandoff } from "./contract.ts";
import type { JobStory } from "./job-story.ts";
import type { SchedulerOptions } from "./options.ts";
import type { RunBook } from "./run-book.ts";
import type { ModelParking } from "./runner/parking.ts";
import type { Tellings } from "./runner/tellings.ts";
import type { SchedulerJobs } from "./scheduler-jobs.ts";
import type { WatchedRuns } from "./watched-runs.ts";

/** What the parts of the scheduler share. */
export interface House {
  readonly options: SchedulerOptions;
  readonly clock: Clock;
  readonly log: Logger;
  readonly book: RunBook;
  readonly jobs: SchedulerJobs;
  readonly story: JobStory;
  readonly parking: ModelParking;
  readonly tellings: Tellings;
  readonly watched: WatchedRuns;
  readonly lifecycle: Lifecycle;
  readonly sessions: Sessions;
  readonly approvals?: Pick<Approvals, "list"> | undefined;
  readonly guarding: Guarding;
  readonly gates: Iterable<Contribution<JobGate>>;
  readonly skills: Iterable<Contribution<AgentSkill>>;
  readonly handoff: (job: string) => Promise<JobHandoff | undefined>;
  /** The project's folder, where scripts run. */
  readonly project: string;
  /** What scripts and gates know of the house's environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Takes the house's secrets out of what runs say: it is kept, told and shown. */
  readonly redact: (text: string) => string;
}
