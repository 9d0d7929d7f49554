import type { InboxRow } from "./contract.ts";

/** Two messages of one album, which one person sent at once. */
export const isSameAlbum = (a: InboxRow, b: InboxRow): boolean => a.album !== undefined && a.album === b.album && a.from.id === b.from.id;

const joined = <T>(rows: readonly InboxRow[], listOf: (row: InboxRow) => readonly T[] | undefined): readonly T[] => rows.flatMap((row) => listOf(row) ?? []);

/** The first of an album with what the others brought: one message for one turn. */
export function foldAlbum(first: InboxRow, others: readonly InboxRow[]): InboxRow {
  const rows = [first, ...others];
  const attachments = joined(rows, (row) => row.attachments);
  const corrections = joined(rows, (row) => row.corrections);
  const quoted = rows.find((row) => row.quoted !== undefined)?.quoted;
  const { prepared: _, ...rest } = first;
  return {
    ...rest,
    text: rows.flatMap(({ text }) => (text.trim() === "" ? [] : [text])).join("\n"),
    files: joined(rows, (row) => row.files),
    ...(attachments.length > 0 ? { attachments } : {}),
    ...(corrections.length > 0 ? { corrections } : {}),
    ...(quoted === undefined ? {} : { quoted }),
  };
}
