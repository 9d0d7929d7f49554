import { expect, test } from "vitest";
import { type PollTrouble, planPollFailure } from "../../src/polling/plan-poll-failure.ts";

const refused = (status: number, description: string, more: object = {}): PollTrouble["failure"] => ({ kind: "refused", status, description, ...more });
const conflict = refused(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running");
const plan = (given: Partial<PollTrouble>) => planPollFailure({ failure: undefined, failed: 0, cutOff: 0, claimed: true, listenedMs: 600_000, ...given });

test("a token that is worth nothing closes the channel at once", () => {
  for (const [status, words] of [
    [401, "Unauthorized"],
    [404, "Not Found"],
  ] as const)
    expect(plan({ failure: refused(status, words) })).toEqual({ step: "close" });
});

test("the network may be gone for a moment; after that the channel says so", () => {
  const failure = { kind: "unreachable", certain: true } as const;
  expect([0, 1, 2, 3].map((failed) => plan({ failure, failed }))).toEqual([
    { step: "again", afterMs: 1_000 },
    { step: "again", afterMs: 2_000 },
    { step: "again", afterMs: 4_000 },
    { step: "close" },
  ]);
  expect(plan({ failure: refused(502, "Bad Gateway") })).toEqual({ step: "again", afterMs: 1_000 });
});

test("a limit is waited for", () => {
  expect(plan({ failure: refused(429, "Too Many Requests: retry after 9", { retryAfterMs: 9_000 }), failed: 9 })).toEqual({ step: "again", afterMs: 9_000 });
});

test("who was here first asks again at once; who came later gives way", () => {
  expect(plan({ failure: conflict, listenedMs: 0 })).toEqual({ step: "again", afterMs: 0 });
  expect(plan({ failure: conflict, claimed: false, listenedMs: 4_000 })).toEqual({ step: "close", contested: true });
  expect(plan({ failure: conflict, claimed: false, listenedMs: 6_000 })).toEqual({ step: "again", afterMs: 0 });
});

test("somebody who never gives way is given way to", () => {
  expect(plan({ failure: conflict, cutOff: 7 })).toEqual({ step: "again", afterMs: 1_750 });
  expect(plan({ failure: conflict, cutOff: 8 })).toEqual({ step: "close", contested: true });
});

test("a webhook takes everything: the channel closes, and opens with care", () => {
  for (const words of ["can't use getUpdates method while webhook is active; use deleteWebhook", "terminated by setWebhook request"])
    expect(plan({ failure: refused(409, `Conflict: ${words}`) })).toEqual({ step: "close", contested: true });
});
