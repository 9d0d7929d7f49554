import type { IncomingFile } from "@instar/kernel/contracts";
import type { Message } from "../grammy.ts";

interface AnyFile {
  readonly file_id: string;
  readonly file_size?: number;
  readonly file_name?: string;
  readonly mime_type?: string;
  readonly duration?: number;
}

const described = (kind: IncomingFile["kind"], { file_id: id, file_size: bytes, file_name: name, mime_type: mimeType, duration }: AnyFile): IncomingFile => ({
  id,
  kind,
  ...(name !== undefined && { name }),
  ...(mimeType !== undefined && { mimeType }),
  ...(bytes !== undefined && { bytes }),
  ...(duration !== undefined && { durationMs: duration * 1_000 }),
});

/** The files of a message; a photo in its largest size. An animation is a document, too, and told once. */
export function filesOf({ photo, animation, document, voice, audio, video, video_note: round }: Message): readonly IncomingFile[] {
  const largest = photo?.at(-1);
  return [
    ...(largest ? [described("photo", { ...largest, mime_type: "image/jpeg" })] : []),
    ...(animation ? [described("video", animation)] : []),
    ...(document && !animation ? [described("document", document)] : []),
    ...(voice ? [described("voice", { mime_type: "audio/ogg", ...voice })] : []),
    ...(audio ? [described("audio", audio)] : []),
    ...(video ? [described("video", video)] : []),
    ...(round ? [described("video", { ...round, mime_type: "video/mp4" })] : []),
  ];
}
