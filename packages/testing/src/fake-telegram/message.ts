import type { TelegramChat, TelegramUser } from "./chat.ts";
import type { TelegramEntity } from "./entities/entity.ts";

export interface TelegramFile {
  readonly file_id: string;
  readonly file_unique_id: string;
  readonly file_size?: number;
  readonly file_name?: string;
  readonly mime_type?: string;
  readonly duration?: number;
  readonly width?: number;
  readonly height?: number;
}

export interface TelegramButton {
  readonly text: string;
  readonly callback_data?: string;
  readonly url?: string;
}

export interface TelegramKeyboard {
  readonly inline_keyboard: readonly (readonly TelegramButton[])[];
}

/** As https://core.telegram.org/bots/api#message, what this fake makes of it. */
export interface TelegramMessage {
  readonly message_id: number;
  readonly date: number;
  readonly chat: TelegramChat;
  readonly from?: TelegramUser;
  readonly sender_chat?: TelegramChat;
  readonly message_thread_id?: number;
  readonly is_topic_message?: true;
  readonly edit_date?: number;
  readonly text?: string;
  readonly entities?: readonly TelegramEntity[];
  readonly caption?: string;
  readonly caption_entities?: readonly TelegramEntity[];
  readonly photo?: readonly TelegramFile[];
  readonly document?: TelegramFile;
  readonly voice?: TelegramFile;
  readonly audio?: TelegramFile;
  readonly video?: TelegramFile;
  readonly media_group_id?: string;
  readonly location?: { readonly latitude: number; readonly longitude: number };
  readonly reply_to_message?: TelegramMessage;
  readonly quote?: { readonly text: string; readonly position: number; readonly is_manual?: true };
  readonly reply_markup?: TelegramKeyboard;
  readonly forum_topic_created?: { readonly name: string; readonly icon_color: number; readonly icon_custom_emoji_id?: string };
  readonly forum_topic_edited?: { readonly name?: string; readonly icon_custom_emoji_id?: string };
  readonly forum_topic_closed?: object;
  readonly forum_topic_reopened?: object;
  readonly migrate_to_chat_id?: number;
  readonly migrate_from_chat_id?: number;
  readonly [member: string]: unknown;
}

const serviceMembers = [
  "forum_topic_created",
  "forum_topic_edited",
  "forum_topic_closed",
  "forum_topic_reopened",
  "migrate_to_chat_id",
  "migrate_from_chat_id",
];

/** Said by Telegram, not by anybody. */
export const isService = (message: TelegramMessage): boolean =>
  [...serviceMembers, "new_chat_members", "left_chat_member", "pinned_message"].some((member) => message[member] !== undefined);
