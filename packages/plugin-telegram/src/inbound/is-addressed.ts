import type { Message } from "../grammy.ts";
import { quotedMessage } from "./quoted-text.ts";
import { wordsOf } from "./text-of.ts";

export interface BotName {
  readonly id: number;
  readonly username: string;
}

/** Whether a message of a group is meant for the agent: it is mentioned, replied to, or given a command that names nobody else. */
export function isAddressed(message: Message, { id, username }: BotName): boolean {
  const { text, entities } = wordsOf(message);
  const own = `@${username.toLowerCase()}`;
  const isCommand = entities.find(({ type, offset }) => type === "bot_command" && offset === 0);
  if (isCommand) {
    const [, named] = text.slice(0, isCommand.length).toLowerCase().split("@");
    return named === undefined || `@${named}` === own;
  }
  if (quotedMessage(message)?.from?.id === id) return true;
  return entities.some((entity) => {
    if (entity.type === "text_mention") return entity.user.id === id;
    return entity.type === "mention" && text.slice(entity.offset, entity.offset + entity.length).toLowerCase() === own;
  });
}
