import type { HealthCheck } from "@instar/kernel/contracts";
import { probeAgent } from "../project/probe-agent.ts";
import type { Checked } from "./checked.ts";
import { type OpenedDoctor, openHouseDoctor } from "./open-house-doctor.ts";
import { machineChecks, processChecks } from "./own-checks.ts";
import { runChecks } from "./run-checks.ts";

export interface Examination extends AsyncDisposable {
  readonly running: boolean;
  readonly findings: readonly Checked[];
  /** The house that was looked at; absent when it could not be opened. */
  readonly house: Pick<OpenedDoctor, "describe" | "call"> | undefined;
  /** Carries out the fix of a finding. Rejects with why it did not work. */
  fix(finding: Checked): Promise<void>;
}

/** Setting a house up may load every plugin; an examination must still come to an end. */
const houseWithinMs = 20_000;

const houseFailed = (error: unknown): Checked => ({
  id: "house",
  by: "instar",
  status: "fail",
  summary: `The plugins could not be asked: ${error instanceof Error ? error.message : String(error)}`,
  why: "Whether their parts are in order is not known.",
  hint: (error as { hint?: string }).hint ?? "Mend the cause, then: instar doctor",
  fixable: false,
  elapsedMs: 0,
});

function withinTime(opening: Promise<OpenedDoctor>): Promise<OpenedDoctor> {
  const late = AbortSignal.timeout(houseWithinMs);
  const tooLate = new Promise<never>((_, reject) =>
    late.addEventListener("abort", () => reject(new Error(`They were not set up within ${houseWithinMs / 1_000} s.`)), { once: true }),
  );
  return Promise.race([opening, tooLate]);
}

/** Looks at everything: the machine, the folder, the config, and the house, running or set up for the moment. */
export async function examine(project: string): Promise<Examination> {
  const named = (checks: readonly HealthCheck[]) =>
    // Running a config takes as long as its imports.
    checks.map((check) => ({ by: "instar", check, ...(check.id === "config" ? { withinMs: houseWithinMs } : {}) }));
  const machine = machineChecks(project);
  const looking = runChecks(named(machine));
  const status = await probeAgent(project);
  const own = [...processChecks(project, status), ...machine];
  const found = await runChecks(named(own.slice(0, -machine.length)));
  // A house cannot be set up with a broken config, and that has been said then.
  const mayOpen = status.running || (status.phase === "stopped" && (await looking).every((one) => one.id !== "config" || one.status !== "fail"));
  let house: OpenedDoctor | undefined;
  let asked: readonly Checked[] = [];
  try {
    if (mayOpen) {
      house = await withinTime(openHouseDoctor(project));
      asked = await house.findings();
    }
  } catch (error) {
    asked = [houseFailed(error)];
  }
  return {
    running: status.running,
    findings: [...found, ...(await looking), ...asked],
    house,
    async fix({ by, id }) {
      const check = by === "instar" ? own.find((one) => one.id === id) : undefined;
      if (check?.fix === undefined) {
        house ??= await openHouseDoctor(project);
        return house.fix(by, id);
      }
      // A house that was set up here holds the folder, which such a fix may want for itself.
      await house?.[Symbol.asyncDispose]();
      house = undefined;
      await check.fix();
    },
    [Symbol.asyncDispose]: async () => house?.[Symbol.asyncDispose](),
  };
}
