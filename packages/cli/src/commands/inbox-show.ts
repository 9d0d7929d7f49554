import { defineCommand } from "@instar/kernel/command";
import { Conversations } from "@instar/plugin-conversations/contract";
import { CliError } from "../errors.ts";
import { renderValue } from "../print-result.ts";
import { printable } from "../printable.ts";
import { shownBody, shownReason, shownTime } from "../shown-message.ts";

export default defineCommand({
  summary: "Show a message, where it stands, and what was answered",
  args: { id: { required: true, description: "the message's id, or channel:key" } },
  async run({ args, service, print }) {
    const conversations = await service(Conversations);
    const row = await conversations.message(args.id);
    if (row === undefined) throw CliError.NO_SUCH_MESSAGE(args.id);
    const replies = await conversations.repliesTo(row.id);
    const why = shownReason(row);
    const head = renderValue({
      id: row.id,
      from: `${row.address.channel}:${row.from.name ?? row.from.id} (${row.from.trust})`,
      written: shownTime(row.at),
      state: `${row.state}${why === "" ? "" : ` (${why})`}`,
      ...(row.editedAt === undefined ? {} : { edited: shownTime(row.editedAt) }),
      ...(row.edits === undefined ? {} : { corrects: row.edits }),
      ...(row.mergedInto === undefined ? {} : { "answered with": row.mergedInto }),
    });
    const files = (row.files ?? []).map(({ kind, name, path, problem }) =>
      printable(`${kind}${name === undefined ? "" : ` ${name}`}: ${path ?? problem ?? "not fetched yet"}`),
    );
    const answers = replies.map(
      (reply) => `${reply.state} ${shownTime(reply.endedAt ?? reply.createdAt)} (${reply.id})\n${printable(shownBody(reply.part.body))}`,
    );
    print({ ...row, replies }, [head, printable(row.text), ...(files.length > 0 ? [files.join("\n")] : []), ...answers].join("\n\n"));
  },
});
