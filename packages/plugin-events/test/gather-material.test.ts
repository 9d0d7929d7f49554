import type { EventFilter, RecordedEvent, SessionRecord } from "@instar/kernel/contracts";
import type { InboxRow } from "@instar/plugin-conversations/contract";
import { expect, test } from "vitest";
import type { NamedId } from "../src/contract.ts";
import { fits } from "../src/fits.ts";
import { gatherMaterial, type Sources } from "../src/gather-material.ts";
import { tellStory } from "../src/story.ts";

type Told = readonly [at: number, type: string, about: RecordedEvent["about"], data?: RecordedEvent["data"]];

/** Two messages share a turn of a session, one of its calls is asked about, and the house crashes in between; before and after, other things happen. */
const told: readonly Told[] = [
  [1, "house.started", {}],
  [2, "message.accepted", { message: "m0" }],
  [3, "session.started", { session: "s0" }],
  [10, "message.accepted", { message: "m1" }],
  [11, "message.running", { message: "m1" }],
  [12, "session.started", { session: "s1" }],
  [13, "message.accepted", { message: "m2" }],
  [14, "question.asked", { question: "q1", call: "c1", session: "s1" }],
  [15, "question.answered", { question: "q1", call: "c1", session: "s1" }],
  [16, "tool.allowed", { call: "c1", session: "s1", message: "m1" }, { messages: ["m1", "m2"] }],
  [17, "tool.allowed", { call: "c9", session: "s1", message: "m9" }],
  [18, "access.refused", { session: "s1" }],
  [19, "access.refused", { session: "s0" }],
  [20, "house.crashed", {}],
  [21, "house.started", {}],
  [30, "turn.ended", { session: "s1", message: "m1" }, { messages: ["m1", "m2"] }],
  [31, "message.answered", { message: "m1", reply: "r1", session: "s1" }],
  [32, "message.merged", { message: "m2", reply: "r1", session: "s1" }],
  [33, "reply.delivered", { reply: "r1", message: "m1" }, { messages: ["m1", "m2"], part: 0 }],
  [40, "session.parked", { session: "s1" }],
  [50, "house.stopped", {}],
];
const events = told.map(([at, type, about, data], index): RecordedEvent => ({ position: index + 1, at, type, about, text: type, ...(data ? { data } : {}) }));
const session = {
  id: "s1",
  key: "k",
  driver: "d",
  state: "parked",
  cwd: "/",
  createdAt: 12,
  usedAt: 30,
  turns: 1,
  inputTokens: 0,
  outputTokens: 0,
  costUsd: 0,
} as SessionRecord;

const sources: Sources = {
  list: async (filter: EventFilter) =>
    events.filter((event) => fits(event, filter) && event.at >= (filter.since ?? 0) && event.at <= (filter.until ?? Number.POSITIVE_INFINITY)).toReversed(),
  message: async () => undefined,
  repliesTo: async () => [],
  sessions: async () => [session],
};

const typesOf = async (subject: NamedId, more: Partial<Sources> = {}) =>
  tellStory(await gatherMaterial({ ...sources, ...more }, subject)).lines.map(({ type }) => type);

test.each<readonly [NamedId["kind"], string, readonly string[]]>([
  [
    "message",
    "m1",
    [
      "message.accepted",
      "message.running",
      "session.started",
      "question.asked",
      "question.answered",
      "tool.allowed",
      "access.refused",
      "house.crashed",
      "house.started",
      "turn.ended",
      "message.answered",
      "reply.delivered",
    ],
  ],
  [
    "message",
    "m2",
    [
      "message.accepted",
      "question.asked",
      "question.answered",
      "tool.allowed",
      "access.refused",
      "house.crashed",
      "house.started",
      "turn.ended",
      "message.merged",
      "reply.delivered",
    ],
  ],
  ["reply", "r1", ["message.accepted", "message.running", "message.accepted", "message.answered", "message.merged", "reply.delivered"]],
  ["call", "c1", ["message.accepted", "question.asked", "question.answered", "tool.allowed"]],
  ["question", "q1", ["message.accepted", "question.asked", "question.answered", "tool.allowed"]],
  [
    "session",
    "s1",
    [
      "session.started",
      "question.asked",
      "question.answered",
      "tool.allowed",
      "tool.allowed",
      "access.refused",
      "house.crashed",
      "house.started",
      "turn.ended",
      "message.answered",
      "message.merged",
      "session.parked",
    ],
  ],
])("the story of %s %s holds what belongs to it, and nothing else", async (kind, id, types) => {
  expect(await typesOf({ kind, id })).toEqual(types);
});

test("what goes on shows what happened to the house until now", async () => {
  const row = {
    id: "m1",
    address: { channel: "chat", conversation: "c" },
    from: { id: "a", trust: "owner" },
    state: "running",
    acceptedAt: 10,
    attempt: 1,
  } as InboxRow;
  const types = await typesOf({ kind: "message", id: "m1" }, { message: async () => row });
  expect(types.slice(-2)).toEqual(["session.parked", "house.stopped"]);
});

test("of what is not known there is no story", async () => {
  expect(await typesOf({ kind: "message", id: "nobody" })).toEqual([]);
  expect(await typesOf({ kind: "call", id: "nobody" })).toEqual([]);
});
