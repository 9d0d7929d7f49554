import { checkedLink } from "./entities/checked-link.ts";
import type { TelegramButton, TelegramKeyboard } from "./message.ts";
import { refuse } from "./refusals.ts";

const mostButtons = 100;
const otherKinds = ["keyboard", "remove_keyboard", "force_reply"];

/** A `reply_markup` as Telegram takes it. Undefined when it holds no button. */
export function parseKeyboard(markup: unknown): TelegramKeyboard | undefined {
  if (markup === undefined) return undefined;
  if (!isObject(markup)) return refuse("markup", "Object expected as reply markup");
  const other = otherKinds.find((kind) => markup[kind] !== undefined);
  if (other) refuse("markupKind", other);
  const rows = markup.inline_keyboard;
  if (rows === undefined) return undefined;
  if (!Array.isArray(rows)) return refuse("markup", 'Field "inline_keyboard" must be of type Array');
  const keyboard = rows.map((row: unknown) =>
    Array.isArray(row) ? row.map(parseButton) : refuse("markup", 'Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'),
  );
  const filled = keyboard.filter((row) => row.length > 0);
  if (filled.flat().length > mostButtons) refuse("markupTooLong");
  return filled.length === 0 ? undefined : { inline_keyboard: filled };
}

function parseButton(button: unknown): TelegramButton {
  if (!isObject(button)) return refuse("markup", "Can't parse inline keyboard button: InlineKeyboardButton must be an Object");
  const text = stringField(button, "text");
  if (text === undefined) return refuse("markup", `Can't parse inline keyboard button: Can't find field "text"`);
  if (text.trim() === "") return refuse("markup", "Fake Bot API: a button without a text is silently left out by Telegram");
  const extra = Object.keys(button).find((name) => !["text", "url", "callback_data"].includes(name));
  if (extra) refuse("markupKind", `the button's "${extra}"`);
  const url = stringField(button, "url");
  if (url) {
    if (checkedLink(url) === undefined || /^mailto:/i.test(url)) refuse("buttonUrl", url);
    return { text, url };
  }
  const data = stringField(button, "callback_data");
  if (!data) return refuse("markup", "Can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
  if (Buffer.byteLength(data) > 64) refuse("buttonData");
  return { text, callback_data: data };
}

function stringField(button: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = button[name];
  if (value === undefined || typeof value === "string") return value;
  return refuse("markup", `Can't parse inline keyboard button: Field "${name}" must be of type String`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
