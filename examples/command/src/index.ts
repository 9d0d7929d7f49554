import { definePlugin } from "@instar/kernel";
import { Conversations } from "@instar/plugin-conversations/contract";
import { Who } from "./contract.ts";
import { countWriters } from "./count-writers.ts";

/** Says who wrote lately. The command asks the running agent; with none running, the plugin is set up alone for it. */
export default definePlugin({
  api: 1,
  name: "who",
  needs: { conversations: Conversations },
  provides: Who,
  setup: ({ services }) => ({
    async list(channel) {
      const rows = await services.conversations.inbox({ limit: 1_000 });
      return countWriters(rows.filter(({ address }) => channel === undefined || address.channel === channel));
    },
  }),
});
