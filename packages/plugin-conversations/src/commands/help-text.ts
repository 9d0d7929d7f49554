import type { KnownSender } from "@instar/kernel";
import { isLetIn } from "../control.ts";
import { type HouseWord, houseWords, ruleOf, wordsOfConversation } from "./house-words.ts";

const all = Object.keys(houseWords) as readonly HouseWord[];

function line(word: HouseWord): string {
  const { takes, summary } = ruleOf(word);
  return `/${word}${takes === undefined ? "" : ` ${takes}`}: ${summary}`;
}

/** What `who` may use: first what is about this conversation, then the rest. `contributed`: the lines of the commands that plugins bring; `replaced`: words that are among them. */
export function helpText(who: KnownSender, contributed: readonly string[], replaced: readonly string[] = []): string {
  const mine = all.filter((word) => isLetIn(ruleOf(word).access, who) && !replaced.includes(word));
  const isHere = (word: HouseWord) => wordsOfConversation.includes(word);
  const here = mine.filter(isHere).map(line);
  const house = mine.filter((word) => !isHere(word)).map(line);
  return [["This conversation", ...here], ["The house", ...house, ...contributed], ["Everything else goes to the agent."]]
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}
