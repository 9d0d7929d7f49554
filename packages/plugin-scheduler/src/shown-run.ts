import type { JobRunRecord } from "./contract.ts";
import type { LivingRun } from "./stored-run.ts";

/** A run as others see it: how it is kept is nobody's business. */
export function shownRun(run: JobRunRecord & Partial<LivingRun>): JobRunRecord {
  const { fence: _fence, process: _process, sessionKey: _key, ...shown } = run;
  return shown;
}
