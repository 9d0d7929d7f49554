import type { TelegramUser } from "./chat.ts";
import type { GivenTelegramFile } from "./file-shelf.ts";
import type { TelegramMessage } from "./message.ts";
import { wordsOf } from "./post.ts";
import { sniffImage } from "./sniff-image.ts";
import type { World } from "./world.ts";

/** What a person sends. Words beside a file are its caption. */
export interface SaidInTelegram {
  readonly text?: string;
  readonly photo?: GivenTelegramFile;
  readonly document?: GivenTelegramFile;
  readonly voice?: GivenTelegramFile;
  readonly audio?: GivenTelegramFile;
  readonly video?: GivenTelegramFile;
  readonly location?: { readonly latitude: number; readonly longitude: number };
  readonly sticker?: { readonly emoji: string };
  /** The id of the message that it answers. */
  readonly replyTo?: number;
  /** A part of that message. */
  readonly quote?: string;
  /** The topic. Absent: General, or no topics. */
  readonly thread?: number;
  /** Somebody whose message it was. */
  readonly forwardedFrom?: TelegramUser;
  /** Anonymous administrators write as the chat; `from` is a placeholder then. */
  readonly anonymous?: boolean;
  /** An album: the same in each of its messages. */
  readonly album?: string;
  /** Members that this fake does not make by itself. */
  readonly more?: Partial<TelegramMessage>;
}

/** The members of a message that its content makes. */
export function contentOf(world: World, said: SaidInTelegram): Partial<TelegramMessage> {
  const files = filesOf(world, said);
  const other = said.location
    ? { location: said.location }
    : said.sticker
      ? { sticker: { file_id: "sticker", file_unique_id: "sticker", type: "regular", ...said.sticker } }
      : {};
  const forwarded = said.forwardedFrom && { forward_origin: { type: "user", sender_user: said.forwardedFrom, date: world.seconds() } };
  return {
    ...wordsOf(said.text ?? "", Object.keys(files).length > 0),
    ...files,
    ...other,
    ...forwarded,
    ...(said.album !== undefined && { media_group_id: said.album }),
    ...said.more,
  };
}

function filesOf(world: World, said: SaidInTelegram): Partial<TelegramMessage> {
  if (said.photo) {
    const { width = 640, height = 480 } = sniffImage(said.photo.content ?? new Uint8Array()) ?? {};
    const { name: _none, ...nameless } = said.photo;
    const small = world.files.keep("photos", { content: new Uint8Array([0xff, 0xd8, 0xff]) }, { width: 90, height: 67 });
    return { photo: [small, world.files.keep("photos", nameless, { width, height })] };
  }
  if (said.document) return { document: world.files.keep("documents", said.document) };
  if (said.voice) return { voice: world.files.keep("voice", { mimeType: "audio/ogg", durationSeconds: 1, ...said.voice }) };
  if (said.audio) return { audio: world.files.keep("music", { durationSeconds: 1, ...said.audio }) };
  return said.video ? { video: world.files.keep("videos", { durationSeconds: 1, ...said.video }, { width: 640, height: 480 }) } : {};
}
