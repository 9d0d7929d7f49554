import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Clock, Hooks, Logger, PluginContext, ScopedHooks } from "@instar/kernel";
import {
  AgentCallables,
  AgentSkills,
  AgentTools,
  type Approvals,
  ChatCommands,
  ContextBlocks,
  type Events,
  type Lifecycle,
  Routes,
  type Sessions,
  type Store,
} from "@instar/kernel/contracts";
import type { Conversations } from "@instar/plugin-conversations/contract";
import { agentCaller } from "./agent/agent-caller.ts";
import { createChangeDesk } from "./agent/change-desk.ts";
import { jobTools } from "./agent/job-tools.ts";
import { agentMethods, jobsFor } from "./agent/jobs-for.ts";
import { openDrafts } from "./agent/open-drafts.ts";
import { JobScheduler } from "./contract.ts";
import { jobRoutes } from "./job-routes.ts";
import type { JobTopics } from "./job-topics.ts";
import { jobsCommand } from "./jobs-command.ts";
import type { SchedulerOptions } from "./options.ts";
import { describeSchedule } from "./plan/describe-schedule.ts";
import { planFor } from "./plan/plan-for.ts";
import type { OwnScheduler } from "./scheduler.ts";
import { topicBlock } from "./topic-block.ts";

export interface SurfaceParts {
  readonly scheduler: OwnScheduler;
  readonly services: {
    readonly store: Store;
    readonly lifecycle: Pick<Lifecycle, "job">;
    readonly sessions: Pick<Sessions, "list">;
    readonly approvals?: Approvals | undefined;
    readonly events?: Pick<Events, "record"> | undefined;
    readonly conversations?: Pick<Conversations, "tell"> | undefined;
  };
  readonly topics: Pick<JobTopics, "jobAt" | "ownersJobAt">;
  readonly options: SchedulerOptions;
  readonly contribute: PluginContext<unknown, {}>["contribute"];
  readonly hooks: Pick<ScopedHooks<Hooks>, "start" | "stop">;
  readonly clock: Clock;
  readonly log: Logger;
  readonly paths: { readonly home: string };
  /** IANA name: of jobs that name none. */
  readonly timezone: string;
}

/** Eight years hold what a plan looks ahead. */
const horizonMs = 8 * 366 * 86_400_000;

/** Commands, routes, tools and the skill: how people, programs and agents reach the jobs. */
export function contributeJobSurface({ scheduler, services, topics, options, contribute, hooks, clock, log, paths, timezone }: SurfaceParts): void {
  const { store, lifecycle, sessions, approvals, events, conversations } = services;
  const drafts = openDrafts({ folder: join(paths.home, "jobs"), defaults: { timezone }, scheduler });
  const desk = createChangeDesk({
    drafts,
    jobs: async () => (await scheduler.list()).jobs,
    upcoming: ({ schedule, timezone: zone }, count) => planFor(schedule, zone).between(clock.now(), clock.now() + horizonMs, count).dues,
    when: ({ schedule, timezone: zone }) => describeSchedule(schedule, zone),
    lifecycle,
    approvals,
    store,
    events,
    tell: conversations && ((key, text) => conversations.tell({ key, text })),
    options,
    clock,
    log,
  });
  const parts = { scheduler, desk, drafts, sessions, topics, options, clock };

  hooks.start.tap("ask again what agents wanted of the jobs", () => desk.takeUp());
  hooks.stop.tap("ask no more", () => desk.close());
  contribute(AgentCallables, { service: JobScheduler.id, methods: [...agentMethods], as: (session) => jobsFor({ kind: "agent", session }, parts) });
  contribute(AgentSkills, { name: "instar-scheduler", folder: fileURLToPath(new URL("../skills/instar-scheduler", import.meta.url)) });
  contribute(ChatCommands, jobsCommand(scheduler, topics, clock));
  contribute(ContextBlocks, topicBlock(topics, scheduler, clock));
  const tools = jobTools({
    within: ({ caller }) => jobsFor(caller, parts),
    changes: async ({ caller }) => desk.list(caller.kind === "owner" ? undefined : (await agentCaller(caller.session, sessions, topics)).key),
    now: () => clock.now(),
  });
  for (const tool of tools) contribute(AgentTools, tool);
  for (const route of jobRoutes((caller) => jobsFor(caller, parts), scheduler)) contribute(Routes, route);
}
