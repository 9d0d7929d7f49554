import type { TelegramTopic, TelegramUser } from "./chat.ts";
import type { TelegramMessage } from "./message.ts";
import { post } from "./post.ts";
import type { Room } from "./room.ts";
import type { World } from "./world.ts";

export const iconColors: readonly number[] = [7_322_096, 16_766_590, 13_338_331, 9_367_192, 16_749_490, 16_478_047];

/** Opens a topic: its id is that of the message that says so. */
export function openTopic(
  world: World,
  room: Room,
  by: TelegramUser,
  topic: { readonly name: string; readonly iconColor?: number; readonly iconEmoji?: string },
): TelegramMessage {
  const iconColor = topic.iconColor ?? (iconColors[0] as number);
  const icon = topic.iconEmoji === undefined ? {} : { icon_custom_emoji_id: topic.iconEmoji };
  const message = post(world, room, by, undefined, { forum_topic_created: { name: topic.name, icon_color: iconColor, ...icon } });
  const id = message.message_id;
  Object.assign(message, { message_thread_id: id, is_topic_message: true });
  const opened: TelegramTopic = { id, name: topic.name, iconColor, closed: false, ...(topic.iconEmoji !== undefined && { iconEmoji: topic.iconEmoji }) };
  room.topics.set(id, opened);
  return message;
}

/** Changes a topic, with the message that says so. */
export function changeTopic(
  world: World,
  room: Room,
  by: TelegramUser,
  topic: TelegramTopic,
  change: Partial<Pick<TelegramTopic, "name" | "closed" | "iconEmoji">>,
): TelegramMessage {
  room.topics.set(topic.id, { ...topic, ...change });
  const icon = change.iconEmoji === undefined ? {} : { icon_custom_emoji_id: change.iconEmoji };
  const edited = change.name !== undefined || change.iconEmoji !== undefined;
  const said = edited
    ? { forum_topic_edited: { ...(change.name !== undefined && { name: change.name }), ...icon } }
    : change.closed
      ? { forum_topic_closed: {} }
      : { forum_topic_reopened: {} };
  return post(world, room, by, topic.id, said);
}
