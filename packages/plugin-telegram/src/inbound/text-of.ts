import type { Message, MessageEntity } from "../grammy.ts";

export interface Words {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
}

/** What was written, or written beside a file. */
export const wordsOf = (message: Pick<Message, "text" | "entities" | "caption" | "caption_entities">): Words =>
  message.text === undefined
    ? { text: message.caption ?? "", entities: message.caption_entities ?? [] }
    : { text: message.text, entities: message.entities ?? [] };

/** The text as the agent reads it: as it was written, but that a link behind words shows where it leads. */
export function readable({ text, entities }: Words): string {
  let shown = text;
  const links = entities.flatMap((entity) => (entity.type === "text_link" ? entity : [])).toSorted((one, other) => other.offset - one.offset);
  for (const { offset, length, url } of links) {
    const label = shown.slice(offset, offset + length);
    if (label.trim() !== "" && label !== url) shown = `${shown.slice(0, offset)}[${label}](${url})${shown.slice(offset + length)}`;
  }
  return shown;
}

/** `/new@this_bot idea` without the name, which only says who is meant. */
export function withoutOwnName({ text, entities }: Words, botName: string): Words {
  const command = entities.find(({ type, offset }) => type === "bot_command" && offset === 0);
  const at = command ? text.slice(0, command.length).indexOf("@") : -1;
  if (!command || at < 0 || text.slice(at + 1, command.length).toLowerCase() !== botName.toLowerCase()) return { text, entities };
  const cut = command.length - at;
  const moved = entities.map((entity) => (entity === command ? { ...entity, length: at } : { ...entity, offset: entity.offset - cut }));
  return { text: text.slice(0, at) + text.slice(command.length), entities: moved as readonly MessageEntity[] };
}
