import type { Call, ParameterTable } from "../parameters.ts";
import type { World } from "../world.ts";

/** One method of the Bot API: what it takes, and what it does. Whatever it answers is `result`. */
export interface TelegramMethod {
  readonly parameters: ParameterTable;
  /** It acts on one chat, so that limits and parking of that chat hold for it. */
  readonly inChat?: boolean;
  /** It delivers a message. */
  readonly sends?: boolean;
  run(world: World, call: Call): unknown;
}

/** What all sends take. */
export const sendParameters = {
  chat_id: "chat",
  message_thread_id: "integer",
  reply_parameters: "json",
  reply_markup: "json",
  disable_notification: "boolean",
  protect_content: "boolean",
} as const satisfies ParameterTable;

export const captionParameters = { caption: "string", parse_mode: "string", caption_entities: "json" } as const satisfies ParameterTable;
