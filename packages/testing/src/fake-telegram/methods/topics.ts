import { may, type TelegramTopic } from "../chat.ts";
import { checkChat } from "../check-chat.ts";
import { changeTopic, iconColors, openTopic } from "../open-topic.ts";
import type { Call } from "../parameters.ts";
import { refuse } from "../refusals.ts";
import { hasTopics, memberOf, type Room } from "../room.ts";
import type { World } from "../world.ts";
import type { TelegramMethod } from "./method.ts";

const target = { chat_id: "chat", message_thread_id: "integer" } as const;
const longestName = 128;

export const createForumTopic: TelegramMethod = {
  parameters: { chat_id: "chat", name: "string", icon_color: "integer", icon_custom_emoji_id: "string" },
  inChat: true,
  run(world, call) {
    const room = checkForum(world, call, "create a topic");
    const name = readName(call);
    if (name === "") refuse("topicTitle");
    const iconColor = call.integer("icon_color") ?? (iconColors[0] as number);
    if (!iconColors.includes(iconColor)) refuse("topicColor");
    const emoji = call.string("icon_custom_emoji_id");
    const message = openTopic(world, room, world.bot, { name, iconColor, ...(emoji !== "" && { iconEmoji: emoji }) });
    return { message_thread_id: message.message_id, name, icon_color: iconColor, ...(emoji !== "" && { icon_custom_emoji_id: emoji }) };
  },
};

export const editForumTopic: TelegramMethod = {
  parameters: { ...target, name: "string", icon_custom_emoji_id: "string" },
  inChat: true,
  run(world, call) {
    const room = checkForum(world, call, "edit the topic");
    const topic = findTopic(room, call);
    const name = readName(call);
    const emoji = call.has("icon_custom_emoji_id") ? call.string("icon_custom_emoji_id") : undefined;
    const renamed = name !== "" && name !== topic.name;
    const redrawn = emoji !== undefined && emoji !== (topic.iconEmoji ?? "");
    if (!renamed && !redrawn) refuse("topicNotModified");
    changeTopic(world, room, world.bot, topic, { ...(renamed && { name }), ...(redrawn && { iconEmoji: emoji }) });
    return true;
  },
};

export const closeForumTopic = toggles(true);
export const reopenForumTopic = toggles(false);

export const deleteForumTopic: TelegramMethod = {
  parameters: target,
  inChat: true,
  run(world, call) {
    const room = checkForum(world, call, "delete the topic", "can_delete_messages");
    forgetTopic(room, findTopic(room, call), "threadNotFound");
    return true;
  },
};

/** A deleted topic goes with everything that was said in it. */
export function forgetTopic(room: Room, topic: TelegramTopic, words: "threadNotFound" | "topicDeleted"): void {
  room.topics.set(topic.id, { ...topic, deleted: words });
  for (const message of room.messages.values()) if (message.message_thread_id === topic.id) room.messages.delete(message.message_id);
}

function toggles(closed: boolean): TelegramMethod {
  return {
    parameters: target,
    inChat: true,
    run(world, call) {
      const room = checkForum(world, call, closed ? "close the topic" : "reopen the topic");
      const topic = findTopic(room, call);
      if (topic.closed === closed) refuse("topicNotModified");
      changeTopic(world, room, world.bot, topic, { closed });
      return true;
    },
  };
}

function checkForum(world: World, call: Call, what: string, right = "can_manage_topics"): Room {
  const room = checkChat(world, call.chat(), "write");
  if (!hasTopics(room, world.profile.has_topics_enabled)) refuse("notForum");
  if (room.chat.type !== "private" && !may(memberOf(room, world.bot), right)) refuse("noRights", what);
  return room;
}

function findTopic(room: Room, call: Call): TelegramTopic {
  const topic = room.topics.get(call.integer("message_thread_id") ?? 0);
  return topic && !topic.deleted ? topic : refuse("topicUnknown");
}

function readName(call: Call): string {
  const name = call.string("name").trim();
  return [...name].length > longestName ? refuse("topicTitleLong") : name;
}
