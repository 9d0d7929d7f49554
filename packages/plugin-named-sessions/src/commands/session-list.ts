import { defineCommand } from "@instar/kernel/command";
import { NamedSessions, type NamedStatus } from "../contract.ts";
import { sessionRow } from "../session-lines.ts";

const statuses = ["starting", "ready", "busy", "paused", "stopped", "killed", "failed"] as const satisfies readonly NamedStatus[];

export default defineCommand({
  summary: "List the sessions, the latest used first",
  flags: {
    status: { multiple: true, options: statuses, description: "only these" },
    all: { type: "boolean", description: "those of conversations, too" },
    limit: { type: "integer", default: 100, description: "how many" },
  },
  async run({ flags, service, print, json }) {
    const sessions = await service(NamedSessions);
    const found = await sessions.list({ statuses: flags.status as readonly NamedStatus[], all: flags.all, limit: Math.max(1, flags.limit) });
    if (json) return print(found);
    if (found.length > 0) return print(found.map(sessionRow));
    print(
      found,
      flags.status.length > 0
        ? "No session is in that state; without --status all are listed."
        : 'There is no session. Begin one: instar session spawn NAME "what it is to do"',
    );
  },
});
