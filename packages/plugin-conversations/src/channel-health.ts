import type { HealthCheck } from "@instar/kernel/contracts";
import type { Conversations } from "./contract.ts";

/** A closed channel is a deaf agent. */
export function channelHealth(conversations: Conversations): HealthCheck {
  return {
    id: "channels",
    async run() {
      const { channels } = await conversations.status();
      const failed = channels.filter(({ state }) => state === "failed");
      const deserted = channels.filter((channel) => channel.deserted);
      if (failed.length === 0 && deserted.length > 0)
        return {
          status: "warn",
          summary: deserted.map(({ id, reason }) => `The channel ${id} is open. ${reason}`).join(" "),
          why: "Whoever writes there is a stranger, and no stranger reaches the agent.",
          hint: "`instar inbox --state refused` shows who has written.",
        };
      if (failed.length === 0)
        return { status: "ok", summary: channels.length === 0 ? "No channel is configured." : `Open: ${channels.map(({ id }) => id).join(", ")}.` };
      return {
        status: "fail",
        summary: failed.map(({ id, reason }) => `The channel ${id} is closed: ${reason}`).join(" "),
        why: "Nobody is heard there, and nothing arrives there.",
        hint: "It is tried again by itself; `instar status` shows when it is open.",
      };
    },
  };
}
