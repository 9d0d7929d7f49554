import type { KnownSender } from "@instar/kernel";
import type { ChatCommand } from "@instar/kernel/contracts";
import { type HouseWord, houseWords, ruleOf } from "./commands/house-words.ts";

/** One of the house's own commands, with what stands behind it. */
export interface ControlWord {
  readonly name: HouseWord;
  readonly words: string;
}

export const isControlWord = (name: string): name is HouseWord => Object.hasOwn(houseWords, name);

/** A command that the house itself answers. Anything else, an unknown `/word` too, is text for the agent. */
export function parseControl(text: string): ControlWord | undefined {
  const parsed = parseSlash(text);
  if (!parsed || !isControlWord(parsed.name)) return undefined;
  const { name, words } = parsed;
  return words === "" || ruleOf(name).takes !== undefined ? { name, words } : undefined;
}

/** `/name words`; a name may be followed by the `@name` of a bot, as chat services write it. The name in lower case. */
export function parseSlash(text: string): { readonly name: string; readonly words: string } | undefined {
  const [, name, behind = ""] = /^\/([a-z][a-z0-9_-]*)(?:@\S+)?(?:\s+([\s\S]*))?$/i.exec(text.trim()) ?? [];
  return name === undefined ? undefined : { name: name.toLowerCase(), words: behind.trim() };
}

export const isLetIn = (access: ChatCommand["access"], { trust }: KnownSender): boolean => trust === "owner" || (access === "known" && trust === "known");
