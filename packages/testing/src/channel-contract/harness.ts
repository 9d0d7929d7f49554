import type { Clock, Json, Plugin } from "@instar/kernel";

/**
 * What a service cannot do, said by name so that the report can list it. None of them concerns safety: a message that is lost, handled
 * twice or sent too early, and a secret that leaks, have no opt-out.
 *
 * - `second-conversation`: there is only one conversation, so nothing can show that two do not delay each other
 * - `quotes`: people cannot quote
 * - `typing`: nothing can be shown while work goes on; a sentence within 2 s is asked for instead
 * - `formatting`: only plain text is sent, so a format cannot be refused
 * - `readback`: what was sent cannot be looked up, so a send whose answer was lost may be repeated once
 * - `exclusive`: the service cannot tell a second instance from the first
 * - `bots`, `service-events`: the service has none
 */
export type ChannelOptOut = "second-conversation" | "quotes" | "typing" | "formatting" | "readback" | "exclusive" | "bots" | "service-events";

/**
 * What the service does wrong from now on, until `restore`; with `times`, to so many sends.
 *
 * - `duplicate`: every message is handed to the channel twice
 * - `limit`: sends are refused with a time to wait, to one conversation; it ends by itself after `retryAfterMs` of the harness's clock
 * - `bad-gateway`: an HTML page instead of an answer; `reset`: the connection breaks; `timeout`: no answer at all.
 *   `committed`: the service has taken the part all the same
 * - `forbidden`: sends are refused for good (blocked, no such conversation)
 * - `format`: sends that are not plain text are refused
 * - `offline`: nothing reaches the service; `revoked`: the credentials are worth nothing
 * - `typing`: showing that work goes on fails
 */
export type ChannelFault =
  | { readonly kind: "duplicate" | "forbidden" | "format" | "offline" | "revoked" | "typing" }
  | { readonly kind: "limit"; readonly conversation: string; readonly retryAfterMs: number }
  | { readonly kind: "bad-gateway" | "reset" | "timeout"; readonly committed?: boolean; readonly times: number };

/** What is in the service and is no message of a person: the channel's own echo, another program, a service event, a broken or unknown one. */
export type ChannelNoise = "own" | "bot" | "service-event" | "malformed";

/** A channel under test and the loopback service behind it. The service outlives kernels: one harness sees several. */
export interface ChannelHarness {
  /** Set up in several kernels, one after the other and (C36) two at once. */
  readonly plugin: Plugin;
  /** Who speaks in `say`, as `plugin-access` names people: `<channel>:<sender id>`. */
  readonly owner: string;
  /** `Address.conversation` of where the owner writes, and of a second place (absent only with the opt-out `second-conversation`). */
  readonly conversations: readonly [main: string, second?: string];
  /** What stands in the plugin's options and must be seen nowhere. */
  readonly secrets: readonly string[];
  /** The longest text that the service takes in one send, in UTF-16 units. The service refuses longer ones. */
  readonly partLimit: number;
  /** The longest text that a person can send, default 40,000. */
  readonly longestMessage?: number;
  readonly optOut?: readonly ChannelOptOut[];
  /**
   * A module (JavaScript or TypeScript) whose default export is the plugin's factory, and the options for it. With it the crash cases
   * start a process of their own and kill it; without it they drop a kernel at every step of its journal.
   */
  readonly module?: { readonly file: URL; readonly options: Json };

  /** The owner writes, whether anybody listens or not. */
  say(text: string, how?: { readonly conversation?: string; readonly quoting?: string }): Promise<void>;
  noise(what: ChannelNoise): Promise<void>;
  /** What the service took from the channel, repeats included, in order; `text` as its reader sees it. */
  sent(): readonly { readonly conversation: string; readonly text: string }[];
  /** What a reader should see of an answer in Markdown, before it is cut into parts. Default: the same text. */
  readable?(markdown: string): string;

  fail(fault: ChannelFault): void;
  /** Ends every fault. */
  restore(): void;

  /** Sends that reached the service, refused ones included. */
  sends(): number;
  /** Sends that the service refused as malformed, in format or length, faults aside. */
  malformed(): number;
  /** Sends that came before a `limit` was over. */
  early(): number;
  /** How often work was shown. */
  typed(): number;
  /** How many messages of the owner the service may forget: it was told that they are safe (a cursor moved past them, a webhook answered). */
  confirmed(): number;
  /** Requests of the channel that the service has not answered yet (a long poll, a hanging send). */
  pending(): number;
  close(): Promise<void>;
}

/** Starts a service and configures the channel for it. `clock` is the one that the tests move: measure a `limit` with it. */
export type MakeChannelHarness = (given: { readonly clock: Clock }) => Promise<ChannelHarness>;
