import { refusalWith, refuse } from "./refusals.ts";
import { memberOf, type Room } from "./room.ts";
import type { World } from "./world.ts";

/** What a method wants of a chat. */
export type Access = "read" | "write" | "members";

/** The chat of a request, or Telegram's word for why the bot cannot reach it. */
export function checkChat(world: World, id: number | string | undefined, access: Access): Room {
  if (id === undefined || id === "") return refuse("chatIdEmpty");
  const room =
    typeof id === "string" ? [...world.rooms.values()].find((one) => one.chat.type === "supergroup" && `@${one.chat.username}` === id) : world.rooms.get(id);
  if (!room) {
    // known from a group, but never wrote to the bot
    if (typeof id === "number" && world.users.has(id) && id !== world.bot.id) return refuse("notStarted");
    return refuse("chatNotFound");
  }
  const bot = memberOf(room, world.bot);
  if (room.chat.type === "private") {
    if (access === "write" && room.deactivated) refuse("deactivated");
    if (access === "write" && !room.started) refuse("notStarted");
    if (access === "write" && bot?.status === "kicked") refuse("blocked");
    return room;
  }
  if (room.chat.type === "group") {
    const strict = access !== "read";
    if (strict && room.migratedTo !== undefined) throw refusalWith("migrated", { migrate_to_chat_id: room.migratedTo });
    if (strict && room.deleted) refuse("groupDeleted");
    if (strict && bot?.status === "kicked") refuse("kicked", "group");
    if (strict && (bot === undefined || bot.status === "left")) refuse("notMember", "group");
    return room;
  }
  if (room.deleted) refuse("chatNotFound");
  if (bot?.status === "kicked") refuse("kicked", "supergroup");
  if (bot === undefined || bot.status === "left") refuse("notMember", "supergroup");
  return room;
}

/** A restricted bot may send only what it was left. */
export function checkMaySend(world: World, room: Room, right: string, what: string): void {
  const bot = memberOf(room, world.bot);
  if (bot?.status === "restricted" && bot.rights[right] !== true) refuse("noRights", `send ${what} to the chat`);
}
