import type { Clock } from "@instar/kernel";
import type { JobDefinition } from "../contract.ts";
import { JobAgentError } from "./agent-errors.ts";
import type { ChangeKind } from "./describe-change.ts";
import type { JobDraft } from "./job-drafts.ts";
import { isKept, momentsLookedAt, shortestPause } from "./judge-change.ts";

export interface ChangeLimitsParts {
  /** All jobs, as they hold now. */
  readonly jobs: () => Promise<readonly JobDefinition[]>;
  /** Names of jobs that agents want to add and nobody has decided on. */
  readonly waiting: () => Promise<readonly string[]>;
  /** The next moments, at most `count`. */
  readonly upcoming: (job: JobDefinition, count: number) => readonly number[];
  readonly options: { readonly agentMaxJobs: number; readonly agentMinEveryMs: number };
  readonly clock: Clock;
}

/** Files of jobs that are over count too, but not as jobs: so many for each job that agents may keep. */
const filesForEach = 5;

const ownersFile = /^(\.instar|instar\.config\..*|\.env.*)$/i;

/** What holds for every job of an agent, with a yes or without. Rejects with what is too much. */
export function createChangeLimits({ jobs, waiting, upcoming, options, clock }: ChangeLimitsParts) {
  return async (kind: ChangeKind, { definition, former }: Omit<JobDraft, "text">): Promise<void> => {
    const { slug, grounding } = definition;
    const inside = grounding?.contextFiles.find((path) => path.split(/[/\\]/).some((part) => ownersFile.test(part)));
    if (inside !== undefined) throw JobAgentError.FIELD("grounding.contextFiles", `${inside} is the owner's.`);
    const now = clock.now();
    if (kind === "add" && !isKept(definition, now)) throw JobAgentError.OVER(slug);
    const pause = shortestPause(upcoming(definition, momentsLookedAt));
    if (pause !== undefined && pause < options.agentMinEveryMs) throw JobAgentError.TOO_OFTEN(slug, options.agentMinEveryMs, pause);
    if (kind !== "add" && former !== undefined && isKept(former.definition, now)) return;
    // Of all agents together: one that begins another would have twice as many.
    const others = (await jobs()).filter((job) => job.agent !== undefined && job.slug !== slug);
    const kept = others.filter((job) => isKept(job, now)).map((job) => job.slug);
    const wanted = (await waiting()).filter((job) => job !== slug);
    if (new Set([...kept, ...wanted]).size >= options.agentMaxJobs) throw JobAgentError.TOO_MANY(options.agentMaxJobs);
    const mostFiles = options.agentMaxJobs * filesForEach;
    if (kind === "add" && others.length >= mostFiles) throw JobAgentError.TOO_MANY_FILES(mostFiles);
  };
}
