import type { JobImport, JobProblem } from "../contract.ts";
import { checkTimezone } from "../plan/check-timezone.ts";
import { definitionFromFields, isSlug, type JobDefaults } from "./definition-from-fields.ts";
import { findJsonMistake } from "./find-json-mistake.ts";
import { type FieldReport, translateJob } from "./translate-job.ts";
import { writeText } from "./write-text.ts";

/** What to write, and what is to be said of it. */
export interface PlannedImport {
  readonly files: readonly { readonly slug: string; readonly text: string }[];
  readonly report: JobImport["report"];
}

export interface ImportSetting {
  /** Jobs that there are. */
  readonly existing: ReadonlySet<string>;
  readonly replace?: boolean;
  readonly defaults: JobDefaults;
}

/**
 * Reads the first Instar's `jobs.json` and says what becomes of each field of each job. A bad entry is refused by itself; `problem`: nothing of the text
 * can be read.
 */
export async function planImport(
  text: string,
  { existing, replace = false, defaults }: ImportSetting,
): Promise<PlannedImport | { readonly problem: JobProblem }> {
  const problem = (line: number | undefined, what: string, hint: string) => ({
    problem: { path: "jobs.json", ...(line === undefined ? {} : { line }), text: what, hint },
  });
  const mistake = findJsonMistake(text.replace(/^\uFEFF/, ""));
  if (mistake !== undefined)
    return problem(mistake.line, `It is not JSON: line ${mistake.line}, column ${mistake.column}: ${mistake.text}.`, "Mend it there and try again.");
  const parsed = JSON.parse(text.replace(/^\uFEFF/, "")) as { readonly jobs?: unknown } | null;
  const entries = Array.isArray(parsed) ? parsed : parsed?.jobs;
  if (!Array.isArray(entries)) return problem(undefined, "It holds no list of jobs.", "The first Instar keeps them as a list in .instar/jobs.json.");
  const files: { slug: string; text: string }[] = [];
  const report: JobImport["report"][number][] = [];
  const seen = new Set([...existing].map((slug) => slug.toLowerCase()));
  const own = new Set<string>();
  for (const [index, entry] of (entries as readonly unknown[]).entries()) {
    const planned = await planEntry(entry, index, defaults);
    const lower = planned.slug.toLowerCase();
    if ("text" in planned && own.has(lower))
      report.push({ slug: planned.slug, outcome: "refused", fields: [{ field: "slug", outcome: "refused", text: "An entry before has the same slug." }] });
    else if ("text" in planned && seen.has(lower) && !(replace && existing.has(planned.slug)))
      report.push({ slug: planned.slug, outcome: "exists", fields: planned.fields });
    else {
      if ("text" in planned) files.push({ slug: planned.slug, text: planned.text });
      report.push({ slug: planned.slug, outcome: "text" in planned ? "imported" : "refused", fields: planned.fields });
    }
    if ("text" in planned) own.add(lower);
  }
  return { files, report };
}

type PlannedEntry = { readonly slug: string; readonly fields: readonly FieldReport[]; readonly text?: string };

async function planEntry(entry: unknown, index: number, defaults: JobDefaults): Promise<PlannedEntry> {
  const nameless = `entry ${index + 1}`;
  if (typeof entry !== "object" || entry === null || Array.isArray(entry))
    return { slug: nameless, fields: [{ field: "entry", outcome: "refused", text: "It is not an object." }] };
  const { slug, ...old } = entry as { readonly slug?: unknown };
  if (typeof slug !== "string" || !isSlug(slug))
    return {
      slug: typeof slug === "string" ? slug.slice(0, 100) : nameless,
      fields: [
        {
          field: "slug",
          outcome: "refused",
          text: `${slug === undefined ? "It has no slug" : `${JSON.stringify(slug)} can't be a slug`}: 1 to 100 letters, digits, _ and -.`,
        },
      ],
    };
  const { fields, body, report } = translateJob(old, (zone) => checkTimezone(zone).problem === undefined);
  const { problems } = definitionFromFields(slug, fields, body, { path: `${slug}.md` }, defaults);
  const said = new Set(report.filter(({ outcome }) => outcome === "refused").map(({ field }) => field));
  const found = problems
    .map(({ field = "", text, hint }): FieldReport => ({ field, outcome: "refused", text: hint === undefined ? text : `${text} ${hint}` }))
    .filter(({ field }) => !said.has(field.split(".")[0] ?? ""));
  const wrong = new Set(found.map(({ field }) => field.split(".")[0]));
  const all: readonly FieldReport[] = [{ field: "slug", outcome: "kept" }, ...report.filter(({ field }) => !wrong.has(field)), ...found];
  return said.size > 0 || problems.length > 0 ? { slug, fields: all } : { slug, fields: all, text: await writeText(fields, body) };
}
