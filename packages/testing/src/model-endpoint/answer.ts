import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { ModelRequest } from "./request.ts";
import type { ModelFault, ModelReply, ModelUsage } from "./step.ts";

type Block =
  | { readonly type: "thinking"; readonly thinking: string }
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "tool_use"; readonly id: string; readonly name: string; readonly input: unknown };

/** Turns a step into what the API would send. `closing` ends every wait. */
export async function answer(response: ServerResponse, request: ModelRequest, step: ModelReply | ModelFault, closing: AbortSignal): Promise<void> {
  if (step.delayMs !== undefined) await sleep(step.delayMs, undefined, { signal: closing });
  if ("status" in step) return fail(response, request, step);
  const blocks = blocksOf(request, step);
  const message = {
    id: `msg_${String(request.number).padStart(6, "0")}`,
    type: "message",
    role: "assistant",
    model: request.model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: usageOf(request, step.usage, 1),
  };
  const stopReason = step.stopReason ?? (step.tools?.length ? "tool_use" : "end_turn");
  const usage = usageOf(request, step.usage, outputTokens(step, blocks));
  if (request.stream) return stream(response, request, step, blocks, message, { stopReason, usage }, closing);
  if (step.breakOff === "cut" || step.breakOff === "silence") {
    if (step.breakOff === "cut") response.destroy();
    return;
  }
  if (step.breakOff === "error-event") return fail(response, request, { status: 529, error: "overloaded_error", message: "Overloaded" });
  response.writeHead(200, headers(request, step.headers, "application/json"));
  response.end(JSON.stringify({ ...message, content: blocks, stop_reason: stopReason, usage }));
}

async function stream(
  response: ServerResponse,
  request: ModelRequest,
  step: ModelReply,
  blocks: readonly Block[],
  message: object,
  end: { readonly stopReason: string; readonly usage: object },
  closing: AbortSignal,
): Promise<void> {
  const event = (type: string, data: object) => response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`);
  response.writeHead(200, headers(request, step.headers, "text/event-stream"));
  event("message_start", { message });
  event("ping", {});
  for (const [index, block] of blocks.entries()) {
    event("content_block_start", { index, content_block: emptied(block) });
    for (const delta of deltas(block)) {
      if (step.pieceDelayMs !== undefined) await sleep(step.pieceDelayMs, undefined, { signal: closing });
      event("content_block_delta", { index, delta });
    }
    if (step.breakOff === "silence") return;
    if (step.breakOff === "cut") {
      // The bytes written so far must leave before the connection goes, or the client would see a refused request.
      response.write(": cut\n\n", () => response.destroy());
      return;
    }
    if (step.breakOff === "error-event") {
      event("error", { error: { type: "overloaded_error", message: "Overloaded" } });
      response.end();
      return;
    }
    event("content_block_stop", { index });
  }
  event("message_delta", { delta: { stop_reason: end.stopReason, stop_sequence: null }, usage: end.usage });
  event("message_stop", {});
  response.end();
}

function fail(response: ServerResponse, request: ModelRequest, fault: ModelFault): void {
  response.writeHead(fault.status, headers(request, fault.headers, "application/json"));
  response.end(JSON.stringify({ type: "error", error: { type: fault.error, message: fault.message }, request_id: requestId(request) }));
}

function headers(request: ModelRequest, extra: Readonly<Record<string, string>> | undefined, type: string): Record<string, string> {
  return { "content-type": type, "cache-control": "no-cache", "request-id": requestId(request), ...extra };
}

function requestId(request: ModelRequest): string {
  return `req_${String(request.number).padStart(6, "0")}`;
}

function blocksOf(request: ModelRequest, step: ModelReply): Block[] {
  const blocks: Block[] = [];
  if (step.thinking !== undefined) blocks.push({ type: "thinking", thinking: step.thinking });
  if (step.text !== undefined) blocks.push({ type: "text", text: step.text });
  for (const [index, tool] of (step.tools ?? []).entries()) {
    blocks.push({ type: "tool_use", id: tool.id ?? `toolu_${String(request.number).padStart(6, "0")}${index}`, name: tool.name, input: tool.input });
  }
  return blocks.length > 0 ? blocks : [{ type: "text", text: "" }];
}

function emptied(block: Block): object {
  if (block.type === "text") return { type: "text", text: "" };
  return block.type === "thinking" ? { type: "thinking", thinking: "", signature: "" } : { ...block, input: {} };
}

function deltas(block: Block): object[] {
  if (block.type === "tool_use") return [{ type: "input_json_delta", partial_json: JSON.stringify(block.input) }];
  if (block.type === "thinking")
    return [
      { type: "thinking_delta", thinking: block.thinking },
      { type: "signature_delta", signature: "c2NyaXB0ZWQ=" },
    ];
  return (block.text.match(/[\s\S]{1,24}/g) ?? [""]).map((text) => ({ type: "text_delta", text }));
}

function outputTokens(step: ModelReply, blocks: readonly Block[]): number {
  return step.usage?.outputTokens ?? Math.max(1, Math.ceil(JSON.stringify(blocks).length / 4));
}

function usageOf(request: ModelRequest, usage: ModelUsage | undefined, output: number): object {
  return {
    input_tokens: usage?.inputTokens ?? Math.max(1, Math.ceil(request.text.length / 4)),
    cache_creation_input_tokens: usage?.cacheWriteTokens ?? 0,
    cache_read_input_tokens: usage?.cacheReadTokens ?? 0,
    output_tokens: output,
    service_tier: "standard",
  };
}
