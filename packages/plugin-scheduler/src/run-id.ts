import { randomBytes } from "node:crypto";
import type { JobRunRecord } from "./contract.ts";

/** Of an occurrence: the same one has the same id, whoever plans it. */
export const runId = (job: string, dueAt: number): string => `${job}@${new Date(dueAt).toISOString()}`;

/** Of a run beside the schedule: a UUID of version 7, which tells when it was made. */
export function manualRunId(job: string, now: number): string {
  const time = Math.floor(now).toString(16).padStart(12, "0");
  const random = randomBytes(10);
  random[0] = ((random[0] as number) & 0x0f) | 0x70;
  random[2] = ((random[2] as number) & 0x3f) | 0x80;
  const tail = random.toString("hex");
  return `${job}!${time.slice(0, 8)}-${time.slice(8)}-${tail.slice(0, 4)}-${tail.slice(4, 8)}-${tail.slice(8)}`;
}

/** What an id says of its run. Undefined: it is no run's. */
export function readRunId(id: string): { readonly job: string; readonly dueAt: number } | undefined {
  const [, job, kind, rest] = /^([A-Za-z0-9_-]{1,100})([@!])(.{20,40})$/.exec(id) ?? [];
  if (job === undefined || rest === undefined) return undefined;
  const dueAt = kind === "@" ? Date.parse(rest) : Number.parseInt(rest.slice(0, 8) + rest.slice(9, 13), 16);
  return Number.isSafeInteger(dueAt) ? { job, dueAt } : undefined;
}

const latest = 9_999_999_999_999;

/** Where an ended run is kept: in the order of keys the runs of a job are the newest first. One for each occurrence, so that it can't have two ends. */
export const runKey = ({ id, job, dueAt }: Pick<JobRunRecord, "id" | "job" | "dueAt">): string =>
  `${job}/${String(latest - dueAt).padStart(13, "0")}/${id.slice(job.length)}`;
