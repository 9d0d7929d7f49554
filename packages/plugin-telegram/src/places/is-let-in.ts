import type { Access } from "@instar/kernel/contracts";
import type { Chat } from "../grammy.ts";
import { channelId } from "./address-of.ts";

/** Whether anybody may speak in a chat; whoever likes adds the bot to a group of theirs. Where nobody can say, it is let in. */
export type IsLetIn = (chat: Pick<Chat, "id" | "type">) => Promise<boolean>;

export function createIsLetIn(access: Pick<Access, "judge" | "admits"> | undefined): IsLetIn {
  return async ({ id, type }) => {
    const chat = String(id);
    // A private chat has the number of the person
    if (type === "private") return (await access?.judge(channelId, { id: chat }))?.trust !== "stranger";
    return (await access?.admits?.(channelId, chat)) !== false;
  };
}
