import type { Logger } from "@instar/kernel";
import type { JobDefinition } from "../contract.ts";
import type { JobDefaults } from "./definition-from-fields.ts";
import type { LastGood } from "./last-good.ts";
import { readJobFile } from "./read-job-file.ts";
import { digestOf, type Version } from "./read-version.ts";

/** What was good of each file, over restarts. */
export interface GoodVersions {
  /** What was good in a former life of the house, by slug; undefined when that can't be read. */
  recall(): Promise<ReadonlyMap<string, string> | undefined>;
  /** Keeps what is good now, and brings back what was `good` where a file is broken. */
  keep(kept: Map<string, string>, gone: string[], good: ReadonlyMap<string, string>, isListed: boolean): Promise<void>;
}

export interface GoodVersionsParts {
  readonly lastGood: LastGood;
  readonly log: Pick<Logger, "warn">;
  readonly shownAs: string;
  readonly defaults: JobDefaults;
  readonly files: ReadonlyMap<string, Version>;
  /** What is brought back is put there. */
  readonly jobs: Map<string, JobDefinition>;
  readonly twinOf: (slug: string) => string | undefined;
}

export function createGoodVersions({ lastGood, log, shownAs, defaults, files, jobs, twinOf }: GoodVersionsParts): GoodVersions {
  const forgetful = (error: unknown) =>
    log.warn("The good versions of the jobs' files could not be kept: a file that breaks later is not known any more after a restart.", {
      error: String(error),
    });

  return {
    async recall() {
      const good = new Map<string, string>();
      try {
        for await (const [slug, text] of lastGood.entries()) good.set(slug, text);
        return good;
      } catch (error) {
        forgetful(error);
        return undefined;
      }
    },
    async keep(kept, gone, good, isListed) {
      for (const [slug, text] of good) {
        const file = files.get(`${slug}.md`);
        if (file?.digest === digestOf(text)) kept.delete(slug);
        else if (file === undefined && isListed) gone.push(slug);
        else if (!jobs.has(slug) && twinOf(slug) === undefined) {
          const { definition } = await readJobFile(text, `${shownAs}/${slug}.md`, defaults);
          if (definition !== undefined) jobs.set(slug, definition);
        }
      }
      try {
        if (kept.size > 0 || gone.length > 0) await lastGood.save(kept, gone);
      } catch (error) {
        forgetful(error);
      }
    },
  };
}
