import { join } from "node:path";
import { definePlugin, optional } from "@instar/kernel";
import { AgentSkills, Approvals, Channels, Events, HealthChecks, Jobs, Lifecycle, Notices, Sessions, Store } from "@instar/kernel/contracts";
import { Conversations, parsePlace } from "@instar/plugin-conversations/contract";
import { HouseDescription } from "@instar/plugin-http/contract";
import { createGuarding } from "@instar/process";
import { JobGates, JobScheduler } from "./contract.ts";
import { createJobFolder } from "./files/job-folder.ts";
import type { House } from "./house.ts";
import { createJobFiles } from "./job-files.ts";
import { createJobNotes } from "./job-notes.ts";
import { createJobStory } from "./job-story.ts";
import { createJobTopics, jobTopicShape } from "./job-topics.ts";
import { createJobViews } from "./job-views.ts";
import { schedulerOptions } from "./options.ts";
import { createZones } from "./plan/zones.ts";
import { createRunBook } from "./run-book.ts";
import { createModelParking } from "./runner/parking.ts";
import { recoverRuns } from "./runner/recover-runs.ts";
import { createTellings } from "./runner/tellings.ts";
import { createScheduler } from "./scheduler.ts";
import { schedulerHealth } from "./scheduler-health.ts";
import { createSchedulerJobs } from "./scheduler-jobs.ts";
import { createSchedulerLoop } from "./scheduler-loop.ts";
import { scriptEnvironment } from "./script-environment.ts";
import { type SecondLook, startSecondLook } from "./second-look.ts";
import { openLastGood } from "./stored-last-good.ts";
import { parkingShape } from "./stored-parking.ts";
import { tellingShape } from "./stored-telling.ts";
import { contributeJobSurface } from "./surface.ts";
import { unhealthyGate } from "./unhealthy-gate.ts";
import { createWatchedRuns } from "./watched-runs.ts";
import { createWriter } from "./writer.ts";

export { JobScheduler } from "./contract.ts";

const pruningMs = 60_000;
/** How long what became of runs may take to be written when the house stops. */
const lastWritesMs = 5_000;
/** A guardian that watches nothing for so long is ended. */
const guardianIdleMs = 60_000;

/** Runs jobs at their time: prompts, skills and scripts from files, and code of plugins; each due occurrence has exactly one end. */
export default definePlugin({
  api: 1,
  name: "scheduler",
  options: schedulerOptions,
  needs: {
    store: Store,
    lifecycle: Lifecycle,
    sessions: Sessions,
    approvals: optional(Approvals),
    conversations: optional(Conversations),
    events: optional(Events),
    notices: optional(Notices),
    description: optional(HouseDescription),
  },
  provides: JobScheduler,
  setup({ options, services, hooks, contribute, contributions, own, defer, background, clock, log, paths, signal }) {
    const { store, lifecycle, sessions, conversations, events, notices } = services;
    const closing = new AbortController();
    const zones = createZones();
    const timezone = options.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
    const writer = createWriter({ store, clock, log, closing: closing.signal });
    const { keepRuns, keepDays } = options;
    const book = createRunBook({ store, writer, clock, keepRuns, keepDays });
    const folder = createJobFolder({
      folder: join(paths.home, "jobs"),
      shownAs: ".instar/jobs",
      log,
      clock,
      defaults: { timezone, zones },
      lastGood: openLastGood(store),
    });
    const code = contributions(Jobs);
    const jobs = createSchedulerJobs({ folder, code, zones, timezone, chosen: (slug) => book.job(slug)?.enabled, log });
    const story = createJobStory(events, clock);
    const parking = createModelParking({
      records: store.records("parking", parkingShape),
      write: book.write,
      clock,
      log,
      changed: (parked) => {
        if (parked) story.parked(parked);
        else loop.release();
      },
    });
    const topics = createJobTopics({
      records: store.records("topics", jobTopicShape),
      write: book.write,
      jobs,
      conversations,
      channels: contributions(Channels),
      parent: () => (options.topicsIn === undefined ? notices?.to : parsePlace(options.topicsIn)),
      clock,
      log,
    });
    const tellings = createTellings({ records: store.records("tellings", tellingShape), write: book.write, conversations, notices, topics, clock, log });
    const notes = createJobNotes(store, clock, keepDays);
    const guarding = own(
      createGuarding({ idleMs: guardianIdleMs, failed: (error) => log.error("No guardian could be started; scripts would outlive a crash.", { error }) }),
    );
    const house: House = {
      options,
      clock,
      log,
      book,
      jobs,
      story,
      parking,
      tellings,
      watched: createWatchedRuns(clock),
      lifecycle,
      sessions,
      approvals: services.approvals,
      guarding,
      gates: contributions(JobGates),
      skills: contributions(AgentSkills),
      handoff: notes.handoff,
      project: paths.project,
      environment: scriptEnvironment(process.env, options.passEnv, paths.project),
      redact: (text) => services.description?.redact(text) ?? text,
    };
    const loop = createSchedulerLoop(house, () => second?.again());
    let second: SecondLook | undefined;
    let loading: Promise<void> | undefined;
    const load = () => {
      loading ??= Promise.all([book.load(), parking.load(), topics.load(), folder.load()]).then(() => void jobs.refresh());
      return loading;
    };
    const views = createJobViews({
      book,
      clock,
      problemsOf: (slug) => folder.problemsOf(slug),
      handoff: notes.handoff,
      workloads: (slug) => notes.workloads(slug, 10),
    });
    const files = createJobFiles({ folder, defaults: { timezone, zones }, changed: loop.sync, now: () => clock.now() });
    let up = Promise.resolve();
    let isUp: () => void = () => undefined;
    const scheduler = createScheduler({ house, folder, files, notes, views, loop, load, ready: () => up, signal });
    const resync = () => {
      loop.sync().catch((error: unknown) => log.error("A change of the jobs could not be taken up.", { error }));
    };

    const changes = code.onChange(() => {
      if (loop.isLive) resync();
    });
    defer(() => changes[Symbol.dispose]());
    own(sessions.listen((session, _key, event) => parking.saw(session, event)));
    hooks.start.tap("read the jobs and what is known of them", async () => {
      up = new Promise((resolve) => {
        isUp = resolve;
      });
      await load();
    });
    hooks.stop.tap({ name: "let runs end", timeoutMs: options.stopGraceMs + 20_000 }, async () => {
      isUp();
      const close = () => closing.abort(new Error("The house stops."));
      // A disk that takes nothing must not hold up the stop.
      using _enough = clock.after(options.stopGraceMs + lastWritesMs, close);
      await loop.stop(options.stopGraceMs);
      close();
      await writer.idle();
    });
    background("run what is due", async (until) => {
      await load();
      await recoverRuns(house, (id) => loop.active(id) !== undefined);
      await using minutes = startSecondLook(loop.look, log);
      second = minutes;
      await loop.start();
      isUp();
      await folder.watch(until, loop.sync);
    });
    background("tell the owner of runs", (until) => tellings.run(until));
    background("forget old runs", async (until) => {
      while (!until.aborted) {
        await book.crowded(until);
        await clock.sleep(pruningMs, until);
        await book.prune();
      }
    });
    contribute(JobGates, unhealthyGate(contributions(HealthChecks)));
    contribute(
      HealthChecks,
      schedulerHealth({ load, problems: () => [...folder.problems(), ...jobs.problems()], jobs, book, parking, topics, gates: house.gates, clock }),
    );
    contributeJobSurface({ scheduler, services, topics, options, contribute, hooks, clock, log, paths, timezone });

    return scheduler;
  },
});
