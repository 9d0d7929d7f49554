import type { RecordedEvent } from "@instar/kernel/contracts";

/** The names of the questions that were put and have not ended, as far as these events tell. */
export function openQuestions(events: readonly RecordedEvent[]): readonly string[] {
  const named = (isAsked: boolean) =>
    events.flatMap(({ type, about }) =>
      type.startsWith("question.") && (type === "question.asked") === isAsked && about.question !== undefined ? [about.question] : [],
    );
  const ended = new Set(named(false));
  return [...new Set(named(true))].filter((question) => !ended.has(question));
}
