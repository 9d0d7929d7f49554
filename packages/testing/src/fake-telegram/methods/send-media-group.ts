import { type AttachedKind, attachFile } from "../attach-file.ts";
import type { TelegramMessage } from "../message.ts";
import type { Call } from "../parameters.ts";
import { Refusal } from "../refusal.ts";
import { refuse } from "../refusals.ts";
import type { World } from "../world.ts";
import { sendParameters, type TelegramMethod } from "./method.ts";
import { captionOf, checkSend } from "./sending.ts";

const kinds: readonly string[] = ["photo", "video", "document", "audio"];
const members: ReadonlySet<string> = new Set(["type", "media", "caption", "parse_mode", "caption_entities", "has_spoiler", "disable_content_type_detection"]);

const { reply_markup: _none, ...parameters } = sendParameters;

export const sendMediaGroup: TelegramMethod = {
  parameters: { ...parameters, media: "json" },
  inChat: true,
  sends: true,
  run(world, call) {
    const items = readItems(call.json("media"));
    const captions = items.map((item) => captionOf(item.caption ?? "", item.parse_mode ?? "", item.caption_entities));
    const { deliver } = checkSend(world, call, { right: "can_send_photos", what: "photos" });
    const contents = items.map((item, index) => attachItem(world, call, item, index));
    const group = `${world.sent.length + 1}${world.seconds()}`;
    return contents.map((content, index) => deliver({ media_group_id: group, ...content, ...captions[index] }));
  },
};

interface Item {
  readonly type: AttachedKind;
  readonly media: string;
  readonly caption?: string;
  readonly parse_mode?: string;
  readonly caption_entities?: unknown;
}

function readItems(media: unknown): Item[] {
  if (!Array.isArray(media)) return refuse("album", "Expected an Array of InputMedia");
  if (media.length === 0) refuse("album", "There are no messages to send");
  if (media.length > 10) refuse("album", "Too many messages to send as an album");
  if (media.length === 1) refuse("albumOfOne");
  const items = media.map((entry: unknown) => {
    if (typeof entry !== "object" || entry === null || Array.isArray(entry)) return refuse("album", "Can't parse InputMedia: expected an Object");
    const item = entry as Record<string, unknown>;
    for (const name of ["type", "media"]) {
      if (item[name] === undefined) refuse("album", `Can't parse InputMedia: Can't find field "${name}"`);
      if (typeof item[name] !== "string") refuse("album", `Can't parse InputMedia: Field "${name}" must be of type String`);
    }
    if (!kinds.includes(item.type as string)) refuse("album", "Can't parse InputMedia: type must be one of the photo, video, document or audio");
    const unknown = Object.keys(item).find((name) => !members.has(name));
    if (unknown) refuse("unknownParameter", "media", unknown);
    return item as unknown as Item;
  });
  const families = new Set(items.map((item) => (item.type === "video" ? "photo" : item.type)));
  if (families.size > 1) refuse("album", "Can't use the media of the specified type in the album");
  return items;
}

function attachItem(world: World, call: Call, item: Item, index: number): Partial<TelegramMessage> {
  try {
    return attachFile(world, call, item.type, item.media, "");
  } catch (error) {
    if (error instanceof Refusal && /^Bad Request: [A-Z_]+$/.test(error.description)) return refuse("albumItem", index + 1, error.description.slice(13));
    throw error;
  }
}
