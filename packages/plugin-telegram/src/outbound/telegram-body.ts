import type { PartBody } from "@instar/kernel/contracts";

/** How a file is shown. */
export type FileKind = "photo" | "voice" | "audio" | "video" | "document";

/** What one request to Telegram carries: `text` as it reads without formatting. */
export interface TelegramBody extends PartBody {
  /** The same text as Telegram's HTML. */
  readonly html?: string;
  /** What `html` says. The house may have put other words in `text` since, and then those hold. */
  readonly plain?: string;
  readonly as?: FileKind;
}
