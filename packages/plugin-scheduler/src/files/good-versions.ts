import type { Logger } from "@instar/kernel";
import type { JobDefinition } from "../contract.ts";
import type { JobDefaults } from "./definition-from-fields.ts";
import type { LastGood } from "./last-good.ts";
import { readJobFile } from "./read-job-file.ts";
import { digestOf, type Version } from "./read-version.ts";
import type { Twins } from "./twins.ts";

/** What was good of each file, over restarts. */
export interface GoodVersions {
  /** What was good in a former life of the house, by slug; undefined when that can't be read. */
  recall(): Promise<ReadonlyMap<string, string> | undefined>;
  /** What was `good` goes on where its file is broken now. Before other files are looked at: it keeps its name. */
  bringBack(good: ReadonlyMap<string, string>, isBroken: (slug: string) => boolean): Promise<void>;
  /** Keeps what is good now, and forgets what is gone. */
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
  readonly twins: Twins;
}

export function createGoodVersions({ lastGood, log, shownAs, defaults, files, jobs, twins }: GoodVersionsParts): GoodVersions {
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
    async bringBack(good, isBroken) {
      for (const [slug, text] of good) {
        if (!isBroken(slug) || twins.of(slug) !== undefined) continue;
        const { definition } = await readJobFile(text, `${shownAs}/${slug}.md`, defaults);
        if (definition === undefined) continue;
        jobs.set(slug, definition);
        twins.know(slug);
      }
    },
    async keep(kept, gone, good, isListed) {
      for (const [slug, text] of good) {
        const file = files.get(`${slug}.md`);
        if (file?.digest === digestOf(text)) kept.delete(slug);
        else if (file === undefined && isListed) gone.push(slug);
      }
      try {
        if (kept.size > 0 || gone.length > 0) await lastGood.save(kept, gone);
      } catch (error) {
        forgetful(error);
      }
    },
  };
}
