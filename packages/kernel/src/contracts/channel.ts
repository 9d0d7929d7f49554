import { defineErrors } from "../errors.ts";
import type { Address, Message, Reply, Sender } from "../hooks/events.ts";
import type { Json } from "../json.ts";
import { point } from "../token.ts";

export interface ChannelSink {
  /**
   * Resolves once the message is durably accepted; advance your cursor only then. At-least-once in, once handled.
   * Rejects with CONVERSATIONS_MESSAGE_MALFORMED for what can never be accepted: log it and move on. Any other rejection: hand it over again later.
   */
  receive(message: Message<Sender>): Promise<void>;
  readonly cursor: { load(): Promise<string | undefined>; save(cursor: string): Promise<void> };
  /** Tells the outbox that what waits for this address (or for the whole channel) can be sent now. */
  wake(address?: Address): void;
  /**
   * Tells the house that listening broke down (revoked credentials, a second instance, no network). It shows the channel `failed` with
   * the error's message, disposes the handle of `open`, and opens the channel again with growing pauses, at most a minute apart.
   */
  failed(error: Error): void;
}

/** One provider call's worth of a reply, already in the channel's own format. */
export interface Part {
  readonly index: number;
  readonly body: Json;
}

/** How a send failed; decides what the outbox does. `not-sent`: certainly not delivered; `unknown`: perhaps delivered. */
export interface SendFailure {
  readonly outcome: "not-sent" | "unknown";
  /** `never`: give up. `plain`: the format was refused, send this part as plain text once. `reroute`: ask the channel for the new address. Else wait, for this address or for the whole channel. */
  readonly next: "never" | "plain" | "reroute" | { readonly afterMs: number; readonly scope: "address" | "channel" };
}

export interface Channel {
  readonly id: string;
  /** Begins listening; the returned handle stops it and resolves when no more `receive` calls will be made. */
  open(sink: ChannelSink): Promise<AsyncDisposable>;
  /** Pure: converts and splits. All parts become rows before the first is sent. */
  plan(reply: Reply): readonly Part[];
  /** Asked instead of `plan` where it is there: by a channel in a process of its own, which cannot answer at once. */
  planLater?(reply: Reply): Promise<readonly Part[]>;
  /** Must not retry by itself. Rejects with CHANNEL_SEND_FAILED carrying a SendFailure (`sendFailed`). */
  send(
    part: Part,
    to: { readonly address: Address; readonly key: string; readonly attempt: number; readonly signal: AbortSignal },
  ): Promise<{ readonly ref: string }>;
  /** The same part without formatting, for when the service refused it. Absent: the part fails. */
  plain?(part: Part): Part;
  /** Where an address went (a topic was deleted, a group migrated). */
  reroute?(address: Address): Promise<Address | undefined>;
  /** Where the service can be read back: makes an unknown outcome certain. */
  find?(key: string, part: Part, address: Address): Promise<{ readonly ref: string } | "absent" | "unknown">;
  edit?(ref: string, part: Part, address: Address): Promise<void>;
  /** Shows that work goes on; repeated by the house every 4 s while a turn runs. A failure never affects the answer. */
  typing?(to: Address): Promise<void>;
}

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
