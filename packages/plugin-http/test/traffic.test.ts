import { EventEmitter } from "node:events";
import type { ServerResponse } from "node:http";
import { createManualClock } from "@instar/testing";
import { expect, test } from "vitest";
import { createTraffic } from "../src/traffic.ts";

/** What traffic sees of an answer: that its connection ends. */
function anAnswer() {
  const answer = Object.assign(new EventEmitter(), { writableFinished: false });
  return {
    outgoing: answer as unknown as ServerResponse,
    leave: (writableFinished: boolean) => {
      answer.writableFinished = writableFinished;
      answer.emit("close");
    },
  };
}

const open = (mostRequests = 2, mostStreams = 2) => {
  const clock = createManualClock();
  return { clock, traffic: createTraffic(clock, { mostRequests, mostStreams }) };
};

test("there is room for so many requests, and again when one is done", () => {
  const { traffic } = open();
  const first = anAnswer();
  expect(traffic.enter(first.outgoing)).toBeDefined();
  expect(traffic.enter(anAnswer().outgoing)).toBeDefined();
  expect(traffic.enter(anAnswer().outgoing)).toBeUndefined();
  first.leave(true);
  expect(traffic.enter(anAnswer().outgoing)).toBeDefined();
});

test("streams take no room from requests; a further one ends the oldest", () => {
  const { traffic } = open(1, 2);
  const streams = [anAnswer(), anAnswer(), anAnswer()].map(({ outgoing }) => {
    const exchange = traffic.enter(outgoing);
    exchange?.begin(true);
    return exchange;
  });
  expect(streams.map((exchange) => exchange?.signal.aborted)).toEqual([true, false, false]);
  expect(streams[0]?.signal.reason).toMatchObject({ code: "HTTP_CROWDED" });
});

test("a caller who leaves before the end is known to the handler; one who got everything is not", async () => {
  const { traffic } = open();
  const [gone, served] = [anAnswer(), anAnswer()];
  const [left, done] = [traffic.enter(gone.outgoing), traffic.enter(served.outgoing)];
  gone.leave(false);
  served.leave(true);
  expect(left?.signal.reason).toMatchObject({ code: "HTTP_GONE" });
  await expect(left?.over).rejects.toMatchObject({ code: "HTTP_GONE" });
  expect(done?.signal.aborted).toBe(false);
});

test("at the stop streams end at once, requests have their time, and then everything ends", async () => {
  const { traffic, clock } = open();
  const [stream, request] = [traffic.enter(anAnswer().outgoing), traffic.enter(anAnswer().outgoing)];
  stream?.begin(true);
  const drained = traffic.drain(3_000);
  expect([traffic.stopping, stream?.signal.aborted, request?.signal.aborted]).toEqual([true, true, false]);
  await clock.advance(3_000);
  await drained;
  expect(request?.signal.reason).toMatchObject({ code: "HTTP_STOPPING" });
});

test("the stop waits no longer than until the last one is done", async () => {
  const { traffic, clock } = open();
  const answer = anAnswer();
  traffic.enter(answer.outgoing);
  const drained = traffic.drain(3_000);
  answer.leave(true);
  await drained;
  expect(clock.pending).toBe(0);
});
