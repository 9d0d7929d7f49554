import { service } from "@instar/kernel";

/** A limit of Telegram: nothing is sent to this chat until then. */
export interface ParkedChat {
  readonly chat: number;
  /** Epoch ms. */
  readonly until: number;
}

/** A topic as far as Telegram tells of it: what was heard, and what the agent opened itself. */
export interface TelegramTopic {
  readonly chat: number;
  readonly thread: number;
  readonly name: string;
  /** The agent opened it: everything that is written there is meant for it. */
  readonly own?: boolean;
  readonly closed?: boolean;
  /** Epoch ms. */
  readonly openedAt: number;
}

/** Something that is not as it should be, and what a person does about it. */
export interface TelegramLack {
  readonly what: string;
  /** One tap or line each. */
  readonly fix: readonly string[];
}

/** What is known without asking Telegram. Times in epoch ms. */
export interface TelegramState {
  /** `off`: nobody listens, because the agent does not run. */
  readonly listening: "off" | "opening" | "open" | "failed";
  readonly since?: number;
  /** When Telegram last told of something. */
  readonly lastUpdateAt?: number;
  readonly trouble?: { readonly code?: string; readonly message: string; readonly hint?: string };
  readonly parked: readonly ParkedChat[];
  readonly topics: number;
  /** Where the Bot API is; absent: Telegram's own. */
  readonly apiRoot?: string;
}

export interface TelegramBot {
  readonly id: number;
  readonly name: string;
  /** Without its `@`. */
  readonly username: string;
  /** It is told everything that is said in its groups; else only what is meant for it (privacy mode). */
  readonly hearsGroups: boolean;
  /** Private chats with it have topics. */
  readonly privateTopics: boolean;
}

/** A group that the bot is, or was, in. */
export interface TelegramGroup {
  readonly id: number;
  readonly title?: string;
  /** Telegram's word: `administrator`, `member`, `left`; `unknown`: it would not say. */
  readonly status: string;
  readonly hearsEverything: boolean;
  readonly managesTopics: boolean;
  /** It has topics, as far as is known. */
  readonly forum: boolean;
}

/** What Telegram says of the bot now. */
export interface TelegramCheck {
  readonly bot: TelegramBot;
  /** The host that the bot's messages are sent to by another program. */
  readonly webhook?: string;
  readonly groups: readonly TelegramGroup[];
  /** What keeps it from its work comes first. Empty: nothing is missing. */
  readonly lacks: readonly TelegramLack[];
  /** What is off, and may well be meant to be. */
  readonly advice: readonly TelegramLack[];
}

/** One thing that was tried. */
export interface TelegramTestStep {
  readonly step: "bot" | "listening" | "rights" | "send" | "edit" | "delete";
  readonly ok: boolean;
  readonly text: string;
  /** What to do about it. */
  readonly hint?: string;
}

/** The bot, as people look at it and mend it. */
export interface TelegramDesk {
  state(): Promise<TelegramState>;
  /** Asks Telegram. Rejects with TELEGRAM_TOKEN_REFUSED or TELEGRAM_UNREACHABLE. */
  check(): Promise<TelegramCheck>;
  /**
   * Sends a silent message to a chat (`123456789`, `-1001234567890`, `-1001234567890/12` for a topic), edits it and takes it away. What Telegram refuses is told by
   * the last step; rejects with TELEGRAM_BAD_CHAT alone.
   */
  test(chat: string): Promise<readonly TelegramTestStep[]>;
  /** All topics that are known. */
  topics(): Promise<readonly TelegramTopic[]>;
}

export const Telegram = service<TelegramDesk>("telegram");
