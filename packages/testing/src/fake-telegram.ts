import { type Clock, systemClock } from "@instar/kernel";
import type { Desk, TelegramRequest } from "./fake-telegram/answer-request.ts";
import type { TelegramUser } from "./fake-telegram/chat.ts";
import { openDoor } from "./fake-telegram/door.ts";
import { createFaultPlan, type FaultTarget, type TelegramFault } from "./fake-telegram/faults.ts";
import { createLimits, type EarlySend, type TelegramLimits } from "./fake-telegram/limits.ts";
import type { TelegramMessage } from "./fake-telegram/message.ts";
import { type ChatReference, chatIdOf, createPeople, type MessageReference, type TelegramPeople } from "./fake-telegram/people.ts";
import { createPlaces, type TelegramPlaces } from "./fake-telegram/places.ts";
import type { TelegramUpdate } from "./fake-telegram/update-queue.ts";
import { createWorld, type TelegramBotProfile, type TypingSign } from "./fake-telegram/world.ts";

export type { TelegramRequest } from "./fake-telegram/answer-request.ts";
export type { MemberStatus, TelegramChat, TelegramRights, TelegramUser } from "./fake-telegram/chat.ts";
export type { FormattedText, TelegramEntity } from "./fake-telegram/entities/entity.ts";
export { formatText as formatTelegramText, type GivenText } from "./fake-telegram/entities/format-text.ts";
export { type ParsedHtml, parseHtml as parseTelegramHtml } from "./fake-telegram/entities/parse-html.ts";
export { type FaultedRequest, type FaultTarget, type TelegramFault, telegramFault } from "./fake-telegram/faults.ts";
export type { GivenTelegramFile } from "./fake-telegram/file-shelf.ts";
export type { EarlySend, TelegramLimits } from "./fake-telegram/limits.ts";
export type { TelegramButton, TelegramFile, TelegramKeyboard, TelegramMessage } from "./fake-telegram/message.ts";
export { reactionEmoji } from "./fake-telegram/methods/reactions.ts";
export type { ChatReference, MessageReference, TelegramPeople } from "./fake-telegram/people.ts";
export type { GivenGroup, TelegramPlaces } from "./fake-telegram/places.ts";
export type { Rule } from "./fake-telegram/refusal.ts";
export { type RuleName, telegramRules } from "./fake-telegram/refusals.ts";
export type { SaidInTelegram } from "./fake-telegram/said.ts";
export { tinyPng } from "./fake-telegram/sniff-image.ts";
export type { TelegramUpdate } from "./fake-telegram/update-queue.ts";
export type { CallbackAnswer, TelegramBotProfile, TypingSign } from "./fake-telegram/world.ts";

export interface FakeTelegramOptions {
  /** Measures polls, limits, the hour of a file's link. Default: the system's. */
  readonly clock?: Clock;
  /** Default `42:test`. What stands before the colon is the bot's id. */
  readonly token?: string;
  /** Default: `instar_bot`, with privacy mode, without topics in private chats. */
  readonly bot?: Partial<Omit<TelegramBotProfile, "id" | "is_bot">>;
  /** Holds the bot to Telegram's limits. Default: none but those of `park`. */
  readonly limits?: TelegramLimits;
  /** Default: a free port. */
  readonly port?: number;
}

/**
 * A strict stand-in for https://api.telegram.org on loopback, with the people behind it. What Telegram refuses, it refuses in the same words; what
 * Telegram would silently mend or ignore, it refuses in its own, which begin with `Bad Request: fake Bot API`.
 */
export interface FakeTelegram extends TelegramPeople, TelegramPlaces, AsyncDisposable {
  /** For a client's `apiRoot`. */
  readonly url: string;
  readonly token: string;
  readonly bot: TelegramBotProfile;

  /** Every call so far, refused ones included, oldest first, without the token. */
  readonly requests: readonly TelegramRequest[];
  /** Requests that were refused, faults and 429 aside: empty for a client that does everything right. */
  readonly refused: readonly TelegramRequest[];
  /** Everything that the bot delivered, as it stands now; messages deleted later are included. In order. */
  sent(chat?: ChatReference): readonly TelegramMessage[];
  /** What a file of a message holds. */
  content(fileId: string): Uint8Array;
  readonly downloads: number;
  typing(chat?: ChatReference): readonly TypingSign[];
  /** The bot's reaction to a message. */
  reaction(message: MessageReference): string | undefined;
  /** Its command menu. `scope`: `default`, `all_private_chats`, `chat/-1001`, with `/de` for a language. */
  commands(scope?: string): readonly object[];
  /** What came to a parked chat before its time. */
  readonly early: readonly EarlySend[];
  /** Updates that a poll's offset has passed: Telegram has forgotten them. */
  readonly confirmed: readonly TelegramUpdate[];
  readonly pendingUpdates: readonly TelegramUpdate[];
  /** Requests that are not answered yet, the waiting poll among them. */
  readonly open: readonly TelegramRequest[];
  /** A long poll waits. */
  readonly polling: boolean;

  /** Any update, for what this fake does not make: unknown kinds, broken ones. */
  inject(update: Readonly<Record<string, unknown>>): void;
  /** Every confirmed update is given once more. */
  duplicates(on: boolean): void;
  /** The next `times` (default 1) requests of this method get this fault. `download` is the download of a file. */
  fail(target: FaultTarget, fault: TelegramFault, times?: number): void;
  /** Refuses everything to this chat with 429 until so many seconds of the clock are over. */
  park(chat: ChatReference, seconds: number): void;
  /** Ends all faults, parking and duplicates, and comes online. */
  restore(): void;
  offline(): void;
  online(): void;
  close(): Promise<void>;
}

export async function startFakeTelegram(options: FakeTelegramOptions = {}): Promise<FakeTelegram> {
  const clock = options.clock ?? systemClock;
  const token = options.token ?? "42:test";
  const world = createWorld(clock, profileOf(token, options.bot));
  const closing = new AbortController();
  const desk: Desk = { world, faults: createFaultPlan(), limits: createLimits(clock, options.limits), requests: [], open: new Set(), closing: closing.signal };
  const door = await openDoor(desk, token, options.port ?? 0);

  async function close(): Promise<void> {
    if (closing.signal.aborted) return;
    closing.abort();
    world.updates.endPoll();
    await door.close();
  }

  return {
    ...createPeople(world),
    ...createPlaces(world),
    url: door.url,
    token,
    bot: world.profile,
    requests: desk.requests,
    get refused() {
      return desk.requests.filter(({ status = 200, fault }) => status >= 400 && status !== 429 && fault === undefined);
    },
    sent: (chat) => world.sent.filter((message) => chat === undefined || message.chat.id === chatIdOf(chat)),
    content: (fileId) => world.files.content(fileId),
    get downloads() {
      return world.files.downloads;
    },
    typing: (chat) => world.typing.filter((sign) => chat === undefined || sign.chat === chatIdOf(chat)),
    reaction: (message) => world.reactions.get(`${message.chat.id}/${message.message_id}`),
    commands: (scope = "default") => world.commands.get(scope) ?? [],
    early: desk.limits.early,
    confirmed: world.updates.confirmed,
    get pendingUpdates() {
      return world.updates.pending;
    },
    get open() {
      return [...desk.open];
    },
    get polling() {
      return world.updates.polling;
    },
    inject: (update) => {
      for (const [kind, body] of Object.entries(update)) world.updates.add(kind, body);
    },
    duplicates: (on) => {
      world.updates.duplicates = on;
    },
    fail: (target, fault, times = 1) => desk.faults.add(target, fault, times),
    park: (chat, seconds) => desk.limits.park(chatIdOf(chat), seconds),
    restore() {
      desk.faults.clear();
      desk.limits.clear();
      world.updates.duplicates = false;
      door.online(true);
    },
    offline: () => door.online(false),
    online: () => door.online(true),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function profileOf(token: string, given: FakeTelegramOptions["bot"] = {}): TelegramBotProfile {
  const user: TelegramUser = { id: Number(token.split(":")[0]) || 42, is_bot: true, first_name: "Instar", username: "instar_bot" };
  const abilities = { can_join_groups: true, can_read_all_group_messages: false, supports_inline_queries: false, can_connect_to_business: false };
  return {
    ...user,
    is_bot: true,
    username: "instar_bot",
    ...abilities,
    ...{
      has_main_web_app: false,
      has_topics_enabled: false,
      allows_users_to_create_topics: false,
      can_manage_bots: false,
      supports_join_request_queries: false,
    },
    ...given,
  };
}
