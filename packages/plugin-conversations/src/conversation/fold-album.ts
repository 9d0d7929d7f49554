import type { AlbumMember, InboxRow } from "../contract.ts";
import { withFiles } from "../files/kept-files.ts";

/** One turn takes no more than this of an album; the rest is the next one. */
const mostMembers = 100;
const longestText = 1_000_000;

/** Two messages of one album, which one person sent at once. */
export const isSameAlbum = (a: InboxRow, b: InboxRow): boolean => a.album !== undefined && a.album === b.album && a.from.id === b.from.id;

const joined = <T>(rows: readonly InboxRow[], listOf: (row: InboxRow) => readonly T[] | undefined): readonly T[] => rows.flatMap((row) => listOf(row) ?? []);

const membersOf = ({ id, text, files, attachments, members }: InboxRow): readonly AlbumMember[] =>
  members ?? [{ id, text, ...(files ? { files } : {}), ...(attachments ? { attachments } : {}) }];

function withMembers(row: InboxRow, members: readonly AlbumMember[]): InboxRow {
  const { prepared: _, ...rest } = withFiles(
    row,
    members.flatMap(({ files }) => files ?? []),
  );
  return { ...rest, members, text: members.flatMap(({ text }) => (text.trim() === "" ? [] : [text])).join("\n") };
}

/** Those of `others` that fit into one turn with the first. */
export function fitting<T extends { readonly row: InboxRow }>(first: InboxRow, others: readonly T[]): readonly T[] {
  let members = membersOf(first).length;
  let characters = first.text.length;
  const left = others.findIndex(({ row }) => {
    members += membersOf(row).length;
    characters += row.text.length + 1;
    return members > mostMembers || characters > longestText;
  });
  return left < 0 ? others : others.slice(0, left);
}

/** The first of an album with what the others brought: one message for one turn. */
export function foldAlbum(first: InboxRow, others: readonly InboxRow[]): InboxRow {
  const rows = [first, ...others];
  const attachments = joined(rows, (row) => row.attachments);
  const corrections = joined(rows, (row) => row.corrections);
  const quoted = rows.find((row) => row.quoted !== undefined)?.quoted;
  return {
    ...withMembers({ ...first, ...(attachments.length > 0 ? { attachments } : {}) }, rows.flatMap(membersOf)),
    ...(corrections.length > 0 ? { corrections } : {}),
    ...(quoted === undefined ? {} : { quoted }),
  };
}

/** A message that has not begun with what its sender made of it, or of one that was joined with it; undefined where `id` is none of them. */
export function editedBy(row: InboxRow, id: string, { text, files, quoted, acceptedAt }: InboxRow): InboxRow | undefined {
  const more = { ...(quoted === undefined ? {} : { quoted }), editedAt: acceptedAt };
  const { prepared: _, ...rest } = row;
  if (!row.members) return id === row.id ? { ...(files ? withFiles(rest, files) : rest), ...more, text } : undefined;
  if (!row.members.some((member) => member.id === id)) return undefined;
  const members = row.members.map((member) => (member.id === id ? { ...member, text, ...(files ? { files } : {}) } : member));
  return { ...withMembers(row, members), ...more };
}

/** What is left of a message that has not begun when `id`, the message itself or one that was joined with it, is taken back; undefined when nothing is. */
export function withoutMember(row: InboxRow, id: string): InboxRow | undefined {
  if (!row.members) return id === row.id ? undefined : row;
  const taken = row.members.find((member) => member.id === id);
  const members = row.members.filter((member) => member !== taken);
  if (members.length === 0) return undefined;
  const { attachments = [], ...rest } = row;
  const left = attachments.filter((path) => !taken?.attachments?.includes(path));
  return withMembers({ ...rest, ...(left.length > 0 ? { attachments: left } : {}) }, members);
}
