import { InstarError } from "@instar/kernel";
import { SessionsError } from "./errors.ts";
import type { Opening } from "./plan-opening.ts";

/** Says what could not be begun or gone on with, in the words of whoever knows why; the cause is kept. */
export function openingFailed({ driver, from }: Opening, cause: unknown): InstarError {
  const why = cause instanceof Error ? cause.message : String(cause);
  const hint = InstarError.is(cause) ? cause.hint : undefined;
  const fail = from === "resume" ? SessionsError.RESUME_FAILED : SessionsError.START_FAILED;
  return fail(driver.id, why, hint, { cause });
}
