import type { ContextBlock } from "@instar/kernel/contracts";
import { createManualClock } from "@instar/testing";
import { expect, test } from "vitest";
import { type LeftOut, renderBlocks } from "../src/render-blocks.ts";
import { contributed } from "./fixtures/house.ts";

const block = (id: string, priority: number, render: ContextBlock["render"] | string, more: Partial<ContextBlock> = {}): ContextBlock => ({
  id,
  priority,
  moments: ["message"],
  maxTokens: 100,
  render: typeof render === "string" ? () => render : render,
  ...more,
});

async function render(blocks: readonly ContextBlock[], budgetTokens = 1_000, clock = createManualClock()) {
  const left: LeftOut[] = [];
  const texts = await renderBlocks({
    blocks: contributed(blocks),
    moment: "message",
    session: { id: "1", driver: "scripted" },
    budgetTokens,
    clock,
    leftOut: (what) => left.push(what),
  });
  return { texts, left };
}

test("the highest priority comes first, equal ones in the config's order, and only those of the moment", async () => {
  const { texts } = await render([
    block("low", 1, "low"),
    block("a", 50, "a"),
    block("b", 50, "b"),
    block("top", 100, "top"),
    block("other", 100, "other", { moments: ["system"] }),
  ]);
  expect(texts).toEqual(["top", "a", "b", "low"]);
});

test("a block with nothing to say is not missed", async () => {
  expect(await render([block("none", 1, () => undefined), block("blank", 2, "  \n"), block("later", 3, async () => "late")])).toEqual({
    texts: ["late"],
    left: [],
  });
});

test("when the budget is short the lowest are dropped whole, and a smaller one may take the rest", async () => {
  const { texts, left } = await render([block("top", 90, "x".repeat(200)), block("middle", 50, "y".repeat(300)), block("small", 10, "z".repeat(40))], 60);
  expect(texts.map((text) => text.length)).toEqual([200, 40]);
  expect(left).toEqual([{ plugin: "test", block: "middle", why: "no room" }]);
});

test("a block is told what it may have: its own limit, or what is left", async () => {
  const told: number[] = [];
  const ask =
    (text: string) =>
    ({ budgetTokens }: { budgetTokens: number }) => {
      told.push(budgetTokens);
      return text;
    };
  await render([block("first", 2, ask("x".repeat(200)), { maxTokens: 50 }), block("second", 1, ask("y"))], 120);
  expect(told).toEqual([50, 70]);
});

test("a block that breaks its own limit, throws or is late is left out with its plugin's name, and the others are said", async () => {
  const clock = createManualClock();
  const rendering = render(
    [
      block("long", 90, "x".repeat(401)),
      block("broken", 80, () => {
        throw new Error("No database.");
      }),
      block("late", 70, () => new Promise(() => {})),
      block("good", 10, "Here."),
    ],
    1_000,
    clock,
  );
  await clock.advance(5_000);
  const { texts, left } = await rendering;
  expect(texts).toEqual(["Here."]);
  expect(left.map(({ plugin, block, why, error }) => [plugin, block, why, error?.message])).toEqual([
    ["test", "long", "too long", expect.stringContaining("101 tokens")],
    ["test", "broken", "failed", "No database."],
    ["test", "late", "failed", expect.stringContaining("5000 ms")],
  ]);
});
