import type { Reply } from "@instar/kernel";
import type { Part } from "@instar/kernel/contracts";
import { splitText } from "@instar/plugin-conversations/contract";
import { fitsCaption, planTelegramText } from "../format/plan-telegram-text.ts";
import { fileKind } from "./file-kind.ts";
import type { TelegramBody } from "./telegram-body.ts";

const longestText = 4_096;
/** Telegram refuses a message in which nothing can be seen. */
const visible = /[^\p{C}\p{Z}\s]/u;

/** A reply in as many requests as it takes: text in parts that Telegram accepts, each file, the buttons under the last. A short text goes under an only file. */
export function planReply({ text, attachments = [], buttons = [] }: Reply): readonly Part<TelegramBody>[] {
  const planned = planTelegramText(text);
  const texts = planned.map(({ html, plain }): TelegramBody => ({ text: plain, html, plain }));
  const files = attachments.map((file): TelegramBody => ({ text: "", file, as: fileKind(file) }));
  const [caption] = texts;
  const joined = files.length === 1 && caption !== undefined && fitsCaption(planned);
  const some = joined ? [{ ...files[0], ...caption }] : [...texts, ...files];
  const bodies = some.length > 0 ? some : visible.test(text) ? splitText(text, longestText).map((part) => ({ text: part })) : [{ text: "…" }];
  return bodies.map((body, index) => ({ index, body: buttons.length > 0 && index === bodies.length - 1 ? { ...body, buttons } : body }));
}

/** The same without formatting, and a file as a document, which Telegram takes whatever it is. */
export const plainPart = ({ index, body: { html: _html, plain: _plain, ...body } }: Part<TelegramBody>): Part<TelegramBody> => ({
  index,
  body: body.file === undefined ? body : { ...body, as: "document" },
});
