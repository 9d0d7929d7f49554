import type { Clock } from "@instar/kernel";
import type { Conversations, InboxRow, OutboxRow } from "@instar/plugin-conversations/contract";
import { openEventStream } from "./event-stream.ts";
import { type HttpChannel, type RoomEvent, readPart } from "./http-channel.ts";

/** Not every end of a message is told by a reply (held, silent, refused), so a message that somebody waits for is looked at. */
const lookEveryMs = 1_000;

const endless: ReadonlySet<string> = new Set(["accepted", "running"]);
const underWay: ReadonlySet<string> = new Set(["pending", "sending", "uncertain"]);

export const describeMessage = ({ id, state, reason, mergedInto }: InboxRow) => ({
  id,
  state,
  ...(reason === undefined ? {} : { reason }),
  ...(mergedInto === undefined ? {} : { mergedInto }),
});

const replyOf = (row: OutboxRow) => ({ key: row.id, ...readPart(row.part.body) });

interface Talk {
  readonly channel: HttpChannel;
  readonly conversations: Conversations;
  readonly clock: Clock;
  readonly conversation: string;
  readonly signal: AbortSignal;
}

/**
 * What happens in a conversation, as it happens. With `send`, the message that it resolves with is followed: the stream begins with
 * `accepted` and ends when the message has ended and its answer has been told.
 */
export async function openMessageStream(talk: Talk, send?: () => Promise<InboxRow>): Promise<Response> {
  const { channel, conversations, clock, conversation, signal } = talk;
  const stream = openEventStream({ clock, signal });
  const told = new Set<string>();
  const seen = new Map<string, string>();
  let followed: string | undefined;
  let timer: Disposable | undefined;
  let looking = false;

  async function tellMessage(id: string): Promise<InboxRow | undefined> {
    const row = await conversations.message(id);
    if (row === undefined || seen.get(id) === row.state) return row;
    seen.set(id, row.state);
    stream.send("message", describeMessage(row));
    return row;
  }
  async function look(): Promise<void> {
    if (followed === undefined || stream.ended.aborted) return;
    const row = await conversations.message(followed);
    if (row !== undefined && endless.has(row.state)) return;
    const replies = await conversations.repliesTo(followed);
    if (replies.some(({ id, state }) => underWay.has(state) && !told.has(id))) return;
    for (const reply of replies) if (reply.state === "delivered" && !told.has(reply.id)) stream.send("reply", replyOf(reply));
    await tellMessage(followed);
    stream.end("The message has ended.");
  }
  function lookNow() {
    if (looking) return;
    looking = true;
    look()
      .catch(() => stream.end("The message could not be read."))
      .finally(() => {
        looking = false;
      });
  }
  function lookAgain() {
    timer = clock.after(lookEveryMs, lookAgain);
    lookNow();
  }

  /** What happens before the message is known to be accepted is told after that. */
  let early: RoomEvent[] | undefined = send === undefined ? undefined : [];
  function hear(event: RoomEvent): void {
    if (early !== undefined) return void early.push(event);
    stream.send(event.type, event.data);
    if (event.type !== "reply") return;
    told.add(event.data.key);
    for (const id of event.data.answers) tellMessage(id).catch(() => undefined); // a row that cannot be read is not told; the reply was
    if (followed !== undefined && event.data.answers.includes(followed)) lookNow();
  }
  const listening = channel.listen(conversation, hear);
  stream.ended.addEventListener(
    "abort",
    () => {
      listening[Symbol.dispose]();
      timer?.[Symbol.dispose]();
    },
    { once: true },
  );
  if (stream.ended.aborted) listening[Symbol.dispose]();
  if (send === undefined) return stream.response;
  try {
    const row = await send();
    followed = row.id;
    stream.send("accepted", { id: row.id, state: row.state });
    const heard = early ?? [];
    early = undefined;
    for (const event of heard) hear(event);
  } catch (error) {
    stream.end("The message was not taken.");
    throw error;
  }
  if (!stream.ended.aborted) lookAgain();
  return stream.response;
}
