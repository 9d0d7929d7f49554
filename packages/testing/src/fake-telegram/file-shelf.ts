import type { Clock } from "@instar/kernel";
import type { TelegramFile } from "./message.ts";
import { refuse } from "./refusals.ts";

const mostDownloadBytes = 20 * 1024 * 1024;
const linkLifeMs = 3_600_000;

/** A file that somebody sends. */
export interface GivenTelegramFile {
  /** Default: nothing, of `bytes` in name only. */
  readonly content?: Uint8Array;
  readonly name?: string;
  readonly mimeType?: string;
  readonly durationSeconds?: number;
  /** What Telegram says of its size, default the content's. `undefined` given on purpose: it says nothing. */
  readonly bytes?: number | undefined;
}

interface Kept {
  readonly content: Uint8Array;
  readonly size: number;
  readonly folder: string;
  readonly name: string;
}

export interface FileShelf {
  /** `folder`: photos, documents, voice, ... as in paths of downloads. */
  keep(folder: string, given: GivenTelegramFile, fixed?: Partial<TelegramFile>): TelegramFile;
  knows(fileId: string): boolean;
  isPhoto(fileId: string): boolean;
  content(fileId: string): Uint8Array;
  /** As getFile answers. */
  link(fileId: string): object;
  /** What a link leads to, within its hour. */
  download(path: string): Uint8Array | undefined;
  /** How often a content was downloaded. */
  readonly downloads: number;
}

export function createFileShelf(clock: Clock): FileShelf {
  const files = new Map<string, Kept>();
  const links = new Map<string, { readonly fileId: string; readonly until: number }>();
  let downloads = 0;

  function find(fileId: string): Kept {
    return files.get(fileId) ?? refuse("fileId");
  }

  return {
    get downloads() {
      return downloads;
    },
    keep(folder, given, fixed = {}) {
      const content = given.content ?? new Uint8Array();
      const size = given.bytes ?? content.length;
      const number = files.size;
      const id = { file_id: `AgAC-${folder}-${number}-fake`, file_unique_id: `AQAD${number}` };
      files.set(id.file_id, { content, size, folder, name: given.name ?? "" });
      return {
        ...id,
        ...(!("bytes" in given && given.bytes === undefined) && { file_size: size }),
        ...(given.name !== undefined && { file_name: given.name }),
        ...(given.mimeType !== undefined && { mime_type: given.mimeType }),
        ...(given.durationSeconds !== undefined && { duration: given.durationSeconds }),
        ...fixed,
      };
    },
    knows: (fileId) => files.has(fileId),
    isPhoto: (fileId) => find(fileId).folder === "photos",
    content: (fileId) => find(fileId).content,
    link(fileId) {
      const file = find(fileId);
      if (file.size > mostDownloadBytes) refuse("fileTooLarge");
      const suffix = /\.[A-Za-z0-9]{1,8}$/.exec(file.name)?.[0] ?? "";
      const path = `${file.folder}/file_${links.size}${suffix}`;
      links.set(path, { fileId, until: clock.now() + linkLifeMs });
      return { file_id: fileId, file_unique_id: `AQAD${[...files.keys()].indexOf(fileId)}`, file_size: file.size, file_path: path };
    },
    download(path) {
      const link = links.get(path);
      if (!link || link.until < clock.now()) return undefined;
      downloads++;
      return find(link.fileId).content;
    },
  };
}
