import type { Finding, HealthCheck } from "@instar/kernel/contracts";
import type { Checked } from "./checked.ts";

/** A check that takes longer is a finding itself. */
const checkWithinMs = 1_500;

export interface NamedCheck {
  readonly by: string;
  readonly check: HealthCheck;
  /** Its own deadline, where the usual one is too short. */
  readonly withinMs?: number;
}

const isFinding = (found: unknown): found is Finding =>
  typeof found === "object" && found !== null && ["ok", "warn", "fail"].includes((found as Finding).status) && typeof (found as Finding).summary === "string";

const failed = (summary: string): Finding => ({
  status: "fail",
  summary,
  why: "What it looks after is not known to be in order.",
  hint: "The log may say more: instar logs --level warn",
});

const late = (by: string, id: string, withinMs: number): Finding => ({
  status: "warn",
  summary: `The check ${id} of ${by} gave no answer within ${withinMs / 1_000} s.`,
  why: "What it looks after hangs, or the machine is very busy.",
  hint: "Run `instar doctor` again; if it stays so, look into `instar logs`.",
});

async function runCheck({ by, check }: NamedCheck, withinMs: number): Promise<Checked> {
  const began = performance.now();
  const signal = AbortSignal.timeout(withinMs);
  const find = async (): Promise<Finding> => {
    try {
      const found: unknown = await check.run(signal);
      return isFinding(found) ? found : failed(`The check ${check.id} of ${by} gave an answer that is no finding.`);
    } catch (error) {
      if (signal.aborted) return late(by, check.id, withinMs);
      return failed(`The check ${check.id} of ${by} failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const passed = new Promise<Finding>((resolve) => signal.addEventListener("abort", () => resolve(late(by, check.id, withinMs)), { once: true }));
  const { status, summary, why, hint } = await Promise.race([find(), passed]);
  return {
    id: check.id,
    by,
    status,
    summary,
    ...(why === undefined ? {} : { why }),
    ...(hint === undefined ? {} : { hint }),
    fixable: status !== "ok" && check.fix !== undefined,
    elapsedMs: Math.round(performance.now() - began),
  };
}

/** All findings, in the order of the checks. Never rejects: a check that fails or hangs is a finding. */
export const runChecks = (checks: readonly NamedCheck[], withinMs = checkWithinMs): Promise<readonly Checked[]> =>
  Promise.all(checks.map((one) => runCheck(one, one.withinMs ?? withinMs)));
