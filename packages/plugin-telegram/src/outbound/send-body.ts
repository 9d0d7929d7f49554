import { open, stat } from "node:fs/promises";
import type { BotApi } from "../bot-api.ts";
import { InputFile, type Message } from "../grammy.ts";
import type { Place } from "../places/address-of.ts";
import { uploadName } from "./file-kind.ts";
import { keyboardOf } from "./keyboard.ts";
import type { FileKind, TelegramBody } from "./telegram-body.ts";

const largestPhotoBytes = 10 * 1_024 * 1_024;

async function* chunksOf(file: string): AsyncGenerator<Uint8Array> {
  await using handle = await open(file);
  yield* handle.createReadStream({ autoClose: false });
}

const upload = (file: string) => new InputFile(chunksOf(file), uploadName(file));

async function sendFile(api: BotApi, file: string, kind: FileKind, more: object, signal: AbortSignal): Promise<Message> {
  const { size } = await stat(file);
  const as = kind === "photo" && size > largestPhotoBytes ? "document" : kind;
  const given = more as { readonly chat_id: number };
  switch (as) {
    case "photo":
      return api.call("sendPhoto", { ...given, photo: upload(file) }, { signal });
    case "voice":
      return api.call("sendVoice", { ...given, voice: upload(file) }, { signal });
    case "audio":
      return api.call("sendAudio", { ...given, audio: upload(file) }, { signal });
    case "video":
      return api.call("sendVideo", { ...given, video: upload(file) }, { signal });
    case "document":
      return api.call("sendDocument", { ...given, document: upload(file) }, { signal });
  }
}

/** What stands in a message, or under a file. */
export function wordsFor({ text, html, plain }: TelegramBody): { readonly text: string; readonly parse_mode?: "HTML" } {
  return html !== undefined && plain === text ? { text: html, parse_mode: "HTML" } : { text };
}

/** One request that delivers one message. */
export async function sendBody(api: BotApi, body: TelegramBody, place: Place, signal: AbortSignal): Promise<Message> {
  const { file, as = "document", buttons = [], silent } = body;
  const words = wordsFor(body);
  const more = { ...place, ...(buttons.length > 0 && { reply_markup: keyboardOf(buttons) }), ...(silent && { disable_notification: true }) };
  if (file === undefined) return api.call("sendMessage", { ...more, ...words, link_preview_options: { is_disabled: true } }, { signal });
  const { text: caption, ...mode } = words;
  return sendFile(api, file, as, { ...more, ...(caption !== "" && { caption, ...mode }) }, signal);
}
