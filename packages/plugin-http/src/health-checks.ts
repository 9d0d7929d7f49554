import type { Clock, Contributions } from "@instar/kernel";
import type { HealthCheck } from "@instar/kernel/contracts";
import type { CheckResult } from "./judge-health.ts";

/** Results are fresh for so long. */
const freshMs = 5_000;
const checkTimeoutMs = 5_000;
/** The first who asks waits no longer than this for a fresh result; the checks go on. */
const patienceMs = 500;

async function runCheck(plugin: string, check: HealthCheck, clock: Clock): Promise<CheckResult> {
  const late = new AbortController();
  using _limit = clock.after(checkTimeoutMs, () => late.abort(new Error(`It gave no answer within ${checkTimeoutMs / 1_000} s.`)));
  try {
    const found = await Promise.race([
      Promise.resolve(check.run(late.signal)),
      new Promise<never>((_, reject) => late.signal.addEventListener("abort", () => reject(late.signal.reason as Error), { once: true })),
    ]);
    return { ...found, id: check.id, plugin };
  } catch (error) {
    return {
      id: check.id,
      plugin,
      status: "fail",
      summary: `The check ${check.id} of ${plugin} failed: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

/** A finding whose texts hold no secret of the house. */
const withoutSecrets = (found: CheckResult, redact: (text: string) => string): CheckResult =>
  Object.fromEntries(Object.entries(found).map(([key, value]) => [key, typeof value === "string" ? redact(value) : value])) as unknown as CheckResult;

/** The latest results of all health checks, run when somebody asks and at most every 5 s: a hanging check makes nobody wait twice. */
export function createHealthChecks(checks: Contributions<HealthCheck>, clock: Clock, redact: (text: string) => string = (text) => text) {
  let latest: { readonly at: number; readonly results: readonly CheckResult[] } | undefined;
  let running: Promise<void> | undefined;

  async function run() {
    const results = await Promise.all([...checks].map(async ({ plugin, value }) => withoutSecrets(await runCheck(plugin, value, clock), redact)));
    latest = { at: clock.now(), results };
    running = undefined;
  }
  return async (): Promise<{ readonly at?: number; readonly results: readonly CheckResult[] }> => {
    if (running === undefined && (latest === undefined || Math.abs(clock.now() - latest.at) >= freshMs)) {
      const begun = run();
      running = begun;
      const impatient = new AbortController();
      await Promise.race([begun, clock.sleep(patienceMs, impatient.signal).catch(() => undefined)]); // the checks were faster
      impatient.abort();
    }
    return latest ?? { results: [] };
  };
}

export type ReadHealth = ReturnType<typeof createHealthChecks>;
