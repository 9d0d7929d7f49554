import type { SendFailure } from "@instar/kernel/contracts";
import { type BotApiFailure, refusalWords } from "../bot-api-failure.ts";
import type { Loss } from "../places/lost-places.ts";

export interface SendTrouble {
  readonly failure: BotApiFailure | undefined;
  readonly inTopic: boolean;
}

export interface SendTroublePlan {
  readonly how: SendFailure;
  /** Nothing more may be sent to the chat for so long. */
  readonly parkMs?: number;
  /** The place is not there any more. */
  readonly loss?: Loss;
}

const notSent = (next: SendFailure["next"]): SendTroublePlan => ({ how: { outcome: "not-sent", next } });
const unknown = (afterMs: number): SendTroublePlan => ({ how: { outcome: "unknown", next: { afterMs, scope: "address" } } });
const lost = (loss: Loss): SendTroublePlan => ({ ...notSent("reroute"), loss });

const deleted = ["message thread not found", "topic_deleted", "topic_id_invalid"];
/** Nobody will ever get it there. */
const forGood = [
  "chat not found",
  "user not found",
  "peer_id_invalid",
  "not enough rights",
  "need administrator rights",
  "have no rights",
  "chat_write_forbidden",
  "chat_restricted",
  "message text is empty",
  "text must be non-empty",
  "file must be non-empty",
  "button_data_invalid",
];

const begins = (words: string, with_: readonly string[]) => with_.some((each) => words.startsWith(each));

/** What the outbox shall do about a send that failed. */
export function planSendFailure({ failure, inTopic }: SendTrouble): SendTroublePlan {
  if (failure === undefined) return unknown(5_000);
  if (failure.kind === "unreachable") return failure.certain ? notSent({ afterMs: 3_000, scope: "channel" }) : unknown(2_000);
  const { status, description, retryAfterMs = 5_000, movedTo } = failure;
  const words = refusalWords(description);
  if (status === 429) return { ...notSent({ afterMs: retryAfterMs, scope: "address" }), parkMs: retryAfterMs };
  if (status >= 500) return unknown(2_000);
  if (movedTo !== undefined) return lost({ kind: "moved", to: movedTo });
  if (status === 401 || status === 404 || status === 409) return notSent({ afterMs: 15_000, scope: "channel" });
  if (status === 403 || status === 413) return notSent("never");
  if (inTopic && begins(words, deleted)) return lost({ kind: "deleted" });
  if (words.startsWith("topic_closed")) return inTopic ? lost({ kind: "closed" }) : notSent("never");
  if (begins(words, forGood)) return notSent("never");
  // Format, length, and whatever else Telegram finds wrong with what is not plain text, or with a file that is no plain document
  return notSent("plain");
}
