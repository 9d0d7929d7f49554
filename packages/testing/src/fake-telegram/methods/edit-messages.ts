import { isDeepStrictEqual } from "node:util";
import { may } from "../chat.ts";
import { checkChat } from "../check-chat.ts";
import { parseKeyboard } from "../keyboard.ts";
import { isService, type TelegramMessage } from "../message.ts";
import type { Call } from "../parameters.ts";
import { refuse } from "../refusals.ts";
import { memberOf, type Room, replaceMessage } from "../room.ts";
import type { World } from "../world.ts";
import { captionParameters, type TelegramMethod } from "./method.ts";
import { checkLinkPreview } from "./send-message.ts";
import { checkText, readCaption, readText } from "./sending.ts";

const target = { chat_id: "chat", message_id: "integer" } as const;
const deletableSeconds = 48 * 3600;

export const editMessageText: TelegramMethod = {
  parameters: { ...target, text: "string", parse_mode: "string", entities: "json", link_preview_options: "json", reply_markup: "json" },
  inChat: true,
  run(world, call) {
    checkLinkPreview(call);
    const content = readText(call);
    const { room, message, keyboard } = findOwn(world, call);
    if (message.text === undefined) refuse("noTextToEdit");
    checkText(content.text);
    return change(world, room, message, { text: content.text, entities: content.entities, reply_markup: keyboard });
  },
};

export const editMessageCaption: TelegramMethod = {
  parameters: { ...target, ...captionParameters, reply_markup: "json" },
  inChat: true,
  run(world, call) {
    const caption = readCaption(call);
    const { room, message, keyboard } = findOwn(world, call);
    if (!message.photo && !message.document && !message.voice && !message.audio && !message.video) refuse("noCaptionToEdit");
    return change(world, room, message, { caption: caption.caption, caption_entities: caption.caption_entities, reply_markup: keyboard });
  },
};

export const editMessageReplyMarkup: TelegramMethod = {
  parameters: { ...target, reply_markup: "json" },
  inChat: true,
  run(world, call) {
    const { room, message, keyboard } = findOwn(world, call);
    return change(world, room, message, { reply_markup: keyboard });
  },
};

export const deleteMessage: TelegramMethod = {
  parameters: target,
  inChat: true,
  run(world, call) {
    const { room, message } = find(world, call, "delete");
    const bot = memberOf(room, world.bot);
    const own = message.from?.id === world.bot.id;
    const allowed = own || room.chat.type === "private" || may(bot, "can_delete_messages");
    const madeTopic = message.forum_topic_created !== undefined;
    const tooOld = world.seconds() - message.date > deletableSeconds;
    if (!allowed || tooOld || madeTopic || (isService(message) && !may(bot, "can_delete_messages"))) refuse("notDeletable");
    room.messages.delete(message.message_id);
    return true;
  },
};

export function find(world: World, call: Call, what: string): { readonly room: Room; readonly message: TelegramMessage } {
  const room = checkChat(world, call.chat(), what === "react" ? "read" : "write");
  const message = room.messages.get(call.integer("message_id") ?? 0);
  return { room, message: message ?? refuse("messageNotFound", what) };
}

function findOwn(world: World, call: Call) {
  const keyboard = parseKeyboard(call.json("reply_markup"));
  const { room, message } = find(world, call, "edit");
  if (message.from?.id !== world.bot.id || isService(message)) refuse("notEditable");
  return { room, message, keyboard };
}

type Change = { readonly [Member in keyof TelegramMessage]?: TelegramMessage[Member] | undefined };

/** Members that are given and undefined are taken away, as Telegram does with buttons that an edit leaves out. */
function change(world: World, room: Room, message: TelegramMessage, wanted: Change): TelegramMessage {
  if (Object.entries(wanted).every(([name, value]) => isDeepStrictEqual(message[name], value))) refuse("notModified");
  const changed = replaceMessage(room, message, { ...(wanted as Partial<TelegramMessage>), edit_date: world.seconds() }) as Record<string, unknown>;
  for (const [name, value] of Object.entries(wanted)) if (value === undefined) delete changed[name];
  return changed as TelegramMessage;
}
