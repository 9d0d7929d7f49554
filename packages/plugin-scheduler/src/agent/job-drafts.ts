import type { JobDefinition, JobDetail, JobFields } from "../contract.ts";

/** A file of a job as it would be; nothing is written yet. */
export interface JobDraft {
  readonly text: string;
  readonly definition: JobDefinition;
  /** As it is now; absent: there is none. */
  readonly former?: { readonly text: string; readonly definition: JobDefinition };
}

/** Changes of files in two steps, so that somebody can be asked in between about exactly what lands. */
export interface JobDrafts {
  /** Rejects for a taken slug, and with every problem of the fields. */
  add(slug: string, fields: JobFields, body?: string): Promise<JobDraft>;
  /** Rejects for a job without a file, and with every problem of what it would be. */
  edit(slug: string, fields: JobFields, body?: string): Promise<JobDraft>;
  /** What a whole file would be as a job; undefined when it would be none. */
  read(slug: string, text: string): Promise<JobDefinition | undefined>;
  /** The file as it is now; undefined when there is none. */
  text(slug: string): Promise<string | undefined>;
  /** Puts the text there when the file is still as `former` says (undefined: there is none); false: it isn't, and nothing was written. The job is live when it resolves. */
  land(slug: string, text: string, former: string | undefined): Promise<boolean>;
  detail(slug: string): Promise<JobDetail>;
}
