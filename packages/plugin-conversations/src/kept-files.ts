import type { IncomingFile } from "@instar/kernel/contracts";
import type { InboxRow, KeptFile } from "./contract.ts";

const longestName = 255;

/** What is kept of the files that a channel tells of: nothing but what describes them, for where copies lie is the house's. */
export const keptFiles = (files: readonly IncomingFile[]): readonly KeptFile[] =>
  files.map(({ id, kind, name, mimeType, bytes, durationMs }) => ({
    id,
    kind,
    ...(name === undefined ? {} : { name: name.slice(-longestName) }),
    ...(mimeType === undefined ? {} : { mimeType: mimeType.slice(0, longestName) }),
    ...(bytes === undefined ? {} : { bytes }),
    ...(durationMs === undefined ? {} : { durationMs }),
  }));

/** A message with its files as they were kept: what has a copy is an attachment. */
export function withCopies(row: InboxRow, files: readonly KeptFile[]): InboxRow {
  const attachments = [...new Set([...(row.attachments ?? []), ...files.flatMap(({ path }) => path ?? [])])];
  return { ...row, files, ...(attachments.length > 0 ? { attachments } : {}) };
}

/** What could not be had is tried once more. */
export const withoutProblems = (files: readonly KeptFile[]): readonly KeptFile[] => files.map(({ problem: _, ...file }) => file);
