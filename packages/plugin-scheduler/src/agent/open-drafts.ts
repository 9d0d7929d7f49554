import { InstarError } from "@instar/kernel";
import type { JobDefinition, JobFields, JobProblem, JobScheduler } from "../contract.ts";
import { SchedulerError } from "../errors.ts";
import { createFileChanges } from "../files/change-files.ts";
import type { JobDefaults } from "../files/definition-from-fields.ts";
import { definitionFromFields } from "../files/definition-from-fields.ts";
import { readJobFile } from "../files/read-job-file.ts";
import { changeText, writeText } from "../files/write-text.ts";
import { JobAgentError } from "./agent-errors.ts";
import type { JobDrafts } from "./job-drafts.ts";

const shownAs = ".instar/jobs";

const refused = (slug: string, problems: readonly JobProblem[]): InstarError =>
  SchedulerError.BAD_FIELDS(
    slug,
    problems.map(({ text, hint }) => (hint === undefined ? text : `${text} ${hint}`)),
  );

/** Drafts of files in `folder` (absolute), made by the same hands that write them. */
export function openDrafts({
  folder,
  defaults,
  scheduler,
}: {
  readonly folder: string;
  readonly defaults: JobDefaults;
  readonly scheduler: JobScheduler;
}): JobDrafts {
  const files = createFileChanges({ folder, shownAs, defaults });
  const pathOf = (slug: string) => `${shownAs}/${slug}.md`;

  async function parsed(slug: string, text: string): Promise<JobDefinition> {
    const { definition, problems } = await readJobFile(text, pathOf(slug), defaults);
    if (definition === undefined) throw refused(slug, problems);
    return definition;
  }

  async function isTaken(slug: string): Promise<boolean> {
    try {
      await scheduler.show(slug);
      return true;
    } catch (error) {
      if (!InstarError.is(error, "SCHEDULER_UNKNOWN_JOB")) throw error;
      return (await files.text(slug)) !== undefined;
    }
  }

  return {
    async add(slug, fields: JobFields, body = "") {
      const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null));
      const { problems } = definitionFromFields(slug, given, body, { path: pathOf(slug) }, defaults);
      if (problems.length > 0) throw refused(slug, problems);
      if (await isTaken(slug)) throw SchedulerError.JOB_EXISTS(slug);
      const text = await writeText(given, body);
      return { text, definition: await parsed(slug, text) };
    },
    async edit(slug, fields, body) {
      const former = await files.text(slug);
      if (former === undefined) throw JobAgentError.IN_CODE(slug);
      const text = (await changeText(former, fields, body)) ?? former;
      return { text, definition: await parsed(slug, text), former: { text: former, definition: await parsed(slug, former) } };
    },
    read: async (slug, text) => (await readJobFile(text, pathOf(slug), defaults)).definition,
    text: (slug) => files.text(slug),
    async land(slug, text, former) {
      if ((await files.text(slug)) !== former) return false;
      const refusal = await files.put(slug, text, former !== undefined);
      if (refusal?.outcome === "refused") throw refused(slug, refusal.problems);
      if (refusal !== undefined) return false;
      await scheduler.reload();
      return true;
    },
    detail: (slug) => scheduler.show(slug),
  };
}
