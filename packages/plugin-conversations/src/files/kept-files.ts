import type { IncomingFile } from "@instar/kernel/contracts";
import type { InboxRow, KeptFile } from "../contract.ts";

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

/** A message with other files than before: of what it still has the copies stay, and copies of the rest are no attachments any more. */
export function withFiles(row: InboxRow, files: readonly KeptFile[]): InboxRow {
  const copies = new Map((row.files ?? []).flatMap((file) => (file.path === undefined ? [] : [[file.id, file] as const])));
  const kept = files.map((file) => copies.get(file.id) ?? file);
  const left = new Set(kept.map(({ path }) => path));
  const { attachments = [], ...rest } = row;
  const gone = new Set([...copies.values()].flatMap(({ path }) => (left.has(path) ? [] : [path])));
  const others = attachments.filter((path) => !gone.has(path));
  return { ...rest, files: kept, ...(others.length > 0 ? { attachments: others } : {}) };
}

/** What could not be had is tried once more. */
export const withoutProblems = (files: readonly KeptFile[]): readonly KeptFile[] => files.map(({ problem: _, untranscribed: _untranscribed, ...file }) => file);
