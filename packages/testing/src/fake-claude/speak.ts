import { randomUUID } from "node:crypto";
import type { Line } from "./wire.ts";
import type { World } from "./world.ts";

/** One answer of the model: lines out, record into the transcript. */
export function speak(world: World, block: Line, uuids: readonly string[], inputText: string): void {
  const stopReason = block.type === "tool_use" ? "tool_use" : "end_turn";
  const usage = world.ledger.spend(world.model, inputText, JSON.stringify(block));
  const message = {
    id: `msg_${randomUUID()}`,
    type: "message",
    role: "assistant",
    model: world.model,
    content: [block],
    stop_reason: null,
    stop_sequence: null,
    usage,
  };
  const stream = (event: Line) => {
    if (world.line.partialMessages) world.wire.write({ type: "stream_event", event, parent_tool_use_id: null });
  };
  const uuid = world.transcript.append({ type: "assistant", message: { ...message, stop_reason: stopReason }, requestId: `req_${randomUUID()}` });
  stream({ type: "message_start", message: { ...message, content: [] } });
  stream({ type: "content_block_start", index: 0, content_block: block.type === "text" ? { type: "text", text: "" } : { ...block, input: {} } });
  for (const delta of deltas(block)) stream({ type: "content_block_delta", index: 0, delta });
  world.wire.write({
    type: "assistant",
    message,
    parent_tool_use_id: null,
    uuid,
    timestamp: new Date().toISOString(),
    ...(uuids.length > 0 && { user_message_uuid: uuids[0], user_message_uuids: uuids }),
  });
  stream({ type: "content_block_stop", index: 0 });
  stream({ type: "message_delta", delta: { stop_reason: stopReason, stop_sequence: null }, usage });
  stream({ type: "message_stop" });
}

/** A failed request, told in the model's place. */
export function speakError(world: World, text: string, fields: Line): void {
  const message = {
    id: randomUUID(),
    type: "message",
    role: "assistant",
    model: "<synthetic>",
    content: [{ type: "text", text }],
    stop_reason: "stop_sequence",
    stop_sequence: "",
    usage: { input_tokens: 0, output_tokens: 0 },
  };
  const uuid = world.transcript.append({ type: "assistant", message, isApiErrorMessage: true });
  world.wire.write({ type: "assistant", message, parent_tool_use_id: null, uuid, timestamp: new Date().toISOString(), is_api_error_message: true, ...fields });
}

function deltas(block: Line): Line[] {
  if (block.type !== "text") return [{ type: "input_json_delta", partial_json: JSON.stringify(block.input) }];
  return (String(block.text).match(/[\s\S]{1,40}/g) ?? [""]).map((text) => ({ type: "text_delta", text }));
}
