import { lstat } from "node:fs/promises";
import type { InboxRow } from "../contract.ts";

const isThere = (file: string) =>
  lstat(file).then(
    () => true,
    () => false,
  );

/** A message that has waited for long, or runs again: copies that were removed meanwhile are to be fetched anew. */
export async function withoutLostCopies(row: InboxRow): Promise<InboxRow> {
  const { files = [], attachments, ...rest } = row;
  const there = await Promise.all(files.map(async ({ path }) => path === undefined || isThere(path)));
  if (!there.includes(false)) return row;
  const lost = new Set(files.flatMap(({ path }, index) => (there[index] ? [] : [path])));
  const left = attachments?.filter((file) => !lost.has(file));
  return {
    ...rest,
    files: files.map(({ path, ...file }) => (path === undefined || lost.has(path) ? file : { ...file, path })),
    ...(left?.length ? { attachments: left } : {}),
  };
}
