import type { HouseEvent } from "@instar/kernel/contracts";
import type { OutboxRow } from "./contract.ts";
import { eventReason } from "./event-reason.ts";

/** What a change of a part is called; undefined when it tells nothing, such as the beginning of a send. */
function typeOf(row: OutboxRow, former: OutboxRow | undefined): string | undefined {
  if (former?.state === row.state) return undefined;
  if (row.state === "sending") return undefined;
  if (row.state !== "pending") return `reply.${row.state}`;
  if (former === undefined) return "reply.planned";
  return former.state === "sending" ? "reply.delayed" : "reply.released";
}

/** What happened to a part of a reply when its row became this one. `former` is the row as it is on disk, if there is one. */
export function replyEvent(row: OutboxRow, former: OutboxRow | undefined): HouseEvent | undefined {
  const type = typeOf(row, former);
  if (type === undefined) return undefined;
  const [message] = row.answers;
  const part = row.parts === 1 ? "The reply" : `Part ${row.part.index + 1} of ${row.parts} of the reply`;
  const why = row.reason === undefined || row.state === "delivered" ? "" : `: ${eventReason(row.reason)}`;
  const done: Record<string, string> = {
    "reply.planned": "is to be sent",
    "reply.held": `is held${row.by === undefined ? "" : ` by ${row.by}`}`,
    "reply.delayed": "was not sent and waits",
    "reply.released": "is sent after all",
    "reply.delivered": "was delivered",
    "reply.uncertain": "may have been sent",
    "reply.failed": "was not delivered",
    "reply.withdrawn": "was withdrawn",
  };
  return {
    type,
    about: { reply: row.reply, channel: row.address.channel, ...(message === undefined ? {} : { message }) },
    text: `${part} ${done[type]}${why === "" ? "." : why}`,
    data: {
      part: row.part.index,
      parts: row.parts,
      attempt: row.attempt,
      ...(row.answers.length > 1 ? { messages: row.answers } : {}),
      ...(row.by === undefined ? {} : { by: row.by }),
      ...(why === "" ? {} : { reason: eventReason(row.reason as string) }),
    },
  };
}
