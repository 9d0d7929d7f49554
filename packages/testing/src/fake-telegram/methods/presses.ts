import { refuse } from "../refusals.ts";
import type { TelegramMethod } from "./method.ts";

const longestAnswer = 200;
const answerableMs = 60_000;

export const answerCallbackQuery: TelegramMethod = {
  parameters: { callback_query_id: "string", text: "string", show_alert: "boolean", cache_time: "integer" },
  run(world, call) {
    const id = call.string("callback_query_id");
    const open = world.presses.get(id);
    if (!open || world.clock.now() - open.pressedAt > answerableMs) return refuse("queryTooOld");
    if ([...call.string("text")].length > longestAnswer) refuse("answerTooLong");
    world.presses.delete(id);
    open.answer({ text: call.string("text"), showAlert: call.flag("show_alert") });
    return true;
  },
};

export const getFile: TelegramMethod = {
  parameters: { file_id: "string" },
  run(world, call) {
    if (call.string("file_id") === "") refuse("fileIdEmpty");
    return world.files.link(call.string("file_id"));
  },
};
