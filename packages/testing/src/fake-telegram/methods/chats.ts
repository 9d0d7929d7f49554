import { describeMember } from "../chat.ts";
import { checkChat } from "../check-chat.ts";
import { refuse } from "../refusals.ts";
import { memberOf } from "../room.ts";
import type { TelegramMethod } from "./method.ts";

const target = { chat_id: "chat" } as const;

export const getChat: TelegramMethod = {
  parameters: target,
  run(world, call) {
    const room = checkChat(world, call.chat(), "read");
    return { ...room.chat, accent_color_id: 0, max_reaction_count: 11, ...(room.chat.type !== "private" && { permissions: { can_send_messages: true } }) };
  },
};

export const getChatMember: TelegramMethod = {
  parameters: { ...target, user_id: "integer" },
  run(world, call) {
    const user = call.integer("user_id") ?? 0;
    if (user <= 0) refuse("userId");
    const room = checkChat(world, call.chat(), user === world.bot.id ? "read" : "members");
    const membership = memberOf(room, user);
    const person = world.users.get(user);
    if (membership) return describeMember(membership);
    return person ? describeMember({ user: person, status: "left", rights: {} }) : refuse("memberNotFound");
  },
};

export const getChatAdministrators: TelegramMethod = {
  parameters: target,
  run(world, call) {
    const room = checkChat(world, call.chat(), "members");
    if (room.chat.type === "private") refuse("noAdministrators");
    // other bots are left out, the asking one is not
    const all = [...room.members.values()].filter(({ status }) => status === "creator" || status === "administrator");
    return all.filter(({ user }) => !user.is_bot || user.id === world.bot.id).map(describeMember);
  },
};

export const getChatMemberCount: TelegramMethod = {
  parameters: target,
  run: (world, call) => {
    const room = checkChat(world, call.chat(), "members");
    return [...room.members.values()].filter(({ status }) => status !== "left" && status !== "kicked").length;
  },
};
