import { expect, test } from "vitest";
import { openQuestions } from "../src/open-questions.ts";

const event = (position: number, type: string, question?: string) => ({
  position,
  type,
  at: position,
  text: "",
  about: question === undefined ? {} : { question },
});

test("a question is open until it has ended in any way, in whatever order that is told", () => {
  expect(
    openQuestions([event(2, "question.answered", "a1"), event(1, "question.asked", "a1"), event(3, "question.asked", "b2"), event(4, "tool.allowed")]),
  ).toEqual(["b2"]);
  expect(openQuestions([event(1, "question.asked", "a1"), event(2, "question.expired", "a1")])).toEqual([]);
});
