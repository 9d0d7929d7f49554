import { createManualClock } from "@instar/testing";
import { expect, test } from "vitest";
import { openEventStream } from "../src/event-stream.ts";

const open = () => {
  const clock = createManualClock();
  const caller = new AbortController();
  return { clock, caller, stream: openEventStream({ clock, signal: caller.signal }) };
};

test("events are written as lines, with a name, an id and one line of JSON", async () => {
  const { stream } = open();
  stream.send("event", { text: "two\nlines" }, "7");
  stream.end("done");
  expect(await stream.response.text()).toBe(': open\n\nid: 7\nevent: event\ndata: {"text":"two\\nlines"}\n\nevent: end\ndata: {"reason":"done"}\n\n');
});

test("a quiet stream shows every 15 s that it lives, and leaves no timer when it has ended", async () => {
  const { clock, stream } = open();
  await clock.advance(30_000);
  stream.end("done");
  expect((await stream.response.text()).match(/: alive/g)).toHaveLength(2);
  expect(clock.pending).toBe(0);
});

test("it ends with the reason when the signal is aborted; nothing is sent after", async () => {
  const { caller, stream, clock } = open();
  caller.abort(new Error("The agent is stopping."));
  stream.send("event", {});
  stream.end("again");
  expect(await stream.response.text()).toBe(': open\n\nevent: end\ndata: {"reason":"The agent is stopping."}\n\n');
  expect([stream.ended.aborted, clock.pending]).toEqual([true, 0]);
});

test("when its reader goes away it has ended", async () => {
  const { stream, clock } = open();
  await stream.response.body?.cancel();
  stream.send("event", {});
  expect([stream.ended.aborted, clock.pending]).toEqual([true, 0]);
});

test("a reader who does not keep up is let go, not waited for", async () => {
  const { stream, clock } = open();
  for (let count = 0; count < 30 && !stream.ended.aborted; count++) stream.send("event", { text: "x".repeat(100_000) });
  expect([stream.ended.aborted, clock.pending]).toEqual([true, 0]);
});
