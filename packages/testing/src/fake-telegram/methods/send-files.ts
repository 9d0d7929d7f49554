import { type AttachedKind, attachFile } from "../attach-file.ts";
import { captionParameters, sendParameters, type TelegramMethod } from "./method.ts";
import { checkSend, readCaption, type Sendable } from "./sending.ts";

function sends(kind: AttachedKind, sendable: Sendable, more: TelegramMethod["parameters"] = {}): TelegramMethod {
  return {
    parameters: { ...sendParameters, ...captionParameters, ...more, [kind]: "file" },
    inChat: true,
    sends: true,
    run(world, call) {
      const caption = readCaption(call);
      const { deliver } = checkSend(world, call, sendable);
      const attached = attachFile(world, call, kind, call.string(kind), kind);
      const duration = call.integer("duration");
      const voice = attached.voice && duration !== undefined ? { voice: { ...attached.voice, duration } } : {};
      return deliver({ ...attached, ...voice, ...caption });
    },
  };
}

export const sendPhoto = sends("photo", { right: "can_send_photos", what: "photos" }, { has_spoiler: "boolean" });
export const sendDocument = sends("document", { right: "can_send_documents", what: "documents" }, { disable_content_type_detection: "boolean" });
export const sendVoice = sends("voice", { right: "can_send_voice_notes", what: "voice notes" }, { duration: "integer" });
export const sendAudio = sends("audio", { right: "can_send_audios", what: "audios" }, { duration: "integer", title: "string", performer: "string" });
export const sendVideo = sends("video", { right: "can_send_videos", what: "videos" }, { duration: "integer", supports_streaming: "boolean" });
