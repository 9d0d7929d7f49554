import { defineCommand } from "@instar/kernel/command";
import { Conversations } from "@instar/plugin-conversations/contract";
import { checkRange } from "../check-flags.ts";
import { renderTable } from "../render-table.ts";
import { shownReason, shownTime } from "../shown-message.ts";

export default defineCommand({
  summary: "List what was said to the agent, newest first",
  flags: {
    state: {
      multiple: true,
      options: ["accepted", "running", "answered", "merged", "handled", "refused", "held", "silent", "failed", "expired", "withdrawn"],
      description: "only these states",
    },
    limit: { type: "integer", default: 50, description: "how many, at most 1000" },
  },
  async run({ flags, service, print }) {
    checkRange("limit", flags.limit, 1, 1_000);
    const conversations = await service(Conversations);
    const rows = await conversations.inbox({ limit: flags.limit, ...(flags.state.length > 0 ? { states: flags.state } : {}) });
    const table = rows.map((row) => ({
      id: row.id,
      when: shownTime(row.at),
      from: `${row.address.channel}:${row.from.name ?? row.from.id}`,
      state: row.state,
      text: row.text,
      ...(rows.some((each) => each.reason !== undefined) ? { why: shownReason(row) } : {}),
    }));
    print(rows, rows.length === 0 ? "Nothing was said yet. Say something with `instar chat`." : renderTable(table));
  },
});
