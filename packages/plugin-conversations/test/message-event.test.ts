import { expect, test } from "vitest";
import type { InboxRow, OutboxRow } from "../src/contract.ts";
import { messageEvent } from "../src/message-event.ts";
import { replyEvent } from "../src/reply-event.ts";

const row = (change: Partial<InboxRow> = {}): InboxRow => ({
  id: "m1",
  key: "k1",
  address: { channel: "chat", conversation: "main" },
  from: { id: "ada", name: "Ada Secretname", trust: "owner" },
  text: "my secret text",
  at: 1,
  acceptedAt: 2,
  state: "accepted",
  attempt: 0,
  ...change,
});

test.each([
  ["it is new", row(), undefined, "message.accepted"],
  ["it is refused at once", row({ state: "refused", reason: "Unknown sender." }), undefined, "message.refused"],
  ["a refusal is said", row({ state: "refused", reason: "Full.", reply: "r1" }), undefined, undefined],
  ["it is given to the agent", row({ state: "running", attempt: 1, input: "i1" }), row(), "message.running"],
  ["it is given again", row({ state: "running", attempt: 2, input: "i2" }), row({ state: "running", attempt: 1, input: "i1" }), "message.running"],
  ["nothing changed", row({ state: "running", attempt: 1, input: "i1" }), row({ state: "running", attempt: 1, input: "i1" }), undefined],
  ["it is answered", row({ state: "answered", attempt: 1, reply: "r1" }), row({ state: "running", attempt: 1 }), "message.answered"],
  ["it is merged", row({ state: "merged", mergedInto: "m0" }), row({ state: "running", attempt: 1 }), "message.merged"],
  ["the house answers", row({ state: "handled" }), row(), "message.handled"],
  ["a plugin holds it", row({ state: "held", by: "quiet: sleep" }), row(), "message.held"],
  ["the agent is silent", row({ state: "silent" }), row({ state: "running" }), "message.silent"],
  ["it fails", row({ state: "failed", reason: "No." }), row({ state: "running" }), "message.failed"],
  ["its sender takes it back", row({ state: "withdrawn", reason: "Taken back." }), row(), "message.withdrawn"],
  ["its sender changes it", row({ editedAt: 5 }), row(), "message.edited"],
  ["it is joined with its album", row({ state: "merged", mergedInto: "m0" }), row(), "message.merged"],
  ["it corrects one that is over", row({ state: "merged", mergedInto: "m0", edits: "k0" }), undefined, "message.merged"],
  ["it expires", row({ state: "expired", reason: "Late." }), row(), "message.expired"],
  ["it is put back by a limit", row({ notBefore: 9, reason: "Limit." }), row({ state: "running", attempt: 1 }), "message.parked"],
  ["it waits with its conversation", row({ notBefore: 9 }), row(), "message.parked"],
  ["it waits as before", row({ notBefore: 9 }), row({ notBefore: 9 }), undefined],
  ["it runs again on request", row(), row({ state: "failed", reason: "No." }), "message.accepted"],
] as const)("when %s, a message's event says so", (_when, next, former, type) => {
  expect(messageEvent(next, former)?.type).toBe(type);
});

test("no event repeats what somebody or the agent said", () => {
  const events = [
    messageEvent(row(), undefined),
    messageEvent(
      row({ state: "failed", reason: "Half an answer with a secret.\n\nAnd more secret.\n\nThe turn was interrupted before it was answered." }),
      row(),
    ),
    replyEvent({ ...part(), state: "pending" }, undefined),
  ];
  expect(JSON.stringify(events)).not.toMatch(/secret/i);
  expect(events[1]?.text).toBe("It was not answered: The turn was interrupted before it was answered.");
});

const part = (change: Partial<OutboxRow> = {}): OutboxRow => ({
  id: "r1/0",
  reply: "r1",
  address: { channel: "chat", conversation: "main" },
  part: { index: 0, body: { text: "my secret answer" } },
  parts: 2,
  answers: ["m1", "m2"],
  state: "pending",
  attempt: 0,
  notBefore: 0,
  createdAt: 1,
  ...change,
});

test.each([
  ["planned", part(), undefined, "reply.planned"],
  ["held", part({ state: "held", by: "guard: no", reason: "Not now." }), undefined, "reply.held"],
  ["being sent", part({ state: "sending", attempt: 1 }), part(), undefined],
  ["refused for now", part({ reason: "Too many requests.", notBefore: 9 }), part({ state: "sending" }), "reply.delayed"],
  ["moved to another address", part(), part(), undefined],
  ["delivered", part({ state: "delivered", ref: "7" }), part({ state: "sending" }), "reply.delivered"],
  ["cut off", part({ state: "uncertain" }), part({ state: "sending" }), "reply.uncertain"],
  ["given up", part({ state: "failed", reason: "Gone." }), part({ state: "sending" }), "reply.failed"],
  ["taken back", part({ state: "withdrawn" }), part({ state: "held" }), "reply.withdrawn"],
  ["sent after all", part(), part({ state: "held" }), "reply.released"],
] as const)("when a part is %s, its event says so", (_when, next, former, type) => {
  const event = replyEvent(next, former);
  expect(event?.type).toBe(type);
  if (event) expect(event).toMatchObject({ about: { message: "m1", reply: "r1" }, data: { messages: ["m1", "m2"] } });
});
