import path from "node:path";
import type { Address } from "@instar/kernel";
import type { InboxRow, OutboxRow, OutboxState } from "../contract.ts";
import { madeAt } from "../message-id.ts";
import { byReplyAndPart } from "../outbox/plan-parts.ts";
import type { Said, SaidFile } from "./history-contract.ts";

/** What a person should know first. */
const telling: readonly OutboxState[] = ["failed", "uncertain", "held", "sending", "pending", "withdrawn", "delivered"];

/** Joined with another picture of its album, which has its words and files. */
export const isWithin = ({ state, album, reply, edits }: InboxRow): boolean =>
  state === "merged" && album !== undefined && reply === undefined && edits === undefined;

export function saidIn(row: InboxRow, home: Address): Said {
  const { id, from, text, files = [], attachments = [], state, reason, acceptedAt, editedAt, edits } = row;
  const kept = files.map(
    ({ name, kind, path: at, problem }): SaidFile => ({
      name: name ?? (at === undefined ? kind : path.basename(at)),
      ...(at !== undefined && { path: at }),
      ...(problem !== undefined && { problem }),
    }),
  );
  const paths = new Set(files.map((file) => file.path));
  const others = attachments.filter((file) => !paths.has(file)).map((file): SaidFile => ({ name: path.basename(file), path: file }));
  return {
    id,
    way: "in",
    at: madeAt(id) ?? acceptedAt,
    address: home,
    from,
    text,
    files: [...kept, ...others],
    state,
    ...(reason !== undefined && { reason }),
    ...(editedAt !== undefined && { editedAt }),
    ...(edits !== undefined && { edits }),
  };
}

/** `parts`: of one reply, at least one. */
export function saidOut(parts: readonly OutboxRow[], home: Address): Said {
  const rows = [...parts].sort((a, b) => byReplyAndPart(a.id, b.id));
  const [first] = rows as [OutboxRow];
  const state = telling.find((each) => rows.some((row) => row.state === each)) ?? first.state;
  const { reason } = rows.find((row) => row.state === state && row.reason !== undefined) ?? {};
  // Channels of this machine keep the files of a reply in members of their own
  const files = rows.flatMap(({ part: { body } }) => [
    ...(body.file === undefined ? [] : [body.file]),
    ...((body as { attachments?: string[] }).attachments ?? []),
  ]);
  return {
    id: first.reply,
    way: "out",
    at: madeAt(first.reply) ?? first.createdAt,
    address: home,
    text: rows
      .map(({ part }) => part.body.text)
      .filter((text) => text !== "")
      .join("\n\n"),
    files: files.map((file) => ({ name: path.basename(file), path: file })),
    state,
    ...(reason !== undefined && { reason }),
    ...(first.answers.length > 0 && { answers: first.answers }),
  };
}
