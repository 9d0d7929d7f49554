import { basename } from "node:path";
import { definitionFromFields, type JobDefaults, type ReadJob } from "./definition-from-fields.ts";
import { readFrontMatter } from "./read-front-matter.ts";

/** A file of a job: YAML front matter, and below it the prompt or the script. `path`: as people know it; its name without `.md` is the job's slug. */
export async function readJobFile(text: string, path: string, defaults: JobDefaults): Promise<ReadJob> {
  if (text.includes("\0")) return { problems: [{ path, line: 1, text: "It is not text.", hint: "Save it as UTF-8." }] };
  const { values, lineOf, body, problems } = await readFrontMatter(text);
  if (values === undefined) return { problems: problems.map((problem) => ({ path, ...problem })) };
  return definitionFromFields(basename(path, ".md"), values, body, { path, lineOf }, defaults);
}
