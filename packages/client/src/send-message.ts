import { randomUUID } from "node:crypto";
import type { Reply, SendOptions } from "./agent.ts";
import { ClientError } from "./errors.ts";
import { readEvents } from "./read-events.ts";
import type { Wire } from "./wire.ts";

interface MessageEvent {
  readonly id: string;
  readonly state: string;
  readonly reason?: string;
  readonly mergedInto?: string;
}

interface ReplyEvent {
  readonly key: string;
  readonly text: string;
  readonly answers: readonly string[];
  readonly attachments?: readonly string[];
}

const underWay = new Set(["accepted", "running"]);
const unanswered = new Set(["failed", "held", "refused", "expired", "withdrawn"]);

/** One message and its answer. The key names the message: after a cut it is followed again, not said again. */
export async function sendMessage(wire: Wire, text: string, { conversation = "main", onText, signal }: SendOptions): Promise<Reply> {
  const key = randomUUID();
  const path = `/conversations/${encodeURIComponent(conversation)}/messages` as const;

  async function follow(response: Response): Promise<Reply> {
    let message: MessageEvent | undefined;
    const replies = new Map<string, ReplyEvent>();
    for await (const { event, data } of readEvents(response)) {
      if (event === "text") onText?.((data as { readonly delta: string }).delta);
      else if (event === "accepted") message = data as MessageEvent;
      else if (event === "message" && (data as MessageEvent).id === message?.id) message = data as MessageEvent;
      else if (event === "reply") replies.set((data as ReplyEvent).key, data as ReplyEvent);
    }
    // It ended with the house, or because somebody else's streams needed the room
    if (message === undefined || underWay.has(message.state)) throw ClientError.BROKE_OFF();
    const { id, state, mergedInto, reason = "no reason was given." } = message;
    if (unanswered.has(state)) throw ClientError.MESSAGE_FAILED(state, reason);
    const said = [...replies.values()].filter(({ answers }) => answers.includes(id) || (mergedInto !== undefined && answers.includes(mergedInto)));
    return { id, state, text: said.map((reply) => reply.text).join("\n"), attachments: said.flatMap((reply) => reply.attachments ?? []) };
  }
  return wire.request({ method: "POST", path, query: [["stream", "1"]], body: { text, key }, signal }, follow);
}
