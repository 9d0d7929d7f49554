import type { Address } from "@instar/kernel";
import type { ChatCommand, ChatRequest } from "@instar/kernel/contracts";
import { type OwnerWord, readOwnerWord } from "./stop-words.ts";

const summaries: Readonly<Record<OwnerWord, string>> = {
  stop: "Ends all work everywhere at once, and drops what waits.",
  pause: "Interrupts all work everywhere; nothing begins until /resume.",
  resume: "Ends a pause, and takes up what waited.",
};

/** The owner's words for everything at once, in any conversation; `carryOut` resolves with what is answered. */
export const ownerCommands = (carryOut: (word: OwnerWord, by: string, place: Address) => Promise<string>): readonly ChatCommand[] =>
  (Object.keys(summaries) as readonly OwnerWord[]).map((name) => ({
    name,
    summary: summaries[name],
    access: "owner",
    first: true,
    means: ({ words }: ChatRequest) => (readOwnerWord(words) === name ? "" : undefined),
    run: ({ from, address }: ChatRequest) => carryOut(name, `${address.channel}:${from.id}`, address),
  }));
