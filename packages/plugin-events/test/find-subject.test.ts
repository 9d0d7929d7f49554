import { expect, test } from "vitest";
import type { NamedId } from "../src/contract.ts";
import { findSubject } from "../src/find-subject.ts";

const known: readonly NamedId[] = [
  { kind: "message", id: "0192aaaa-1111" },
  { kind: "message", id: "0192aaaa-1111" },
  { kind: "reply", id: "0192bbbb-2222" },
  { kind: "call", id: "toolu_1" },
  { kind: "call", id: "toolu_12" },
  { kind: "question", id: "k7m" },
];

test.each([
  ["0192a", { kind: "message", id: "0192aaaa-1111" }],
  ["0192bbbb-2222", { kind: "reply", id: "0192bbbb-2222" }],
  ["toolu_1", { kind: "call", id: "toolu_1" }],
  ["k7m", { kind: "question", id: "k7m" }],
] as const)("%s names one thing", (id, found) => {
  expect(findSubject(id, known)).toEqual(found);
});

test.each([
  ["0192", /beginning of several ids: message 0192aaaa-1111, reply 0192bbbb-2222/],
  ["toolu", /several/],
  ["nothing", /Nothing is known under "nothing"/],
  ["k7", /too short/],
] as const)("%s is refused with what to do", (id, message) => {
  expect(() => findSubject(id, known)).toThrow(message);
});
