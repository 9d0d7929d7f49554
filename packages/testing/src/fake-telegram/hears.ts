import { may } from "./chat.ts";
import { isService, type TelegramMessage } from "./message.ts";
import { isIn, memberOf, type Room } from "./room.ts";
import type { World } from "./world.ts";

/** Whether the bot is told of a message: in groups with privacy mode only of what is meant for it, unless it is an administrator. */
function hears(world: World, room: Room, message: TelegramMessage): boolean {
  if (message.from?.id === world.bot.id) return false;
  const bot = memberOf(room, world.bot);
  if (room.chat.type === "private") return bot?.status !== "kicked";
  if (room.deleted || !isIn(room, world.bot)) return false;
  if (world.profile.can_read_all_group_messages || bot?.status === "administrator" || isService(message)) return true;
  const replied = message.reply_to_message;
  if (replied && !replied.forum_topic_created && replied.from?.id === world.bot.id) return true;
  const text = message.text ?? message.caption ?? "";
  const name = world.profile.username.toLowerCase();
  return (message.entities ?? message.caption_entities ?? []).some(({ type, offset, length }) => {
    const part = text.slice(offset, offset + length).toLowerCase();
    if (type === "mention") return part === `@${name}`;
    return type === "bot_command" && (!part.includes("@") || part.endsWith(`@${name}`));
  });
}

/** Hands a message to the bot, if it hears it. */
export function tell(world: World, room: Room, kind: "message" | "edited_message", message: TelegramMessage): void {
  if (hears(world, room, message)) world.updates.add(kind, message);
}

/** Reactions are told to administrators only, and in private chats. */
export function hearsReactions(world: World, room: Room): boolean {
  return room.chat.type === "private" || memberOf(room, world.bot)?.status === "administrator" || may(memberOf(room, world.bot), "can_manage_chat");
}
