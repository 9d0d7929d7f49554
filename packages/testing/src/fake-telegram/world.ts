import type { Clock } from "@instar/kernel";
import type { TelegramChat, TelegramUser } from "./chat.ts";
import { createFileShelf, type FileShelf } from "./file-shelf.ts";
import type { TelegramMessage } from "./message.ts";
import { createRoom, type Room } from "./room.ts";
import { createUpdateQueue, type UpdateQueue } from "./update-queue.ts";

export interface TelegramBotProfile extends TelegramUser {
  readonly is_bot: true;
  readonly username: string;
  readonly can_join_groups: boolean;
  /** False: privacy mode is on, and the bot hears only what is meant for it in groups where it is no administrator. */
  readonly can_read_all_group_messages: boolean;
  readonly has_topics_enabled: boolean;
  readonly allows_users_to_create_topics: boolean;
}

/** One sign that the bot is at work. */
export interface TypingSign {
  readonly chat: number;
  readonly action: string;
  readonly thread?: number;
  readonly at: number;
}

export interface CallbackAnswer {
  readonly text: string;
  readonly showAlert: boolean;
}

export interface OpenPress {
  readonly pressedAt: number;
  answer(given: CallbackAnswer): void;
}

/** Everything that Telegram knows. */
export interface World {
  readonly clock: Clock;
  readonly profile: TelegramBotProfile;
  /** As messages name it. */
  readonly bot: TelegramUser;
  readonly users: Map<number, TelegramUser>;
  readonly rooms: Map<number, Room>;
  readonly updates: UpdateQueue;
  readonly files: FileShelf;
  /** By the bot, in order. */
  readonly sent: TelegramMessage[];
  readonly typing: TypingSign[];
  readonly presses: Map<string, OpenPress>;
  /** By chat and message: the bot's reaction. */
  readonly reactions: Map<string, string>;
  readonly commands: Map<string, readonly object[]>;
  readonly startedAt: number;
  webhook: string;
  loggedOut: boolean;
  /** Seconds, as Telegram counts. */
  seconds(): number;
  addRoom(chat: TelegramChat): Room;
}

export function createWorld(clock: Clock, profile: TelegramBotProfile): World {
  const rooms = new Map<number, Room>();
  // private chats and basic groups share one numbering, each supergroup has its own
  const { id, is_bot, first_name, username } = profile;
  const bot: TelegramUser = { id, is_bot, first_name, username };
  let sharedId = 0;
  return {
    clock,
    profile,
    bot,
    users: new Map([[bot.id, bot]]),
    rooms,
    updates: createUpdateQueue(clock),
    files: createFileShelf(clock),
    sent: [],
    typing: [],
    presses: new Map(),
    reactions: new Map(),
    commands: new Map(),
    startedAt: clock.now(),
    webhook: "",
    loggedOut: false,
    seconds: () => Math.floor(clock.now() / 1000),
    addRoom(chat) {
      // the first message of a supergroup says that it was made; General has its number
      let ownId = 1;
      const room = createRoom(chat, () => (chat.type === "supergroup" ? ++ownId : ++sharedId));
      rooms.set(chat.id, room);
      return room;
    },
  };
}
