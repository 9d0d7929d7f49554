import { advise, ask, createKernel, deny, hold, type TapRun } from "@instar/kernel";
import { Lifecycle } from "@instar/kernel/contracts";
import { expect, test } from "vitest";
import { message, plugin, reply, toolCall } from "../samples.ts";

const shown = ({ tap, answer, error, away }: TapRun) => ({
  tap: `${tap.hook}, ${tap.plugin}: ${tap.reason}`,
  ...(answer === undefined ? {} : { answer }),
  ...(error === undefined ? {} : { error: error.code }),
  ...(away === undefined ? {} : { away }),
});

test("whoever watches hears of every tap that was run or passed over, with its answer as it was judged, and of none once it has looked away", async () => {
  const heard: TapRun[] = [];
  let watching = true;
  const watched = plugin("watched", ({ hooks }) => {
    hooks.preToolUse.tap("ask first", () => ask("Really?"));
    hooks.preToolUse.tap("remark", () => advise("Look twice."));
    hooks.preToolUse.tap("refuse", () => deny("Never."));
    hooks.preToolUse.tap("not reached", () => undefined);
    hooks.beforeMessage.tap("shout", async (event) => ({ ...event, text: event.text.toUpperCase() }));
    hooks.beforeReply.tap("rest", () => hold("It is night."));
    hooks.sessionStart.tap("prepare", () => undefined);
    hooks.sessionEnd.tap("nonsense", () => "what?" as never);
  });
  await using kernel = createKernel({ name: "kira", plugins: [watched] }, { tracer: () => (watching ? (run) => void heard.push(run) : undefined) });
  await kernel.setup();
  await kernel.start();
  const lifecycle = kernel.service(Lifecycle);
  const session = { id: "s1", driver: "fake" };
  await lifecycle.decide(toolCall());
  await lifecycle.receive(message());
  await lifecycle.reply(reply());
  await kernel.hooks.sessionStart.promise({ session, from: "new" });
  lifecycle.note("sessionEnd", { session, outcome: "done" });
  await expect.poll(() => heard.at(-1)?.tap.hook).toBe("sessionEnd");
  kernel.pause("watched", "it was told to");
  await lifecycle.decide(toolCall());

  expect(heard.map(shown)).toMatchObject([
    { tap: "preToolUse, watched: ask first", answer: { verdict: "ask", reason: "Really?" } },
    { tap: "preToolUse, watched: remark", answer: { verdict: "advise", text: "Look twice." } },
    { tap: "preToolUse, watched: refuse", answer: { verdict: "deny", reason: "Never." } },
    { tap: "beforeMessage, watched: shout", answer: { text: "HELLO" } },
    { tap: "beforeReply, watched: rest", answer: { held: true, reason: "It is night." } },
    { tap: "sessionStart, watched: prepare" },
    { tap: "sessionEnd, watched: nonsense", error: "HOOK_NONSENSE" },
    { tap: "preToolUse, watched: be in place", answer: { verdict: "deny" } },
  ]);
  expect(heard.every(({ elapsedMs }) => elapsedMs >= 0)).toBe(true);
  watching = false;
  kernel.resume("watched");
  await lifecycle.receive(message());
  expect(heard).toHaveLength(8);
});

test("a pipeline's tap that is passed over is told with the reason", async () => {
  const heard: TapRun[] = [];
  const away = plugin("away", ({ hooks }) => {
    hooks.beforeReply.tap("check", () => undefined);
    hooks.beforeMessage.tap("enrich", () => undefined);
  });
  await using kernel = createKernel({ name: "kira", plugins: [away] }, { tracer: () => (run) => void heard.push(run) });
  await kernel.setup();
  await kernel.start();
  kernel.pause("away", "it was told to");
  await kernel.service(Lifecycle).receive(message());
  await kernel.service(Lifecycle).reply(reply());
  expect(heard.map(shown)).toMatchObject([
    { tap: "beforeMessage, away: enrich", away: "is paused (it was told to)" },
    { tap: "beforeReply, away: check", away: "is paused (it was told to)" },
  ]);
});
