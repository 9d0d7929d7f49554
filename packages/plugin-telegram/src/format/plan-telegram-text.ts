import { cleanCharacters } from "./clean-characters.ts";
import { readMarkdown } from "./read-markdown.ts";
import { createPage } from "./run-page.ts";
import { serialiseRuns } from "./serialise-runs.ts";
import { type PartLimits, splitRuns } from "./split-runs.ts";
import { writeBlocks } from "./write-blocks.ts";

/** The text of one message, in two forms. */
export interface TelegramText {
  /** For `parse_mode: "HTML"`. */
  readonly html: string;
  /** The same words without formatting, for when Telegram refuses the other. Its length is what Telegram counts for both. */
  readonly plain: string;
}

const messageLimits: PartLimits = { units: 4_096, bytes: 32_768, entities: 100 };
const captionUnits = 1_024;

/**
 * GitHub-flavoured Markdown as Telegram's HTML, in as many messages as it takes. Telegram accepts every part, for any input; none is cut inside of a tag, a
 * character or, where there is a choice, a word. A fence, quote or style that is cut goes on in the next part. Empty when there is nothing to be seen.
 * Never throws. Takes time in proportion to the length.
 */
export function planTelegramText(markdown: string, limits: Partial<PartLimits> = {}): readonly TelegramText[] {
  const page = createPage();
  writeBlocks(readMarkdown(cleanCharacters(markdown)), [], page);
  return splitRuns(page.runs, { ...messageLimits, ...limits }).map((runs) => ({ html: serialiseRuns(runs), plain: runs.map(({ text }) => text).join("") }));
}

/** A planned text can stand under a file: a caption is one part of at most 1,024 units. */
export const fitsCaption = (parts: readonly TelegramText[]): boolean => parts.length <= 1 && (parts[0]?.plain.length ?? 0) <= captionUnits;
