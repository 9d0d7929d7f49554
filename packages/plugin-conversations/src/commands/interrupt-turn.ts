import type { InboxRow } from "../contract.ts";
import type { Conversation } from "../conversation/conversation.ts";
import type { HouseCommand } from "./house-command.ts";
import { shortText, waitText } from "./short-text.ts";

const quotedLength = 60;

/** `“Book a table”`, and how many more. */
export function quoteTurn(rows: readonly InboxRow[]): string {
  const [first, ...others] = rows;
  const text = shortText(first?.text ?? "", quotedLength);
  return `${text === "" ? "a message without words" : `“${text}”`}${others.length === 0 ? "" : ` and ${others.length} more`}`;
}

/** What becomes of those that wait. */
export const goesOn = ({ waiting, parkedUntil }: Pick<Conversation, "waiting" | "parkedUntil">): readonly string[] =>
  waiting === 0 ? [] : [`${waitText(waiting)}${parkedUntil === undefined ? (waiting === 1 ? " and begins now" : " and begin now") : ""}.`];

/** Ends the turn, and keeps what waits. */
export const interruptTurn: HouseCommand = async ({ conversation }) => {
  const { interrupted, atWork } = await conversation.interrupt("Interrupted on request.");
  if (interrupted.length > 0) return [`Interrupted: ${quoteTurn(interrupted)}.`, ...goesOn(conversation)].join(" ");
  if (atWork) return ["Interrupted what the agent had begun by itself.", ...goesOn(conversation)].join(" ");
  return conversation.waiting === 0 ? "Nothing runs here." : `Nothing runs here. ${waitText(conversation.waiting)}.`;
};
