import type { TelegramFile, TelegramMessage } from "./message.ts";
import type { Call } from "./parameters.ts";
import { refuse } from "./refusals.ts";
import type { UploadedFile } from "./request.ts";
import { sniffImage } from "./sniff-image.ts";
import type { World } from "./world.ts";

const mostPhotoBytes = 10 * 1024 * 1024;

export type AttachedKind = "photo" | "document" | "voice" | "audio" | "video";

/** The file of a request as a message carries it: uploaded (by name, or as `attach://name`), or one that the bot was given before. */
export function attachFile(world: World, call: Call, kind: AttachedKind, reference: string, field: string): Partial<TelegramMessage> {
  const upload = reference.startsWith("attach://") ? call.files.get(reference.slice(9)) : reference === "" ? call.files.get(field) : undefined;
  if (upload) return attachUpload(world, kind, upload);
  if (reference === "" || reference.startsWith("attach://")) return refuse("noFile", kind);
  if (/^https?:\/\//i.test(reference)) return refuse("fetchUrl");
  if (!world.files.knows(reference)) return refuse("wrongFile");
  const isPhoto = world.files.isPhoto(reference);
  const nameOf = (one: AttachedKind) => one.charAt(0).toUpperCase() + one.slice(1);
  if (isPhoto !== (kind === "photo")) refuse("fileKind", isPhoto ? "Photo" : "Document", nameOf(kind));
  const content = world.files.content(reference);
  const file: TelegramFile = { file_id: reference, file_unique_id: `AQAD-${reference.length}`, file_size: content.length };
  return kind === "photo" ? { photo: [file] } : { [kind]: file };
}

function attachUpload(world: World, kind: AttachedKind, upload: UploadedFile): Partial<TelegramMessage> {
  const size = upload.content.length;
  if (size === 0) refuse("fileEmpty");
  if (kind === "photo") {
    if (size > mostPhotoBytes) refuse("photoTooLarge", size);
    const image = sniffImage(upload.content) ?? refuse("photoNoImage");
    const { width, height } = image;
    if (width + height > 10_000 || Math.max(width, height) > 20 * Math.min(width, height)) refuse("photoDimensions");
    const large = world.files.keep("photos", { content: upload.content, name: "photo.jpg" }, { width, height });
    const small = world.files.keep("photos", { content: upload.content, name: "photo.jpg" }, { width: Math.min(90, width), height: Math.min(90, height) });
    return { photo: [small, large].map(({ file_name: _name, ...sizes }) => sizes) };
  }
  // other than Ogg, a voice message becomes a document
  const stays = kind !== "voice" || Buffer.from(upload.content.subarray(0, 4)).toString("latin1") === "OggS";
  const folder = stays ? kind : "document";
  const named = { content: upload.content, ...(folder !== "voice" && { name: upload.name }) };
  const fixed = folder === "voice" ? { mime_type: "audio/ogg", duration: 1 } : {};
  return { [folder]: world.files.keep(folder === "document" ? "documents" : folder, named, fixed) };
}
