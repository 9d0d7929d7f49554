import path from "node:path";
import type { FileKind } from "./telegram-body.ts";

/** By what a file is called: what Telegram shows as more than a document. What it is not after all, it refuses, and it goes as a document. */
const kinds: Readonly<Record<string, FileKind>> = {
  ".jpg": "photo",
  ".jpeg": "photo",
  ".png": "photo",
  ".webp": "photo",
  ".ogg": "voice",
  ".oga": "voice",
  ".opus": "voice",
  ".mp3": "audio",
  ".m4a": "audio",
  ".mp4": "video",
};

export const fileKind = (file: string): FileKind => kinds[path.extname(file).toLowerCase()] ?? "document";

/** A name that survives the way: grammY writes it into a header without quotes. */
export function uploadName(file: string): string {
  const name = path.basename(file).replace(/[\p{C}\p{Zl}\p{Zp};"\\]/gu, "_");
  return name === "" || name === "." || name === ".." ? "file" : name;
}
