import type { Trusted } from "../contract.ts";
import type { Meeting } from "./meeting.ts";
import { findWriters, type Writer } from "./writers.ts";

export interface LetIn {
  readonly trusted: Trusted;
  /** Ids of messages that are answered after all. */
  readonly passedOn: readonly string[];
  /** Something that they wrote is not there as a whole, so that they have to send it again. */
  readonly cut: boolean;
}

/** Makes somebody the owner, and has what they wrote in vain lately answered: each message once. */
export async function letInAsOwner(meeting: Meeting, sender: string, known: Writer | undefined): Promise<LetIn> {
  const { access, conversations } = meeting;
  // As it is now: more may have come while the question stood
  const before = (await findWriters(meeting)).find((writer) => writer.sender === sender) ?? known;
  const name = before?.name;
  const trusted = await access.grant(sender, "owner", "local:owner", name === undefined ? {} : { name });
  const passedOn: string[] = [];
  for (const { id } of before?.rows ?? []) if (await conversations.retry(id)) passedOn.push(id);
  return { trusted, passedOn, cut: before?.rows.some((row) => row.cut) ?? false };
}
