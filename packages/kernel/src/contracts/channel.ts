import { defineErrors } from "../errors.ts";
import type { Address, Button, Message, Reply, Sender } from "../hooks/events.ts";
import type { MaybePromise } from "../json.ts";
import { point } from "../token.ts";

/** A file that came with a message, as the service describes it. Nothing is fetched before the house has judged its sender and its size. */
export interface IncomingFile {
  /** The service's own word for it, given back to `Channel.fetch`. */
  readonly id: string;
  readonly kind: "photo" | "document" | "voice" | "audio" | "video";
  /** What the sender called it; the house makes it safe. */
  readonly name?: string;
  readonly mimeType?: string;
  /** Absent: unknown; fetching ends at the house's limit. */
  readonly bytes?: number;
  readonly durationMs?: number;
}

/** What a person wrote or sent, as the service tells it. Only `files`, `album`, `group` and `edits` are a channel's own; see `Message` for the rest. */
export interface Incoming extends Message<Sender> {
  /** Fetched by the house, whose copies the agent is told as `attachments`. */
  readonly files?: readonly IncomingFile[];
  /** The same in all messages of one album: they become one turn. */
  readonly album?: string;
  /** Set where several people write. `addressed`: the agent was mentioned, replied to, or given a command that names nobody else. Absent: a private conversation. */
  readonly group?: { readonly addressed: boolean };
  /** The key of the message that this one replaces. */
  readonly edits?: string;
}

/** Somebody pressed a button that the house had put under a reply. `key` names the press, as a message's key names a message. */
export interface Press {
  readonly key: string;
  readonly button: string;
  readonly from: Sender;
  readonly address: Address;
  /** Set where several people write. */
  readonly group?: true;
}

export interface ChannelSink {
  /**
   * Resolves once the message is durably accepted; advance your cursor only then. At-least-once in, once handled.
   * Rejects with CONVERSATIONS_MESSAGE_MALFORMED for what can never be accepted: log it and move on. Any other rejection: hand it over again later.
   */
  receive(message: Incoming): Promise<void>;
  /** A person took back the message with this key. What has not begun will not; what has begun goes on. Durable when it resolves. */
  unsent(key: string): Promise<void>;
  /** Resolves with what is shown to whoever pressed (at most 200 characters), within 3 s and whatever happens: a press never rejects. Durable by then. */
  pressed(press: Press): Promise<string>;
  readonly cursor: { load(): Promise<string | undefined>; save(cursor: string): Promise<void> };
  /** Tells the outbox that what waits for this address (or for the whole channel) can be sent now. */
  wake(address?: Address): void;
  /**
   * Tells the house that listening broke down (revoked credentials, a second instance, no network). It shows the channel `failed` with
   * the error's message, disposes the handle of `open`, and opens the channel again with growing pauses, at most a minute apart.
   */
  failed(error: Error): void;
}

/** What one send carries. A channel that plans its own parts may add members, all of them plain data. */
export interface PartBody {
  /** Markdown, unless the channel's own `plan` converted it. Empty beside a file without a caption. */
  readonly text: string;
  /** Absolute path of a file that the house lets out. Only for a channel with `files`. */
  readonly file?: string;
  /** Only for a channel with `buttons`, under the last part. */
  readonly buttons?: readonly Button[];
  /** Arrives without a sound, where the service can do that. */
  readonly silent?: true;
}

/** One provider call's worth of a reply. */
export interface Part<Body extends PartBody = PartBody> {
  readonly index: number;
  readonly body: Body;
}

/** How a send failed; decides what the outbox does. `not-sent`: certainly not delivered; `unknown`: perhaps delivered. */
export interface SendFailure {
  readonly outcome: "not-sent" | "unknown";
  /**
   * `never`: give up. `plain`: the format (or the kind of file) was refused, send this part once as `plain` says. `reroute`: ask the channel for the new
   * address. Else wait, for this address or for the whole channel.
   */
  readonly next: "never" | "plain" | "reroute" | { readonly afterMs: number; readonly scope: "address" | "channel" };
}

/** A command that people can choose. `owner`: only an owner may use it. */
export interface MenuCommand {
  readonly name: string;
  readonly summary: string;
  readonly owner?: true;
}

/** A way to reach the agent: `open` and `send` are all that a channel must have. What is optional is used by the house where it is there. */
export interface Channel<Body extends PartBody = PartBody> {
  readonly id: string;
  /** Begins listening; the returned handle stops it and resolves when no more `receive` calls will be made. */
  open(sink: ChannelSink): Promise<AsyncDisposable>;
  /** Must not retry by itself. Rejects with CHANNEL_SEND_FAILED carrying a SendFailure (`sendFailed`). */
  send(
    part: Part<Body>,
    to: { readonly address: Address; readonly key: string; readonly attempt: number; readonly signal: AbortSignal },
  ): Promise<{ readonly ref: string }>;
  /** The longest text that one send takes, in UTF-16 units, for the house's own plan: it cuts Markdown so that each part stands alone. Absent: any length. */
  readonly limit?: number;
  /**
   * Converts and splits, without touching the service, where the house's own plan does not fit: text in parts of `limit`, then a part per file, buttons under
   * the last. All parts become rows before the first is sent.
   */
  plan?(reply: Reply): MaybePromise<readonly Part<Body>[]>;
  /** The same part without formatting, a photo as a document, for when the service refused it. Absent: the part fails. */
  plain?(part: Part<Body>): MaybePromise<Part<Body>>;
  /** Where an address went (a topic was deleted, a group migrated). The house remembers it: later replies go there at once. */
  reroute?(address: Address): Promise<Address | undefined>;
  /** Where the service can be read back: makes an unknown outcome certain. */
  find?(key: string, part: Part<Body>, address: Address): Promise<{ readonly ref: string } | "absent" | "unknown">;
  /** Replaces what was sent, without a sound. The same again is no failure. The house writes how long work goes on with it, a few times a minute at most. */
  edit?(ref: string, part: Part<Body>, address: Address): Promise<void>;
  /** Shows that work goes on; repeated by the house every 4 s while a turn runs. A failure never affects the answer. */
  typing?(to: Address): Promise<void>;
  /** Marks a person's message (`key`) as seen, or as failed; `undefined` takes the mark away. A failure never affects the answer. */
  react?(mark: "seen" | "failed" | undefined, to: { readonly key: string; readonly address: Address }): Promise<void>;
  /** Writes a file of a message to `path`, which does not exist yet. Rejects when it is longer than `maxBytes`: with a `code` that ends in `TOO_LARGE` it is not tried again. */
  fetch?(file: IncomingFile, to: { readonly path: string; readonly maxBytes: number; readonly signal: AbortSignal }): Promise<void>;
  /** It sends `PartBody.file`. Absent: parts say in words what could not be sent. */
  readonly files?: true;
  /** It shows `Reply.buttons`, and reports presses. A button's id has at most 24 characters from A–Z, a–z, 0–9, `-` and `_`. */
  readonly buttons?: true;
  /** Opens a thread in a conversation, for a conversation with the agent of its own. `key` is the same at every try. */
  openThread?(parent: Address, thread: { readonly key: string; readonly name: string }): Promise<Address>;
  /** After a try whose outcome is unknown: the thread that it made, where the service can be read back. */
  findThread?(parent: Address, thread: { readonly key: string; readonly name: string }): Promise<Address | undefined>;
  /** What a thread was opened for is over: it can still be read, and is opened again by whoever writes there. Closing a closed one is no failure. */
  closeThread?(thread: Address): Promise<void>;
  /** The commands that people can choose from, and the private conversations of owners, whenever either changes. A failure is logged. */
  menu?(commands: readonly MenuCommand[], owners: readonly Address[]): Promise<void>;
}

/** A channel whose parts carry more than `PartBody` is one, too: it is given only parts of its own. */
export const Channels = point<Channel>("channels");

const ChannelError = defineErrors("CHANNEL", {
  SEND_FAILED: (what: string) => ({ message: what }),
});

const failure = Symbol.for("instar.send-failure");

/** The error of `Channel.send`: what happened in words, and what the outbox shall do. */
export const sendFailed = (what: string, how: SendFailure, cause?: unknown): Error =>
  Object.assign(ChannelError.SEND_FAILED(what, { cause }), { [failure]: how });

/** What an error of `Channel.send` asks for; any other error leaves the outcome unknown. */
export const sendFailureOf = (error: unknown): SendFailure =>
  (error as { [failure]?: SendFailure } | undefined)?.[failure] ?? { outcome: "unknown", next: { afterMs: 5_000, scope: "address" } };
