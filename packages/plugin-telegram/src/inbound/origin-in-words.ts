import type { MessageOrigin } from "../grammy.ts";
import { nameOf } from "./sender-of.ts";

/** Whose words these were first. */
export function originInWords(origin: MessageOrigin): string {
  switch (origin.type) {
    case "user":
      return nameOf(origin.sender_user);
    case "hidden_user":
      return origin.sender_user_name;
    case "chat":
      return origin.sender_chat.title ?? "a group";
    case "channel":
      return origin.chat.title ?? "a channel";
    default:
      return "somebody";
  }
}
