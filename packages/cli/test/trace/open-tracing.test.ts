import { systemClock, type TapRun } from "@instar/kernel";
import { createManualClock } from "@instar/testing";
import { expect, test } from "vitest";
import { shapes } from "../../../kernel/src/hooks/policy.ts";
import { openTracing, readFilter } from "../../src/trace/open-tracing.ts";

const everything = readFilter(undefined);
const make = (plugin: string, hook: "ready" | "preToolUse" = "ready"): TapRun => ({
  tap: { hook, shape: shapes[hook], plugin, reason: "look", stage: 0, onError: undefined },
  event: { id: "c1", tool: "Bash", session: { id: "s1" } },
  answer: undefined,
  error: undefined,
  elapsedMs: 1,
});

function terminal() {
  const closing: (() => void)[] = [];
  return { onClose: (listener: () => void) => void closing.push(listener), close: () => closing.forEach((listener) => void listener()) };
}

test("nobody watches: the kernel is told so; a terminal that closes is forgotten", async () => {
  const tracing = openTracing(systemClock, String);
  expect(tracing.tracer()).toBeUndefined();
  const one = terminal();
  tracing.watch(one, everything);
  expect(tracing.tracer()).toBeDefined();
  const waiting = tracing.next(one);
  one.close();
  expect(await waiting).toEqual({ lines: [], dropped: 0 });
  expect(tracing.tracer()).toBeUndefined();
});

test("a terminal that does not read costs memory for 1,000 lines, and is told how many it missed", async () => {
  const tracing = openTracing(systemClock, String);
  const slow = terminal();
  tracing.watch(slow, everything);
  for (let index = 0; index < 1_250; index++) tracing.tracer()?.(make(`p${index}`));
  const { lines, dropped } = await tracing.next(slow);
  expect([lines.length, dropped, lines[0]?.plugin, lines.at(-1)?.plugin]).toEqual([1_000, 250, "p250", "p1249"]);
  tracing.tracer()?.(make("after"));
  expect(await tracing.next(slow)).toMatchObject({ lines: [{ plugin: "after" }], dropped: 0 });
});

test("each terminal gets what it asked for, the moment it happens, and is answered with nothing after a while", async () => {
  const clock = createManualClock();
  const tracing = openTracing(clock, String);
  const [gates, one] = [terminal(), terminal()];
  tracing.watch(gates, readFilter({ hooks: ["preToolUse"] }));
  tracing.watch(one, readFilter({ plugins: ["one"], hooks: "nonsense" }));
  const waiting = [tracing.next(gates), tracing.next(one)] as const;
  for (const run of [make("one"), make("two", "preToolUse"), make("two")]) tracing.tracer()?.(run);
  expect((await Promise.all(waiting)).map(({ lines }) => lines.map(({ plugin, hook }) => `${plugin} ${hook}`))).toEqual([["two preToolUse"], ["one ready"]]);
  const patient = tracing.next(one);
  await clock.advance(20_000);
  expect(await patient).toEqual({ lines: [], dropped: 0 });
});

test("an answer that throws when it is looked at is no line, and no harm", () => {
  const tracing = openTracing(systemClock, String);
  tracing.watch(terminal(), everything);
  const answer = new Proxy(
    {},
    {
      get: () => {
        throw new Error("Do not look.");
      },
    },
  );
  expect(() => tracing.tracer()?.({ ...make("sly", "preToolUse"), answer })).not.toThrow();
});
