import { addressKey } from "../address-key.ts";
import { parkedSentence } from "../turn-sentence.ts";
import { modelText } from "./choose-model.ts";
import type { CommandDoors, HouseCommand } from "./house-command.ts";
import { shortText, waitText } from "./short-text.ts";
import { sinceText } from "./since-text.ts";

const longestReason = 200;
/** How far back held messages are looked for. */
const lookedThrough = 500;

/** `1 message is held: why, and until when`. */
function heldLine(what: readonly [one: string, several: string], held: readonly { readonly reason?: string; readonly by?: string }[]): readonly string[] {
  if (held.length === 0) return [];
  // Who holds without a word has a name that says why
  const why = held.map(({ reason, by }) => reason || by).find((text) => text !== undefined && text !== "");
  return [`${held.length === 1 ? `1 ${what[0]} is` : `${held.length} ${what[1]} are`} held${why === undefined ? "." : `: ${shortText(why, longestReason)}`}`];
}

/** What happens in this conversation, in some short lines. */
export function tellStatus({ house: { sessions, inbox, outbox, routes, clock }, tools }: CommandDoors): HouseCommand {
  return async ({ conversation: { address, running, waiting, parkedUntil } }) => {
    const key = addressKey(address);
    const there = addressKey(routes.current(address));
    const now = clock.now();
    const record = await sessions.record(key);
    const messages = (await inbox.list({ limit: lookedThrough })).filter((row) => row.state === "held" && addressKey(row.address) === key);
    const replies = [...outbox.open.values()].filter((row) => row.state === "held" && row.part.index === 0 && addressKey(row.address) === there);
    const doing = tools.of(key);
    const details = record?.state === "working" ? [sinceText(record.usedAt, now), ...(doing === undefined ? [] : [doing])] : [];
    const works = running > 0 || details.length > 0;
    return [
      `The agent is ${works ? "working" : "idle"}${details.length === 0 ? "" : ` (${details.join(", ")})`}.`,
      ...(waiting === 0 ? [] : [`${waitText(waiting)}.${parkedUntil === undefined ? "" : ` ${parkedSentence(parkedUntil, now)}`}`]),
      ...heldLine(["message", "messages"], messages),
      ...heldLine(["reply", "replies"], replies),
      record
        ? `Model: ${modelText(record)}. ${record.turns} ${record.turns === 1 ? "turn" : "turns"}, ${record.costUsd.toFixed(2)} USD.`
        : "There is no session yet.",
    ].join("\n");
  };
}
