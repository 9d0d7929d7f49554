import { refuse } from "../refusals.ts";
import { cleanText } from "./clean-text.ts";
import type { FormattedText } from "./entity.ts";
import { withFoundEntities } from "./find-entities.ts";
import { givenEntities } from "./given-entities.ts";
import { nestEntities } from "./nest-entities.ts";
import { parseHtml } from "./parse-html.ts";

const mostSourceBytes = 32_768;

/** How a text came: its words, how they are marked up, and entities instead of markup. */
export interface GivenText {
  readonly text: string;
  readonly parseMode?: string;
  readonly entities?: unknown;
}

/** A text and its entities as Telegram keeps them. Empty when only white space was given; the caller judges length. */
export function formatText({ text, parseMode = "", entities }: GivenText): FormattedText {
  if (/\p{Surrogate}/u.test(text)) refuse("notUtf8");
  if (Buffer.byteLength(text) > mostSourceBytes) refuse("sourceTooLong");
  const mode = parseMode.toLowerCase();
  if (!["", "none", "html", "markdown", "markdownv2"].includes(mode)) refuse("parseMode");
  if (mode.startsWith("markdown")) refuse("markdown");
  const parsed = mode === "html" && text !== "" ? parseHtml(text) : { text, entities: givenEntities(text, entities) };
  if ("problem" in parsed) return refuse("entities", parsed.problem);
  const cleaned = cleanText({ text: parsed.text, entities: nestEntities(parsed.entities) });
  return { text: cleaned.text, entities: withFoundEntities(cleaned.text, nestEntities(cleaned.entities)) };
}
