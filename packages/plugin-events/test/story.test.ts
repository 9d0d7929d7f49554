import type { RecordedEvent } from "@instar/kernel/contracts";
import type { InboxRow, OutboxRow } from "@instar/plugin-conversations/contract";
import { expect, test } from "vitest";
import { renderStory } from "../src/render-story.ts";
import { type Material, shownSpan, tellStory } from "../src/story.ts";

const start = new Date(2026, 2, 1, 12, 0, 0).getTime();
let position = 0;
const event = (at: number, type: string, more: Partial<RecordedEvent> = {}): RecordedEvent => ({
  position: ++position,
  at: start + at,
  type,
  about: { message: "m1" },
  text: `This is ${type}.`,
  ...more,
});

const row: InboxRow = {
  id: "m1",
  key: "k",
  address: { channel: "chat", conversation: "main" },
  from: { id: "ada", name: "Ada\u001b[2J", trust: "owner" },
  text: "Deploy\u0007 the\nsite, and then tell me how it went, in all detail, please",
  at: start - 500,
  acceptedAt: start,
  endedAt: start + 9_000,
  state: "answered",
  attempt: 2,
  reply: "r1",
};
const part: OutboxRow = {
  id: "r1/0",
  reply: "r1",
  address: row.address,
  part: { index: 0, body: { text: "Done." } },
  parts: 1,
  answers: ["m1"],
  state: "delivered",
  attempt: 1,
  notBefore: 0,
  createdAt: start,
  endedAt: start + 9_100,
};
const subject = { kind: "message", id: "m1" } as const;
const shownOf = (material: Material) => tellStory(material).lines.map(({ at, type }) => `${at - start} ${type}`);

test.each<[string, Material, readonly string[]]>([
  [
    "a crash stands where it was, and not where it was noticed",
    {
      subject,
      events: [
        event(0, "message.accepted"),
        event(10, "message.running"),
        event(5_000, "house.crashed", { about: {}, data: { lastSeenAt: start + 10 } }),
        event(5_000, "house.started", { about: {} }),
        event(5_010, "house.ready", { about: {} }),
        event(5_100, "message.running"),
      ],
    },
    ["0 message.accepted", "10 message.running", "10 house.crashed", "5000 house.started", "5100 message.running"],
  ],
  [
    "events that were gathered twice and out of order are told once and in order",
    (() => {
      const [first, second] = [event(0, "message.accepted"), event(5, "message.running")];
      return { subject, events: [second, first, second] };
    })(),
    ["0 message.accepted", "5 message.running"],
  ],
  [
    "what happened in the same moment keeps the order of its commits",
    { subject, events: [event(0, "message.accepted"), event(0, "message.held")].toReversed() },
    ["0 message.accepted", "0 message.held"],
  ],
  [
    "rows tell what their events no longer do",
    { subject, events: [], message: row, replies: [part] },
    ["0 message.accepted", "9000 message.answered", "9100 reply.delivered"],
  ],
  [
    "rows tell nothing that an event tells",
    {
      subject,
      message: row,
      replies: [part],
      events: [
        event(1, "message.accepted"),
        event(9_001, "message.answered"),
        event(9_101, "reply.delivered", { about: { reply: "r1", message: "m1" }, data: { part: 0 } }),
      ],
    },
    ["1 message.accepted", "9001 message.answered", "9101 reply.delivered"],
  ],
])("%s", (_what, material, lines) => {
  expect(shownOf(material)).toEqual(lines);
});

test("turns are added up with their costs, tools are counted, and a shared turn is said", () => {
  const { summary } = tellStory({
    subject,
    message: row,
    events: [
      event(0, "message.accepted"),
      event(1, "tool.allowed"),
      event(2, "tool.denied"),
      event(3, "turn.ended", { costUsd: 0.25, data: { inputTokens: 10, outputTokens: 2, messages: ["m1", "m2"] } }),
      event(4, "turn.ended", { costUsd: 0.5, data: { inputTokens: 5, outputTokens: 1 } }),
    ],
  });
  expect(summary).toMatchObject({
    state: "answered",
    turns: 2,
    costUsd: 0.75,
    inputTokens: 15,
    outputTokens: 3,
    toolsAllowed: 1,
    toolsDenied: 1,
    isShared: true,
  });
});

test("a session's own record counts, and without any row the last event tells the state", () => {
  const session = {
    id: "s1",
    key: "k",
    driver: "d",
    state: "parked",
    cwd: "/",
    createdAt: 0,
    usedAt: 0,
    turns: 7,
    inputTokens: 100,
    outputTokens: 9,
    costUsd: 3,
    purpose: "person",
    calls: 7,
    workedMs: 0,
  } as const;
  const about = { session: "s1" };
  const events = [event(0, "session.started", { about }), event(1, "turn.ended", { about, costUsd: 1 }), event(2, "session.failed", { about })];
  const material = { subject: { kind: "session", id: "s1" }, events } as const;
  expect(tellStory({ ...material, session }).summary).toMatchObject({ state: "parked", turns: 7, costUsd: 3 });
  expect(tellStory(material).summary).toMatchObject({ state: "failed", turns: 1, costUsd: 1 });
});

test("the story reads: who wrote when and where, the steps with the time between them, how it ended and what it cost", () => {
  const story = tellStory({
    subject,
    message: row,
    replies: [part],
    events: [
      event(2, "message.accepted"),
      event(1_502, "turn.ended", { text: "A turn ended: done.", costUsd: 0.004, data: { inputTokens: 900, outputTokens: 100 } }),
      event(9_000, "message.answered"),
    ],
  });
  const text = renderStory(story, row);
  expect(text.split("\n")).toEqual([
    "Message m1: answered",
    "Ada [2J (owner) wrote on chat on Sun, 1 Mar 2026 at 11:59:59.500: “Deploy the site, and then tell me how it went, in all detai…”",
    "",
    "12:00:00.002                This is message.accepted.",
    "12:00:01.502        +1.5 s  A turn ended: done (1000 tokens, 0.0040 USD).",
    "12:00:09.000        +7.5 s  This is message.answered.",
    "12:00:09.100       +100 ms  The reply was delivered. (from its row; the event is no longer kept)",
    "",
    "Answered after 9.1 s: 1 turn, 900 tokens in and 100 out. Cost: 0.0040 USD.",
  ]);
});

test.each([
  [0, "0 ms"],
  [999, "999 ms"],
  [1_000, "1.0 s"],
  [59_940, "59.9 s"],
  [60_000, "1 min 0 s"],
  [3_599_000, "59 min 59 s"],
  [7_500_000, "2 h 5 min"],
])("%i ms are shown as %s", (ms, shown) => {
  expect(shownSpan(ms)).toBe(shown);
});
