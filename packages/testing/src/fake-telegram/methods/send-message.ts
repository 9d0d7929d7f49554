import type { Call } from "../parameters.ts";
import { refuse } from "../refusals.ts";
import { sendParameters, type TelegramMethod } from "./method.ts";
import { checkSend, checkText, readText } from "./sending.ts";

export const sendMessage: TelegramMethod = {
  parameters: { ...sendParameters, text: "string", parse_mode: "string", entities: "json", link_preview_options: "json" },
  inChat: true,
  sends: true,
  run(world, call) {
    checkLinkPreview(call);
    const content = readText(call);
    const { deliver } = checkSend(world, call, { right: "can_send_messages", what: "text messages" });
    checkText(content.text);
    return deliver(content);
  },
};

export const sendLocation: TelegramMethod = {
  parameters: { ...sendParameters, latitude: "number", longitude: "number", horizontal_accuracy: "number" },
  inChat: true,
  sends: true,
  run(world, call) {
    const latitude = call.number("latitude") ?? refuse("coordinate", "latitude");
    const longitude = call.number("longitude") ?? refuse("coordinate", "longitude");
    if (Math.abs(latitude) > 90) refuse("outOfRange", "sendLocation", "latitude", "between -90 and 90");
    if (Math.abs(longitude) > 180) refuse("outOfRange", "sendLocation", "longitude", "between -180 and 180");
    const { deliver } = checkSend(world, call, { right: "can_send_other_messages", what: "locations" });
    return deliver({ location: { latitude, longitude } });
  },
};

export function checkLinkPreview(call: Call): void {
  const options = call.json("link_preview_options");
  if (options === undefined) return;
  const members =
    typeof options === "object" && options !== null && !Array.isArray(options) ? options : refuse("linkPreview", "Object expected as link preview options");
  for (const [name, value] of Object.entries(members)) {
    if (!["is_disabled", "url", "prefer_small_media", "prefer_large_media", "show_above_text"].includes(name))
      refuse("unknownParameter", "link_preview_options", name);
    if (name === "url" ? typeof value !== "string" : typeof value !== "boolean")
      refuse("linkPreview", `Field "${name}" must be of type ${name === "url" ? "String" : "Boolean"}`);
  }
}
