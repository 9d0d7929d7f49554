import type { IncomingFile } from "@instar/kernel/contracts";

const longest = 100;
/** File systems count bytes, and take 255 of them. */
const longestBytes = 240;

/** Without a name, or with one without an ending, a file gets the ending that programs look for. */
const endingOf: Readonly<Record<string, string>> = {
  "image/jpeg": ".jpg",
  "image/png": ".png",
  "image/gif": ".gif",
  "image/webp": ".webp",
  "audio/ogg": ".ogg",
  "audio/mpeg": ".mp3",
  "audio/mp4": ".m4a",
  "video/mp4": ".mp4",
  "application/pdf": ".pdf",
  "text/plain": ".txt",
};
const usualEnding: Readonly<Record<IncomingFile["kind"], string>> = { photo: ".jpg", voice: ".ogg", audio: ".mp3", video: ".mp4", document: "" };

/** What is no path, hides nothing, cannot be seen otherwise than it is, and needs no care in a shell's quotes. */
const cleaned = (name: string) =>
  (
    name
      .normalize("NFC")
      .split(/[/\\]/)
      .findLast((part) => /[\p{L}\p{N}]/u.test(part)) ?? ""
  )
    .replace(/\s+/g, " ")
    .replace(/[\p{C}\u2028\u2029]/gu, "")
    .replace(/[<>:"|?*$`]/g, "-")
    .replace(/^[\s.-]+/, "")
    .replace(/[\s.]+$/, "");

/** The longest beginning of `text` that fits, in whole characters. */
function cut(text: string, characters: number, bytes: number): string {
  let kept = "";
  for (const character of text) {
    const next = kept + character;
    if (next.length > characters || Buffer.byteLength(next) > bytes) break;
    kept = next;
  }
  return kept.trimEnd();
}

/**
 * Under which name the house keeps a file that somebody sent: at most 100 characters with its ending, no path, not hidden, and none of `taken`, which
 * are compared without regard to case.
 */
export function safeFileName({ name = "", kind, mimeType = "" }: Pick<IncomingFile, "name" | "kind" | "mimeType">, taken: readonly string[]): string {
  const whole = cleaned(name) || kind;
  const written = /(?<=.)\.[\p{L}\p{N}]{1,10}$/u.exec(whole)?.[0];
  const stem = written === undefined ? whole : whole.slice(0, -written.length);
  const ending = written ?? endingOf[mimeType.toLowerCase()] ?? usualEnding[kind];
  const others = new Set(taken.map((other) => other.toLowerCase()));
  for (let count = 1; ; count++) {
    const tail = `${count === 1 ? "" : `-${count}`}${ending}`;
    const safe = `${cut(stem, longest - tail.length, longestBytes - Buffer.byteLength(tail))}${tail}`;
    if (!others.has(safe.toLowerCase())) return safe;
  }
}
