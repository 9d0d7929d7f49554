import { isMember, type MemberStatus, type TelegramChat, type TelegramRights, type TelegramUser } from "./chat.ts";
import { tell } from "./hears.ts";
import type { TelegramMessage } from "./message.ts";
import { forgetTopic } from "./methods/topics.ts";
import { changeTopic, openTopic } from "./open-topic.ts";
import { type ChatReference, canOpenTopics, roomOf } from "./people.ts";
import { post } from "./post.ts";
import { memberOf, type Room } from "./room.ts";
import type { World } from "./world.ts";

export interface GivenGroup {
  readonly title?: string;
  readonly members?: readonly TelegramUser[];
  readonly creator?: TelegramUser;
  /** What the bot is there. Default: administrator in a forum, else member. */
  readonly bot?: MemberStatus;
  readonly rights?: TelegramRights;
}

/** What people do to chats. */
export interface TelegramPlaces {
  person(given?: Partial<TelegramUser>): TelegramUser;
  /** The private chat of a person with the bot. `started` false: the person is known, but never wrote. */
  chatWith(user: TelegramUser, started?: boolean): TelegramChat;
  group(given?: GivenGroup): TelegramChat;
  /** `forum`: with topics. */
  supergroup(given?: GivenGroup & { readonly forum?: boolean; readonly username?: string }): TelegramChat;
  /** Somebody's membership changes; the bot is told of its own. */
  member(chat: ChatReference, user: TelegramUser, status: MemberStatus, rights?: TelegramRights, by?: TelegramUser): void;
  /** A person blocks the bot, or lets it in again. */
  block(user: TelegramUser, blocked?: boolean): void;
  deactivate(user: TelegramUser): void;
  deleteChat(chat: ChatReference): void;
  /** The group becomes a supergroup. Sends to where it was are refused, saying where it is. */
  migrate(group: ChatReference): TelegramChat;
  topic(chat: ChatReference, by: TelegramUser, name: string): TelegramMessage;
  renameTopic(chat: ChatReference, thread: number, by: TelegramUser, name: string): void;
  closeTopic(chat: ChatReference, thread: number, by: TelegramUser): void;
  reopenTopic(chat: ChatReference, thread: number, by: TelegramUser): void;
  /** Bots are not told. `words`: what sends to it get from now on, of the two that Telegram has. */
  deleteTopic(chat: ChatReference, thread: number, words?: "threadNotFound" | "topicDeleted"): void;
}

export function createPlaces(world: World): TelegramPlaces {
  let people = 1000;
  let groups = 0;

  function settle(chat: TelegramChat, given: GivenGroup, standard: MemberStatus): TelegramChat {
    const room = world.addRoom(chat);
    const rights = given.rights ?? { can_manage_topics: true, can_delete_messages: true, can_pin_messages: true };
    room.members.set(world.bot.id, { user: world.bot, status: given.bot ?? standard, rights });
    for (const user of given.members ?? []) room.members.set(user.id, { user, status: "member", rights: {} });
    if (given.creator) room.members.set(given.creator.id, { user: given.creator, status: "creator", rights: {} });
    return chat;
  }

  function announce(room: Room, message: TelegramMessage): TelegramMessage {
    tell(world, room, "message", message);
    return message;
  }

  function topicOf(chat: ChatReference, thread: number) {
    const room = roomOf(world, chat);
    const topic = room.topics.get(thread);
    if (!topic) throw new Error(`There is no topic ${thread} in chat ${room.chat.id}.`);
    return { room, topic };
  }

  const places: TelegramPlaces = {
    person(given = {}) {
      const id = given.id ?? ++people;
      const user: TelegramUser = { id, is_bot: false, first_name: `Person ${id}`, language_code: "en", ...given };
      world.users.set(id, user);
      return user;
    },
    chatWith(user, started = true) {
      const known = world.rooms.get(user.id);
      if (known) return known.chat;
      const chat: TelegramChat = { id: user.id, type: "private", first_name: user.first_name, ...(user.username !== undefined && { username: user.username }) };
      settle(chat, { members: [user] }, "member");
      roomOf(world, chat).started = started;
      return chat;
    },
    group: (given = {}) => settle({ id: -5000 - ++groups, type: "group", title: given.title ?? `Group ${groups}` }, given, "member"),
    supergroup(given = {}) {
      const id = -1_001_000_000_000 - ++groups;
      const chat: TelegramChat = { id, type: "supergroup", title: given.title ?? `Group ${groups}`, ...(given.forum && { is_forum: true as const }) };
      return settle({ ...chat, ...(given.username !== undefined && { username: given.username }) }, given, given.forum ? "administrator" : "member");
    },
    member(chat, user, status, rights = {}, by = user) {
      const room = roomOf(world, chat);
      const old = memberOf(room, user) ?? { user, status: "left" as const, rights: {} };
      room.members.set(user.id, { user, status, rights });
      const own = user.id === world.bot.id;
      world.updates.add(own ? "my_chat_member" : "chat_member", {
        chat: room.chat,
        from: by,
        date: world.seconds(),
        old_chat_member: { user, status: old.status },
        new_chat_member: { user, status },
      });
      if (room.chat.type === "private" || isMember(old) === isMember({ user, status, rights })) return;
      const said = isMember({ user, status, rights }) ? { new_chat_members: [user] } : { left_chat_member: user };
      announce(room, post(world, room, by, undefined, said));
    },
    block(user, blocked = true) {
      places.member(places.chatWith(user), world.bot, blocked ? "kicked" : "member", {}, user);
    },
    deactivate(user) {
      roomOf(world, user.id).deactivated = true;
    },
    deleteChat(chat) {
      roomOf(world, chat).deleted = true;
    },
    migrate(group) {
      const room = roomOf(world, group);
      const chat: TelegramChat = { id: -1_001_000_000_000 - ++groups, type: "supergroup", title: room.chat.title ?? "" };
      const moved = world.addRoom(chat);
      for (const [id, membership] of room.members) moved.members.set(id, membership);
      const by = [...room.members.values()].find(({ user }) => !user.is_bot)?.user ?? world.bot;
      const last = post(world, room, by, undefined, { migrate_to_chat_id: chat.id });
      announce(room, last);
      room.migratedTo = chat.id;
      announce(moved, post(world, moved, by, undefined, { migrate_from_chat_id: room.chat.id }));
      return chat;
    },
    topic(chat, by, name) {
      const room = roomOf(world, chat);
      if (!canOpenTopics(world, room)) throw new Error(`People cannot open topics in chat ${room.chat.id}.`);
      return announce(room, openTopic(world, room, by, { name }));
    },
    renameTopic(chat, thread, by, name) {
      const { room, topic } = topicOf(chat, thread);
      announce(room, changeTopic(world, room, by, topic, { name }));
    },
    closeTopic(chat, thread, by) {
      const { room, topic } = topicOf(chat, thread);
      announce(room, changeTopic(world, room, by, topic, { closed: true }));
    },
    reopenTopic(chat, thread, by) {
      const { room, topic } = topicOf(chat, thread);
      announce(room, changeTopic(world, room, by, topic, { closed: false }));
    },
    deleteTopic(chat, thread, words = "threadNotFound") {
      const { room, topic } = topicOf(chat, thread);
      forgetTopic(room, topic, words);
    },
  };
  return places;
}
