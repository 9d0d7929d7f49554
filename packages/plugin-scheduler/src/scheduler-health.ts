import type { Clock, Contribution } from "@instar/kernel";
import type { Finding, HealthCheck } from "@instar/kernel/contracts";
import type { JobGate, JobProblem } from "./contract.ts";
import type { JobTopics } from "./job-topics.ts";
import { alertAfter } from "./plan-end.ts";
import type { RunBook } from "./run-book.ts";
import type { ModelParking } from "./runner/parking.ts";
import type { SchedulerJobs } from "./scheduler-jobs.ts";

const mostNamed = 5;
const dayMs = 86_400_000;

const named = (all: readonly string[]) => `${all.slice(0, mostNamed).join(", ")}${all.length > mostNamed ? ` and ${all.length - mostNamed} more` : ""}`;

export interface SchedulerHealthParts {
  readonly load: () => Promise<void>;
  readonly problems: () => readonly JobProblem[];
  readonly jobs: SchedulerJobs;
  readonly book: RunBook;
  readonly parking: ModelParking;
  readonly topics: Pick<JobTopics, "refusals">;
  readonly gates: Iterable<Contribution<JobGate>>;
  readonly clock: Clock;
}

/** Whether files of jobs are broken, jobs fail again and again, can't ask their gate, or can never run again. */
export function schedulerHealth({ load, problems, jobs, book, parking, topics, gates, clock }: SchedulerHealthParts): HealthCheck {
  function look(): Finding {
    const all = [...jobs.all().values()];
    const [first, ...others] = problems();
    if (first !== undefined) {
      const where = first.line === undefined ? first.path : `${first.path}:${first.line}`;
      return {
        status: "warn",
        summary:
          others.length === 0
            ? `A job is broken: ${where}: ${first.text}`
            : `${others.length + 1} things are wrong with jobs; the first: ${where}: ${first.text}`,
        why: "A file that can't be read changes nothing: its last good version goes on, or nothing runs.",
        hint: `${first.hint === undefined ? "" : `${first.hint} `}\`instar job validate\` names them all.`,
      };
    }
    const failing = all.filter(({ definition }) => definition.enabled && (book.job(definition.slug)?.failures ?? 0) >= alertAfter(definition));
    if (failing.length > 0) {
      const slugs = failing.map(({ definition }) => definition.slug);
      return {
        status: "warn",
        summary: `${slugs.length === 1 ? "A job fails" : `${slugs.length} jobs fail`} again and again: ${named(slugs)}.`,
        why: book.job(slugs[0] ?? "")?.last?.why ?? "What they are for does not happen.",
        hint: `\`instar job history ${slugs[0]}\` shows its runs.`,
      };
    }
    const known = new Set([...gates].map(({ value }) => `@${value.id}`));
    const shut = all.filter(({ definition: { slug, enabled, gate } }) => {
      if (!enabled || gate === undefined) return false;
      const skip = book.job(slug)?.last?.skip;
      return skip === "gate-failed" || skip === "gate-timeout" || (gate.startsWith("@") && !known.has(gate));
    });
    const [closed] = shut;
    if (closed !== undefined) {
      const { slug, gate = "" } = closed.definition;
      const names = [...known].join(", ");
      return {
        status: "warn",
        summary: `${shut.length === 1 ? "A job does not run, for its gate" : `${shut.length} jobs do not run, for their gates`} can't be asked: ${named(shut.map(({ definition }) => definition.slug))}.`,
        why:
          gate.startsWith("@") && !known.has(gate)
            ? `There is no gate "${gate}".${names === "" ? "" : ` There are: ${names}.`}`
            : (book.job(slug)?.last?.why ?? ""),
        hint: `Mend it: \`instar job edit ${slug} --gate ...\`; or take it out with --unset gate.`,
      };
    }
    const parked = parking.current();
    if (parked !== undefined && parked.until - clock.now() > dayMs)
      return {
        status: "warn",
        summary: `No job that needs the agent begins before ${new Date(parked.until).toISOString()}.`,
        why: `The model is at its limit: ${parked.text}`,
        hint: "They begin by themselves then.",
      };
    const [refusal] = topics.refusals();
    if (refusal !== undefined) {
      const [slug, why] = refusal;
      return {
        status: "warn",
        summary: `No topic could be opened for ${topics.refusals().size === 1 ? `the job ${slug}` : `${topics.refusals().size} jobs, ${slug} among them`}.`,
        why: `${why} It is told where all is told.`,
        hint: "`topicsIn` of the scheduler names the group where topics are opened.",
      };
    }
    const now = clock.now();
    const never = all.filter(
      ({ definition, plan }) =>
        definition.enabled && plan.next(now) === undefined && book.job(definition.slug)?.last === undefined && book.livingOf(definition.slug).length === 0,
    );
    if (never.length > 0) {
      const slugs = never.map(({ definition }) => definition.slug);
      return {
        status: "warn",
        summary: `${slugs.length === 1 ? "A job has never run and never will" : `${slugs.length} jobs have never run and never will`}: ${named(slugs)}.`,
        why: "The moment that the schedule names has passed, or there is no such date.",
        hint: `Give it another schedule (\`instar job edit ${slugs[0]}\`), or remove it.`,
      };
    }
    const on = all.filter(({ definition }) => definition.enabled).length;
    return { status: "ok", summary: `${on} of ${all.length} ${all.length === 1 ? "job is" : "jobs are"} on.` };
  }

  return {
    id: "scheduler",
    async run() {
      await load();
      return look();
    },
  };
}
