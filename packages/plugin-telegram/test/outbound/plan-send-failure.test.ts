import type { SendFailure } from "@instar/kernel/contracts";
import { expect, test } from "vitest";
import type { BotApiFailure } from "../../src/bot-api-failure.ts";
import { planSendFailure } from "../../src/outbound/plan-send-failure.ts";

const refused = (status: number, description: string, more: object = {}): BotApiFailure => ({ kind: "refused", status, description, ...more });
const plan = (failure: BotApiFailure | undefined, inTopic = true) => planSendFailure({ failure, inTopic });
const wait = (outcome: SendFailure["outcome"], afterMs: number, scope: "address" | "channel") => ({ outcome, next: { afterMs, scope } });

test.each([
  ["Bad Request: can't parse entities: Unsupported start tag", "plain"],
  ["Bad Request: Can't parse entities: Unsupported start tag", "plain"],
  ["Bad Request: message is too long", "plain"],
  ["Bad Request: IMAGE_PROCESS_FAILED", "plain"],
  ["Bad Request: PHOTO_INVALID_DIMENSIONS", "plain"],
  ["Bad Request: file of size 11534336 bytes is too big for a photo; the maximum size is 10485760 bytes", "plain"],
  ["Bad Request: something that nobody has seen", "plain"],
  ["Bad Request: message text is empty", "never"],
  ["Bad Request: chat not found", "never"],
  ["Bad Request: not enough rights to send text messages to the chat", "never"],
  ["Bad Request: CHAT_WRITE_FORBIDDEN", "never"],
  ["Bad Request: message thread not found", "reroute"],
  ["Bad Request: TOPIC_DELETED", "reroute"],
  ["Bad Request: TOPIC_ID_INVALID", "reroute"],
  ["Bad Request: TOPIC_CLOSED", "reroute"],
])("%s: %s", (description, next) => {
  expect(plan(refused(400, description)).how).toEqual({ outcome: "not-sent", next });
});

test("only what goes to a topic can lose it", () => {
  expect(plan(refused(400, "Bad Request: TOPIC_CLOSED"), false).how.next).toBe("never");
  expect(plan(refused(400, "Bad Request: message thread not found"), false).loss).toBeUndefined();
});

test.each(["bot was blocked by the user", "bot was kicked from the supergroup chat", "user is deactivated", "bot can't initiate conversation with a user"])(
  "403 %s: never",
  (words) => {
    expect(plan(refused(403, `Forbidden: ${words}`)).how).toEqual({ outcome: "not-sent", next: "never" });
  },
);

test("a group that moved says where it is", () => {
  expect(plan(refused(400, "Bad Request: group chat was upgraded to a supergroup chat", { movedTo: -1009 }), false)).toEqual({
    how: { outcome: "not-sent", next: "reroute" },
    loss: { kind: "moved", to: -1009 },
  });
});

test("a limit parks the chat for exactly as long as told", () => {
  expect(plan(refused(429, "Too Many Requests: retry after 17", { retryAfterMs: 17_000 }))).toEqual({
    how: wait("not-sent", 17_000, "address"),
    parkMs: 17_000,
  });
});

test("what may have arrived is unknown; what cannot have arrived is not", () => {
  expect(plan(refused(500, "Internal Server Error")).how).toEqual(wait("unknown", 2_000, "address"));
  expect(plan({ kind: "unreachable", certain: false }).how.outcome).toBe("unknown");
  expect(plan({ kind: "unreachable", certain: true }).how).toEqual(wait("not-sent", 3_000, "channel"));
  expect(plan(undefined).how.outcome).toBe("unknown");
});

test("a token that is worth nothing holds up the whole channel, and loses nothing", () => {
  expect(plan(refused(401, "Unauthorized")).how).toEqual(wait("not-sent", 15_000, "channel"));
});
