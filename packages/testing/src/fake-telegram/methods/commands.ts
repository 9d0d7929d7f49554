import { checkChat } from "../check-chat.ts";
import type { Call } from "../parameters.ts";
import { refuse } from "../refusals.ts";
import type { World } from "../world.ts";
import type { TelegramMethod } from "./method.ts";

const mostCommands = 100;
const where = { scope: "json", language_code: "string" } as const;

export const setMyCommands: TelegramMethod = {
  parameters: { commands: "json", ...where },
  run(world, call) {
    const given = call.json("commands") ?? [];
    if (!Array.isArray(given)) return refuse("commandsList", "Expected an Array of BotCommand");
    const commands = given.map(readCommand);
    const key = scopeKey(world, call);
    if (commands.length > mostCommands) refuse("commandsTooMany");
    if (commands.length === 0) world.commands.delete(key);
    else world.commands.set(key, commands);
    return true;
  },
};

export const getMyCommands: TelegramMethod = { parameters: where, run: (world, call) => world.commands.get(scopeKey(world, call)) ?? [] };

export const deleteMyCommands: TelegramMethod = {
  parameters: where,
  run(world, call) {
    world.commands.delete(scopeKey(world, call));
    return true;
  },
};

/** `default`, `chat/-100123`, `default/de`. */
function scopeKey(world: World, call: Call): string {
  const scope = call.json("scope") ?? { type: "default" };
  if (typeof scope !== "object" || scope === null || Array.isArray(scope)) return refuse("commandScope", "BotCommandScope must be an Object");
  const { type, chat_id: chat, user_id: user } = scope as Record<string, unknown>;
  if (typeof type !== "string") return refuse("commandScope", `Can't find field "type"`);
  const whole = ["default", "all_private_chats", "all_group_chats", "all_chat_administrators"].includes(type);
  if (!whole && !["chat", "chat_administrators", "chat_member"].includes(type)) refuse("commandScope", "Unsupported type specified");
  if (!whole && (chat === undefined || chat === "")) refuse("commandScope", `Can't find field "chat_id"`);
  if (type === "chat_member" && !(typeof user === "number" && user > 0)) refuse("commandScope", "Invalid user_id specified");
  const language = call.string("language_code");
  if (language !== "" && !/^[a-z]{2}$/.test(language)) refuse("languageCode");
  if (!whole) checkChat(world, chat as number | string, "members");
  return [type, ...(whole ? [] : [String(chat)]), ...(type === "chat_member" ? [String(user)] : []), ...(language === "" ? [] : [language])].join("/");
}

function readCommand(entry: unknown): object {
  if (typeof entry !== "object" || entry === null || Array.isArray(entry)) return refuse("commandsList", "Can't parse BotCommand: expected an Object");
  const { command, description } = entry as Record<string, unknown>;
  for (const [name, value] of Object.entries({ command, description })) {
    if (value === undefined) refuse("commandsList", `Can't parse BotCommand: Can't find field "${name}"`);
    if (typeof value !== "string") refuse("commandsList", `Can't parse BotCommand: Field "${name}" must be of type String`);
  }
  const name = (command as string).trim().replace(/^\//, "");
  const words = (description as string).trim();
  if (name === "") refuse("command", "Command must be non-empty");
  if (name.length > 32) refuse("command", "Command length must not exceed 32");
  if (words === "") refuse("command", "Command description must be non-empty");
  if ([...words].length > 256) refuse("command", "Command description length must not exceed 256");
  if (!/^[a-z0-9_]+$/.test(name)) refuse("command", "BOT_COMMAND_INVALID");
  return { command: name, description: words };
}
