import type { Events } from "@instar/kernel/contracts";
import { digestOf } from "./chain.ts";
import type { RecordAudit } from "./tap-audit.ts";

/** What the owner answered to questions, and from where. */
export async function followAnswers(events: Pick<Events, "follow">, record: RecordAudit, signal: AbortSignal): Promise<void> {
  for await (const { type, about, data } of events.follow({ types: ["question.answered", "question.expired", "question.withdrawn"] }, signal)) {
    const { answer, by } = (data ?? {}) as { readonly answer?: string; readonly by?: string };
    const { question, session, call } = about;
    const ids = { question, session, call, answer };
    const known = Object.fromEntries(Object.entries(ids).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
    record(type, by ?? "", known, digestOf({ type, ...known, by: by ?? "" }));
  }
}
