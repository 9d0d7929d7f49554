import { Refusal, type Rule } from "./refusal.ts";
import { buttonsRules } from "./rules/buttons.ts";
import { chatsRules } from "./rules/chats.ts";
import { commandsRules } from "./rules/commands.ts";
import { filesRules } from "./rules/files.ts";
import { messagesRules } from "./rules/messages.ts";
import { requestRules } from "./rules/request.ts";
import { textRules } from "./rules/text.ts";
import { topicsRules } from "./rules/topics.ts";
import { updatesRules } from "./rules/updates.ts";

/** Every no of the fake. The words are Telegram's, but for those that begin with "Fake Bot API": there Telegram would silently do something else. */
const rules = {
  ...requestRules,
  ...updatesRules,
  ...chatsRules,
  ...textRules,
  ...topicsRules,
  ...buttonsRules,
  ...messagesRules,
  ...filesRules,
  ...commandsRules,
};

export type RuleName = keyof typeof rules;

/** All rules, for tests and readers. */
export const telegramRules: Readonly<Record<RuleName, Rule>> = rules;

/** Ends the request with this rule's answer. */
export function refuse(name: RuleName, ...received: readonly (string | number)[]): never {
  throw new Refusal(rules[name], received);
}

/** The same, with what Telegram puts beside the words. */
export function refusalWith(name: RuleName, parameters: Readonly<Record<string, number>>, ...received: readonly (string | number)[]): Refusal {
  return new Refusal(rules[name], received, parameters);
}
