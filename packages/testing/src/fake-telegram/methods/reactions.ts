import { checkChat } from "../check-chat.ts";
import { isService } from "../message.ts";
import { refuse } from "../refusals.ts";
import { hasTopics } from "../room.ts";
import { find } from "./edit-messages.ts";
import type { TelegramMethod } from "./method.ts";

/** The emoji that Telegram lets people and bots react with. */
export const reactionEmoji: ReadonlySet<string> = new Set(
  "👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡".split(
    " ",
  ),
);

const actions: ReadonlySet<string> = new Set(
  "typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker find_location record_video_note upload_video_note".split(
    " ",
  ),
);

export const setMessageReaction: TelegramMethod = {
  parameters: { chat_id: "chat", message_id: "integer", reaction: "json", is_big: "boolean" },
  inChat: true,
  run(world, call) {
    const given = call.json("reaction");
    if (given !== undefined && !Array.isArray(given)) return refuse("reactionList");
    const emoji = (given ?? []).map(readReaction);
    const { room, message } = find(world, call, "react");
    if (emoji.length > 1) refuse("reactionsTooMany");
    const [only] = emoji;
    if (only !== undefined && (!reactionEmoji.has(only) || isService(message))) refuse("reactionInvalid");
    const key = `${room.chat.id}/${message.message_id}`;
    if (only === undefined) world.reactions.delete(key);
    else world.reactions.set(key, only);
    return true;
  },
};

export const sendChatAction: TelegramMethod = {
  parameters: { chat_id: "chat", message_thread_id: "integer", action: "string" },
  inChat: true,
  run(world, call) {
    const action = call.string("action").toLowerCase();
    if (!actions.has(action)) refuse("chatAction");
    const room = checkChat(world, call.chat(), "write");
    const thread = call.integer("message_thread_id");
    // General, which is no thread for messages, is one for this
    const general = thread === 1 && hasTopics(room, world.profile.has_topics_enabled);
    if (thread && !general && (room.topics.get(thread) ?? { deleted: true }).deleted) refuse("threadNotFound");
    world.typing.push({ chat: room.chat.id, action, ...(thread !== undefined && { thread }), at: world.clock.now() });
    return true;
  },
};

function readReaction(entry: unknown): string {
  if (typeof entry !== "object" || entry === null || Array.isArray(entry)) return refuse("reactionType", "expected an Object");
  const { type, emoji } = entry as Record<string, unknown>;
  if (type === undefined) return refuse("reactionType", `Can't find field "type"`);
  if (type === "custom_emoji") return refuse("reactionInvalid");
  if (type !== "emoji") return refuse("reactionType", "invalid reaction type specified");
  return typeof emoji === "string" ? emoji : refuse("reactionType", `Can't find field "emoji"`);
}
