import { defineCommand } from "@instar/kernel/command";
import { Conversations } from "@instar/plugin-conversations/contract";
import { checkRange } from "../check-flags.ts";
import { renderTable } from "../render-table.ts";
import { shownBody, shownReason, shownTime } from "../shown-message.ts";

export default defineCommand({
  summary: "List what the agent said, newest first",
  flags: {
    state: { multiple: true, options: ["held", "pending", "sending", "delivered", "uncertain", "failed", "withdrawn"], description: "only these states" },
    limit: { type: "integer", default: 50, description: "how many, at most 1000" },
  },
  async run({ flags, service, print }) {
    checkRange("limit", flags.limit, 1, 1_000);
    const conversations = await service(Conversations);
    const rows = await conversations.outbox({ limit: flags.limit, ...(flags.state.length > 0 ? { states: flags.state } : {}) });
    const table = rows.map((row) => ({
      id: row.id,
      when: shownTime(row.createdAt),
      to: `${row.address.channel}:${row.address.conversation}`,
      state: row.state,
      text: shownBody(row.part.body),
      ...(rows.some((each) => each.reason !== undefined) ? { why: shownReason(row) } : {}),
    }));
    print(rows, rows.length === 0 ? "The agent has said nothing yet. Say something with `instar chat`." : renderTable(table));
  },
});
