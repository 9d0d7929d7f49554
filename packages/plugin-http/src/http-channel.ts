import type { Clock, SessionRef } from "@instar/kernel";
import type { Channel, ChannelSink, PartBody, SessionEvent } from "@instar/kernel/contracts";
import { HttpError } from "./errors.ts";

export const channelId = "http";

/** What is told of a conversation while somebody listens. */
export type RoomEvent =
  | { readonly type: "text"; readonly data: { readonly delta: string } }
  | { readonly type: "tool-start"; readonly data: { readonly id: string; readonly tool: string } }
  | { readonly type: "tool-end"; readonly data: { readonly id: string; readonly tool: string; readonly ok: boolean } }
  | { readonly type: "turn-end"; readonly data: { readonly outcome: string } }
  | { readonly type: "retry"; readonly data: { readonly text: string; readonly afterMs: number } }
  | { readonly type: "typing"; readonly data: Readonly<Record<string, never>> }
  | { readonly type: "reply"; readonly data: ReplyText };

/** One part of a reply, as it is planned: `answers` are ids of messages. */
export interface ReplyText {
  readonly key: string;
  readonly text: string;
  readonly answers: readonly string[];
  readonly attachments: readonly string[];
}

type Listener = (event: RoomEvent) => void;

type HttpBody = PartBody & Partial<Omit<ReplyText, "key">>;

/** What a part of this channel says. A reply that was planned while the channel was not up is bare text. */
export const readPart = ({ text, answers = [], attachments = [] }: HttpBody): Omit<ReplyText, "key"> => ({ text, answers, attachments });

const told = (event: SessionEvent): RoomEvent | undefined => {
  switch (event.type) {
    case "text":
      return { type: "text", data: { delta: event.delta } };
    case "tool-start":
      return { type: "tool-start", data: { id: event.id, tool: event.tool } };
    case "tool-end":
      return { type: "tool-end", data: { id: event.id, tool: event.tool, ok: event.ok } };
    case "turn-end":
      return { type: "turn-end", data: { outcome: event.outcome } };
    case "retry":
      return { type: "retry", data: { text: event.error.text, afterMs: event.afterMs } };
    default:
      return undefined;
  }
};

/** The conversations of the API's own users: what they say, and who listens. Replies that nobody hears stay in the outbox, to be read later. */
export function createHttpChannel(clock: Clock) {
  const rooms = new Map<string, Set<Listener>>();
  let sink: ChannelSink | undefined;
  const tell = (conversation: string, event: RoomEvent) => {
    for (const listener of rooms.get(conversation) ?? []) listener(event);
  };

  const channel: Channel<HttpBody> = {
    id: channelId,
    async open(opening) {
      sink = opening;
      return {
        async [Symbol.asyncDispose]() {
          sink = undefined;
        },
      };
    },
    plan: ({ text, answers, attachments = [] }) => [{ index: 0, body: { text, answers: [...answers], attachments: [...attachments] } }],
    // The row in the outbox is the mailbox: what is stored there has arrived
    async send(part, { address, key }) {
      tell(address.conversation, { type: "reply", data: { key, ...readPart(part.body) } });
      return { ref: key };
    },
    find: async (key) => ({ ref: key }),
    async typing(to) {
      tell(to.conversation, { type: "typing", data: {} });
    },
  };

  return {
    channel,
    /** Resolves when the message is durable. The same key of a conversation is accepted once. Rejects with HTTP_CHANNEL_CLOSED before the conversations are open. */
    async say(conversation: string, key: string, text: string): Promise<void> {
      if (sink === undefined) throw HttpError.CHANNEL_CLOSED();
      await sink.receive({ key: `${conversation}:${key}`, from: { id: "owner" }, address: { channel: channelId, conversation }, text, at: clock.now() });
    },
    listen(conversation: string, listener: Listener): Disposable {
      const room = rooms.get(conversation) ?? new Set();
      rooms.set(conversation, room.add(listener));
      return {
        [Symbol.dispose]() {
          room.delete(listener);
          if (room.size === 0 && rooms.get(conversation) === room) rooms.delete(conversation);
        },
      };
    },
    heard(session: SessionRef, event: SessionEvent): void {
      if (session.address?.channel !== channelId || !rooms.has(session.address.conversation)) return;
      const known = told(event);
      if (known !== undefined) tell(session.address.conversation, known);
    },
  };
}

export type HttpChannel = ReturnType<typeof createHttpChannel>;
