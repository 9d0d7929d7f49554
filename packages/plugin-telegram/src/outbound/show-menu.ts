import type { Address } from "@instar/kernel";
import type { MenuCommand } from "@instar/kernel/contracts";
import type { BotApi } from "../bot-api.ts";
import { commandMenu } from "./command-menu.ts";

const answerWithinMs = 10_000;

/** Shows the commands: to everybody what everybody may use who may speak, and all of them in the chats of owners. */
export function createMenu(api: BotApi, signal: AbortSignal): (commands: readonly MenuCommand[], owners: readonly Address[]) => Promise<void> {
  return async (commands, owners) => {
    const how = { signal, timeoutMs: answerWithinMs };
    const all = commandMenu(commands);
    const shown = [
      { commands: commandMenu(commands.filter(({ owner }) => !owner)) },
      ...owners.map(({ conversation }) => ({ commands: all, scope: { type: "chat" as const, chat_id: Number(conversation) } })),
    ];
    // A chat that is gone must not keep the others from theirs
    const results = await Promise.allSettled(shown.map((menu) => api.call("setMyCommands", menu, how)));
    for (const result of results) if (result.status === "rejected") throw result.reason;
  };
}
