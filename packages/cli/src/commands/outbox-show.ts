import { defineCommand } from "@instar/kernel/command";
import { Conversations } from "@instar/plugin-conversations/contract";
import { CliError } from "../errors.ts";
import { renderValue } from "../print-result.ts";
import { shownBody, shownReason, shownTime } from "../shown-message.ts";

export default defineCommand({
  summary: "Show a part of a reply, where it stands, and what it answers",
  args: { id: { required: true, description: "the part's id" } },
  async run({ args, service, print }) {
    const conversations = await service(Conversations);
    const row = (await conversations.outbox({ limit: 1_000 })).find((each) => each.id === args.id);
    if (row === undefined) throw CliError.NO_SUCH_MESSAGE(args.id);
    const why = shownReason(row);
    const head = renderValue({
      id: row.id,
      to: `${row.address.channel}:${row.address.conversation}`,
      made: shownTime(row.createdAt),
      state: `${row.state}${why === "" ? "" : ` (${why})`}`,
      part: `${row.part.index + 1} of ${row.parts}`,
      attempts: row.attempt,
      answers: row.answers.length === 0 ? "nothing: the agent spoke first" : row.answers.join(", "),
    });
    print(row, `${head}\n\n${shownBody(row.part.body)}`);
  },
});
