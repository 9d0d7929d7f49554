import { expect, test } from "vitest";
import { type CliLine, parseLine } from "../src/protocol.ts";
import { createTurnReader } from "../src/turn-reader.ts";

const line = (value: object) => value as CliLine;

test("lines that are no objects with a type are let go, unknown types and fields are not", () => {
  expect([parseLine("Debugger attached."), parseLine("[1]"), parseLine('{"a":1}'), parseLine("null")]).toEqual([undefined, undefined, undefined, undefined]);
  expect(createTurnReader().read(line({ type: "brand_new", value: 1 })).events).toEqual([
    { type: "raw", name: "brand_new", value: { type: "brand_new", value: 1 } },
  ]);
  expect(createTurnReader().read(line({ type: "system", subtype: "task_started", task_id: "b" })).events).toMatchObject([
    { type: "raw", name: "system/task_started" },
  ]);
});

test("half-empty lines of a future version break nothing", () => {
  const reader = createTurnReader();
  for (const type of ["assistant", "user", "system", "result", "stream_event", "rate_limit_event", "command_lifecycle"])
    expect(() => reader.read(line({ type }))).not.toThrow();
});

test("an error that calls itself a success is a failure", () => {
  const step = createTurnReader().read(
    line({
      type: "result",
      subtype: "success",
      is_error: true,
      result: "API Error: 500 Internal",
      terminal_reason: "api_error",
      api_error_status: 500,
      user_message_uuids: ["u"],
    }),
  );
  expect(step.finished).toEqual({ uuids: ["u"], outcome: "failed", text: "", error: { kind: "model", text: "Anthropic's service failed (500)." } });
});

test("what was said before an interrupt is kept", () => {
  const reader = createTurnReader();
  reader.read(line({ type: "stream_event", parent_tool_use_id: null, event: { type: "content_block_delta", delta: { type: "text_delta", text: "half" } } }));
  reader.read(
    line({
      type: "stream_event",
      parent_tool_use_id: "toolu_1",
      event: { type: "content_block_delta", delta: { type: "text_delta", text: "of a sub-agent" } },
    }),
  );
  const step = reader.read(
    line({ type: "result", subtype: "error_during_execution", is_error: true, terminal_reason: "aborted_streaming", user_message_uuids: ["u"] }),
  );
  expect(step.finished).toEqual({ uuids: ["u"], outcome: "interrupted", text: "half" });
});

test("a call is told once although its line comes once a block", () => {
  const reader = createTurnReader();
  const call = line({
    type: "assistant",
    parent_tool_use_id: null,
    message: {
      usage: { input_tokens: 5, cache_read_input_tokens: 10, output_tokens: 1 },
      content: [{ type: "tool_use", id: "toolu_1", name: "Bash", input: {} }],
    },
  });
  expect(reader.read(call).events).toEqual([{ type: "tool-start", id: "toolu_1", tool: "Bash", action: { kind: "other" } }]);
  expect(reader.read(call).events).toEqual([]);
  expect(reader.read(line({ type: "user", message: { content: [{ type: "tool_result", tool_use_id: "toolu_1", is_error: true, content: "no" }] } }))).toEqual({
    events: [{ type: "tool-end", id: "toolu_1", tool: "Bash", ok: false }],
    ran: [],
  });
});
