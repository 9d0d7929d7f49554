import { createManualClock } from "@instar/testing";
import { expect, test } from "vitest";
import type { CliLine } from "../src/protocol.ts";
import { createUsageMeter, readCost } from "../src/usage-meter.ts";

const line = (value: object) => value as CliLine;
const start = (id: string, input: number) =>
  line({ type: "stream_event", parent_tool_use_id: null, event: { type: "message_start", message: { id, usage: { input_tokens: input, output_tokens: 1 } } } });
const end = (output: number, reason = "tool_use") =>
  line({ type: "stream_event", parent_tool_use_id: null, event: { type: "message_delta", delta: { stop_reason: reason }, usage: { output_tokens: output } } });
const result = (inputTokens: number, outputTokens: number, costUSD: number, total = costUSD) =>
  line({ type: "result", total_cost_usd: total, model_usage_since_last_result: { opus: { inputTokens, outputTokens, costUSD } } });

function meter(cost: () => number | undefined) {
  const events: object[] = [];
  const clock = createManualClock();
  return { clock, events, ...createUsageMeter({ clock, cost: async () => cost(), emit: async (event) => void events.push(event) }) };
}

test("an answer that is still being written when its tool is called is told by an estimate, and made up for", async () => {
  const it = meter(() => 0.1);
  it.read(start("a", 100));
  expect(it.read(end(0, "end_turn"))).toBeUndefined();
  expect(it.read(result(100, 0, 0.1))).toMatchObject({ inputTokens: 100, outputTokens: 0, costUsd: 0.1, calls: 1 });
  it.read(start("b", 1_000));
  const told = it.tell();
  await Promise.resolve();
  await Promise.resolve();
  await it.clock.advance(300);
  await told;
  expect(it.events).toEqual([{ type: "usage", inputTokens: 1_000, outputTokens: 1, costUsd: expect.closeTo(1.005), contextTokens: 100, calls: 1 }]);
  it.read(end(200, "end_turn"));
  expect(it.read(result(1_000, 200, 1.5, 1.6))).toEqual({
    type: "usage",
    inputTokens: 0,
    outputTokens: 199,
    costUsd: expect.closeTo(0.495),
    contextTokens: 1_200,
    calls: 0,
  });
});

test("without a price of the program money is estimated by what was known, and corrected at the end", async () => {
  const it = meter(() => undefined);
  it.read(start("a", 100));
  it.read(end(10));
  await it.tell();
  expect(it.events).toEqual([{ type: "usage", inputTokens: 100, outputTokens: 10, contextTokens: 110, calls: 1 }]);
  expect(it.read(result(100, 10, 0.15))).toMatchObject({ inputTokens: 0, outputTokens: 0, costUsd: 0.15, calls: 0 });
  it.read(start("b", 100));
  it.read(end(10));
  await it.tell();
  expect(it.events[1]).toMatchObject({ costUsd: expect.closeTo(0.15), calls: 1 });
  expect(it.read(result(100, 10, 0.15, 0.3))).toBeUndefined();
});

test("an answer counts once although its line comes once a block, and one that failed does not count", async () => {
  const it = meter(() => 0);
  const answer = (id: string, model: string) =>
    line({
      type: "assistant",
      parent_tool_use_id: "toolu_1",
      message: { id, model, usage: { input_tokens: 5, cache_read_input_tokens: 10, output_tokens: 1 } },
    });
  for (const id of ["a", "a", "b"]) it.read(answer(id, "opus"));
  it.read(answer("c", "<synthetic>"));
  await it.tell();
  await it.tell();
  expect(it.events).toEqual([{ type: "usage", inputTokens: 30, outputTokens: 2, costUsd: 0, calls: 2 }]);
});

test("half-empty lines of a future version break nothing", () => {
  const it = meter(() => undefined);
  for (const type of ["assistant", "system", "stream_event", "result", "user"]) expect(() => it.read(line({ type }))).not.toThrow();
});

test("the program's own cost report is read", () => {
  expect(readCost({ text: "Estimated cost:        $0.0061\nTotal duration (API):  0s" })).toBe(0.0061);
  expect(readCost({ text: "Estimated cost: $1,234.56 (list price)" })).toBe(1234.56);
  expect(readCost({ text: "You need not care" })).toBeUndefined();
});
