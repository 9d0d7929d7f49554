import type { AuditEntry, Safety } from "../contract.ts";
import type { FoundRules } from "../guard/found-rules.ts";
import type { SafetyParts } from "../parts.ts";
import { openAuditStore } from "./audit-store.ts";
import { createAuditWriter } from "./audit-writer.ts";
import { digestOf } from "./chain.ts";
import { describeOutcome } from "./describe-outcome.ts";
import { followAnswers } from "./follow-answers.ts";
import { listAudit } from "./list-audit.ts";
import { pruneAudit } from "./prune-audit.ts";
import { verifyAudit } from "./verify-audit.ts";

/** Puts something into the audit: what, who decided, ids by what they name, and the SHA-256 of what it is about; empty: of these. Never waits and never throws. */
export type RecordAudit = (what: string, by: string, about: AuditEntry["about"], digest: string) => void;

export interface Audit extends Pick<Safety, "audit" | "verifyAudit"> {
  readonly record: RecordAudit;
  /** For what has no digest of its own. */
  digestOf(value: unknown): string;
}

/** Longer names than any of ours are cut, so that an entry stays small whatever a plugin calls its taps. */
const longest = 300;
const short = (text: string) => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);

/** Keeps every decision of every gate, and what else is recorded, in a chain that shows when somebody touches it. */
export function tapAudit({ options, services, hooks, background, defer, clock, log }: SafetyParts, found: Pick<FoundRules, "take">): Audit {
  const { store, events } = services;
  const { keepDays } = options.audit;
  const kept = openAuditStore(store);
  const writer = createAuditWriter(kept, clock, log);

  const record: RecordAudit = (what, by, about, digest) => {
    const ids = Object.fromEntries(Object.entries(about).map(([key, id]) => [key, short(id)]));
    writer.record({ at: clock.now(), what: short(what), by: short(by), about: ids, digest: digest === "" ? digestOf({ what, by, about }) : short(digest) });
  };

  hooks.afterDecision.tap("keep every decision", (outcome) => {
    const { session = "", call = "" } = outcome;
    record(...describeOutcome(outcome, found.take(session, call)));
  });
  if (events) background("keep the owner's answers", (signal) => followAnswers(events, record, signal));
  if (keepDays !== undefined) background("remove what is too old of the audit", (signal) => pruneAudit({ store: kept, writer, keepDays, clock, log, signal }));
  defer(() => writer.close());

  return {
    record,
    digestOf,
    async audit(filter) {
      await writer.flush();
      return listAudit(kept, filter);
    },
    async verifyAudit() {
      await writer.flush();
      return verifyAudit(kept);
    },
  };
}
