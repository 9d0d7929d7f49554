import { nearest } from "@instar/kernel/nearest";
import type { JobFields, JobImport, JobProblem } from "./contract.ts";
import { SchedulerError } from "./errors.ts";
import { type DefaultJob, readDefaultJobs } from "./files/default-jobs.ts";
import type { JobDefaults } from "./files/definition-from-fields.ts";
import { planImport } from "./files/import-jobs.ts";
import type { JobFolder, WriteOutcome } from "./files/job-folder.ts";
import { changeText } from "./files/write-text.ts";
import { checkSchedule } from "./plan/check-schedule.ts";
import { checkTimezone } from "./plan/check-timezone.ts";

/** Writes the files of jobs, and says in errors what does not work. `changed`: they are to be live when a method resolves. */
export interface JobFiles {
  add(slug: string, fields: JobFields, body?: string): Promise<void>;
  addDefault(name: string, fields?: JobFields): Promise<void>;
  defaults(): Promise<readonly DefaultJob[]>;
  edit(slug: string, fields: JobFields, body?: string): Promise<void>;
  /** False: there was no such file. */
  remove(slug: string): Promise<boolean>;
  import(text: string, options: { readonly check?: boolean; readonly replace?: boolean }, existing: ReadonlySet<string>): Promise<JobImport>;
}

const inWords = ({ text, hint, field }: JobProblem) => `${field === undefined ? "" : `${field}: `}${text}${hint === undefined ? "" : ` ${hint}`}`;

export function createJobFiles({
  folder,
  defaults,
  changed,
  now,
}: {
  readonly folder: JobFolder;
  readonly defaults: JobDefaults;
  readonly changed: () => Promise<void>;
  readonly now: () => number;
}): JobFiles {
  /** In a file a moment may be over; whoever writes one now has mistaken it, and would wait in vain. */
  function refuseWhatIsOver(slug: string, { schedule, timezone }: JobFields): void {
    if (typeof schedule !== "string") return;
    const zone = checkTimezone(typeof timezone === "string" ? timezone : (folder.jobs().get(slug)?.timezone ?? defaults.timezone), defaults.zones).timezone;
    const at = zone === undefined ? undefined : checkSchedule(schedule, zone, defaults.zones).schedule;
    if (at?.kind === "at" && at.at <= now())
      throw SchedulerError.BAD_FIELDS(slug, [`schedule: ${schedule} (${zone}) is over, so the job would never run. Name a moment that is to come.`]);
  }

  async function obey(slug: string, outcome: WriteOutcome): Promise<void> {
    if (outcome.outcome === "refused") throw SchedulerError.BAD_FIELDS(slug, outcome.problems.map(inWords));
    if (outcome.outcome === "taken") throw SchedulerError.JOB_EXISTS(slug);
    if (outcome.outcome === "missing") throw SchedulerError.UNKNOWN_JOB(slug, nearest(slug, folder.jobs().keys()));
    await changed();
  }

  return {
    async add(slug, fields, body) {
      refuseWhatIsOver(slug, fields);
      await obey(slug, await folder.create(slug, fields, body));
    },
    async addDefault(name, fields = {}) {
      const known = await readDefaultJobs(defaults);
      const found = known.find((job) => job.name === name);
      if (found === undefined) {
        const names = known.map((job) => job.name);
        throw SchedulerError.UNKNOWN_DEFAULT(name, nearest(name, names), names);
      }
      refuseWhatIsOver(name, fields);
      await obey(name, await folder.put(name, (await changeText(found.text, { enabled: true, ...fields })) ?? found.text));
    },
    defaults: () => readDefaultJobs(defaults),
    async edit(slug, fields, body) {
      refuseWhatIsOver(slug, fields);
      await obey(slug, await folder.edit(slug, fields, body));
    },
    async remove(slug) {
      const gone = await folder.remove(slug);
      await changed();
      return gone !== undefined;
    },
    async import(text, { check = false, replace = false }, existing) {
      const planned = await planImport(text, { existing, replace, defaults });
      if ("problem" in planned) throw SchedulerError.BAD_IMPORT(inWords(planned.problem));
      if (!check) for (const { slug, text: file } of planned.files) await obey(slug, await folder.put(slug, file, replace));
      return { imported: planned.files.map(({ slug }) => slug), report: planned.report };
    },
  };
}
