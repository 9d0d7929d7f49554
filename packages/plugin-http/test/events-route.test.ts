import type { Events, RecordedEvent } from "@instar/kernel/contracts";
import { createManualClock, settle } from "@instar/testing";
import { expect, test } from "vitest";
import { eventsRoute } from "../src/routes/events.ts";

test("a journal that cannot be read ends the stream, and leaves no rejection that nobody caught", async () => {
  const broken = new Error("The disk is broken.");
  const uncaught: unknown[] = [];
  const note = (error: unknown) => void uncaught.push(error);
  process.on("unhandledRejection", note);
  const events: Events = {
    record: () => undefined,
    op: () => expect.fail(),
    list: () => Promise.reject(broken),
    // biome-ignore lint/correctness/useYield: it breaks before there is anything
    async *follow(): AsyncGenerator<RecordedEvent> {
      await settle(2);
      throw broken;
    },
  };
  const request = new Request("http://127.0.0.1/events", { headers: { accept: "text/event-stream", "last-event-id": "3" } });
  const response = await eventsRoute(events, createManualClock()).handle(request, { params: {}, query: { since: 24, limit: 100 }, body: undefined });
  expect(await response.text()).toContain("The events could not be read on.");
  await settle(10);
  process.off("unhandledRejection", note);
  expect(uncaught).toEqual([]);
});
