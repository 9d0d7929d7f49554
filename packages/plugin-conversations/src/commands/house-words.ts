import type { ChatCommand } from "@instar/kernel/contracts";

interface HouseWordRule {
  /** What may stand behind it, for people; absent: nothing. */
  readonly takes?: string;
  readonly summary: string;
  readonly access: ChatCommand["access"];
  /** Who may use it with something behind it, when that is somebody else. */
  readonly accessWith?: ChatCommand["access"];
}

/** The house's own commands, in the order in which people read them. */
export const houseWords = {
  new: { takes: "[name]", summary: "Begins a new conversation here, or in a thread of that name.", access: "known" },
  status: { summary: "Says what happens here.", access: "known" },
  stop: { summary: "Ends what runs here, and drops what waits.", access: "known" },
  interrupt: { summary: "Ends what runs here, and keeps what waits.", access: "known" },
  restart: { summary: "Ends the agent's process here; it goes on with its past.", access: "owner" },
  model: { takes: "[name]", summary: "Says which model answers here, or changes it.", access: "known", accessWith: "owner" },
  sessions: { summary: "Lists the conversations that were used last.", access: "known" },
  help: { summary: "Lists the commands.", access: "known" },
} as const satisfies Readonly<Record<string, HouseWordRule>>;

export type HouseWord = keyof typeof houseWords;

/** What is about the conversation that it is written in; the others are about the house. */
export const wordsOfConversation: readonly HouseWord[] = ["new", "status", "stop", "interrupt", "restart", "model"];

export const ruleOf = (word: HouseWord): HouseWordRule => houseWords[word];

/** For a channel's menu. */
export const houseMenu = (Object.keys(houseWords) as readonly HouseWord[]).map((name) => ({
  name,
  summary: houseWords[name].summary,
  access: houseWords[name].access,
}));

/** What comes behind it begins when it is done: it would be ended with the rest, or answered by another model. */
export const holdsOthers = (word: HouseWord, words: string): boolean =>
  word === "stop" || word === "interrupt" || word === "restart" || (word === "new" && words === "") || (word === "model" && words !== "");
