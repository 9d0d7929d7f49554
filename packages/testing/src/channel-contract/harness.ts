import type { Clock, Json, Plugin } from "@instar/kernel";
import type { IncomingFile } from "@instar/kernel/contracts";

/**
 * What a channel or its service cannot do, said by name so that the report can list it. None of them concerns safety: a message that is lost, handled
 * twice or sent too early, a stranger who gets through, and a secret that leaks have no opt-out.
 *
 * - `second-conversation`: there is only one conversation, so nothing can show that two do not delay each other
 * - `quotes`: people cannot quote
 * - `typing`: nothing can be shown while work goes on; a sentence within 2 s is asked for instead
 * - `formatting`: only plain text is sent, so a format cannot be refused
 * - `readback`: what was sent cannot be looked up, so a send whose answer was lost may be repeated once
 * - `exclusive`: the service cannot tell a second instance from the first
 * - `bots`, `service-events`: the service has none
 * - `files-in`, `albums`, `edits`, `unsends`, `groups`: people cannot do that there
 * - `webhook`: the channel asks the service, and serves no route
 * - `files-out`: no files can be sent; `photos`: they are sent as what they are, so a photo cannot be refused as one
 * - `routes`: a conversation stays where it is
 * - `marks`, `buttons`, `threads`: the service has none
 * - `opened-threads`: people open threads, the channel cannot; `found-threads`: those that it opened cannot be looked up, so a crash may leave an empty one
 */
export type ChannelOptOut =
  | "second-conversation"
  | "quotes"
  | "typing"
  | "formatting"
  | "readback"
  | "exclusive"
  | "bots"
  | "service-events"
  | "files-in"
  | "albums"
  | "edits"
  | "unsends"
  | "groups"
  | "webhook"
  | "files-out"
  | "photos"
  | "routes"
  | "marks"
  | "buttons"
  | "threads"
  | "opened-threads"
  | "found-threads";

/**
 * What the service does wrong from now on, until `restore`; with `times`, to so many sends.
 *
 * - `duplicate`: every message is handed to the channel twice
 * - `limit`: sends are refused with a time to wait, to one conversation; it ends by itself after `retryAfterMs` of the harness's clock
 * - `bad-gateway`: an HTML page instead of an answer; `reset`: the connection breaks; `timeout`: no answer at all.
 *   `committed`: the service has taken the part all the same
 * - `forbidden`: sends are refused for good (blocked, no such conversation)
 * - `format`: sends that are not plain text are refused; `photo`: pictures are refused as photos, and taken as documents
 * - `offline`: nothing reaches the service; `revoked`: the credentials are worth nothing
 * - `typing`, `marks`: showing that work goes on, or marking a message, fails
 */
export type ChannelFault =
  | { readonly kind: "duplicate" | "forbidden" | "format" | "photo" | "offline" | "revoked" | "typing" | "marks" }
  | { readonly kind: "limit"; readonly conversation: string; readonly retryAfterMs: number }
  | { readonly kind: "bad-gateway" | "reset" | "timeout"; readonly committed?: boolean; readonly times: number };

/** What is in the service and is no message of a person: the channel's own echo, another program, a service event, a broken or unknown one. */
export type ChannelNoise = "own" | "bot" | "service-event" | "malformed";

/** A file that a person sends. `bytes` is what the service says of its size; absent: as long as its content; `unknown`: nothing, where a service may be silent about it. */
export interface GivenFile extends Omit<IncomingFile, "id" | "bytes"> {
  readonly content: Uint8Array;
  readonly bytes?: "unknown";
}

/** How a person writes. */
export interface GivenMessage {
  /** Default the first of `conversations`; for the stranger, their own. */
  readonly conversation?: string;
  /** Default the owner. */
  readonly from?: "owner" | "stranger";
  readonly quoting?: string;
  /** As `newThread` gave it. */
  readonly thread?: string;
  /** In a group: the agent is mentioned, one of its messages is replied to, or another bot is named behind the command that the text is (`/status@another`). */
  readonly addressing?: "mention" | "reply" | "another";
  readonly files?: readonly GivenFile[];
  /** The same for the messages of one album. */
  readonly album?: string;
}

/** Something that the service took from the channel, as its reader sees it. */
export interface SentPart {
  readonly conversation: string;
  readonly text: string;
  readonly thread?: string;
  readonly file?: { readonly name: string; readonly content: Uint8Array; readonly as: "photo" | "document" };
  /** What stands on its buttons. */
  readonly buttons?: readonly string[];
}

/** One request of the service to the house, as it would tell of a message of the owner: properly signed, or with a flaw. */
export type GivenRequest = "signed" | "unsigned" | "forged" | "stale" | "from the future" | "too long";

/** A channel under test and the loopback service behind it. The service outlives kernels: one harness sees several. */
export interface ChannelHarness {
  /** Set up in several kernels, one after the other and (C36) two at once. */
  readonly plugin: Plugin;
  /** Who speaks in `say`, as `plugin-access` names people: `<channel>:<sender id>`. */
  readonly owner: string;
  /** Somebody whom nobody knows, under the very name that the owner bears, and the private conversation in which they write. */
  readonly stranger: { readonly sender: string; readonly conversation: string };
  /** `Address.conversation` of where the owner writes, and of a second place (absent only with the opt-out `second-conversation`). */
  readonly conversations: readonly [main: string, second?: string];
  /** `Address.conversation` of where several people write, the owner and the stranger among them. */
  readonly group?: string;
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

  /** A person writes, whether anybody listens or not. Gives back what names the message for `edit`, `unsend` and `mark`. */
  say(text: string, how?: GivenMessage): Promise<string>;
  noise(what: ChannelNoise): Promise<void>;
  /** What the service took from the channel, repeats included, in order. */
  sent(): readonly SentPart[];
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

  // What follows is left out together with the opt-out of its name.

  /** `files-in`: how often the content of a file was asked for. */
  downloads?(): number;
  /** `edits`: whoever wrote a message changes it. Not counted by `confirmed`. */
  edit?(said: string, text: string): Promise<void>;
  /** `unsends`: whoever wrote a message takes it back. */
  unsend?(said: string): Promise<void>;
  /** `marks`: how a message is marked now. */
  mark?(said: string): "seen" | "failed" | undefined;
  /** `buttons`: somebody presses the newest button that bears this label; resolves with what they are shown. */
  press?(label: string, from?: "owner" | "stranger"): Promise<string>;
  /** `routes`: the first conversation goes elsewhere for good (a group migrated): sends to where it was are refused, saying where it is. Gives back its new `conversation`. */
  move?(): string;
  /** `threads`: a person opens a thread in the first conversation; resolves with its `Address.thread`. */
  newThread?(): Promise<string>;
  /** `opened-threads`: the names of those that the channel opened. */
  threads?(): readonly string[];
  /**
   * `webhook`: where the house's API listens now, whenever that changes (undefined: nowhere), and one request of the service's kind; resolves with the
   * status of its answer. What `say` tells is delivered there, again and again until it is answered with 2xx.
   */
  readonly webhook?: { at(url: string | undefined): void; post(request: GivenRequest): Promise<number> };
}

/** Starts a service and configures the channel for it. `clock` is the one that the tests move: measure a `limit` with it. */
export type MakeChannelHarness = (given: { readonly clock: Clock }) => Promise<ChannelHarness>;
