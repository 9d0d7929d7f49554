import { isMember, type Membership, type TelegramChat, type TelegramTopic, type TelegramUser } from "./chat.ts";
import type { TelegramMessage } from "./message.ts";

/** A chat and everything in it. */
export interface Room {
  chat: TelegramChat;
  readonly messages: Map<number, TelegramMessage>;
  readonly topics: Map<number, TelegramTopic>;
  readonly members: Map<number, Membership>;
  /** Private: the person pressed Start or wrote. */
  started: boolean;
  deleted: boolean;
  /** Private: the account is gone. */
  deactivated: boolean;
  migratedTo: number | undefined;
  nextMessageId(): number;
}

export function createRoom(chat: TelegramChat, nextMessageId: () => number): Room {
  return {
    chat,
    messages: new Map(),
    topics: new Map(),
    members: new Map(),
    started: true,
    deleted: false,
    deactivated: false,
    migratedTo: undefined,
    nextMessageId,
  };
}

export const isForum = (room: Room): boolean => room.chat.is_forum === true;

/** Whether topics can be opened: in a forum, or in a private chat of a bot that has them switched on. */
export const hasTopics = (room: Room, privateTopics: boolean): boolean => (room.chat.type === "private" ? privateTopics : isForum(room));

export function replaceMessage(room: Room, message: TelegramMessage, change: Partial<TelegramMessage>): TelegramMessage {
  return Object.assign(room.messages.get(message.message_id) ?? message, change);
}

export const memberOf = (room: Room, user: TelegramUser | number): Membership | undefined => room.members.get(typeof user === "number" ? user : user.id);

export const isIn = (room: Room, user: TelegramUser | number): boolean => isMember(memberOf(room, user));
