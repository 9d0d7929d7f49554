import type { Kernel, KernelDescription } from "@instar/kernel";
import { type HealthCheck, HealthChecks } from "@instar/kernel/contracts";
import { brought } from "../daemon/brought-plugins.ts";
import { CliError } from "../errors.ts";
import type { Checked } from "./checked.ts";
import { type NamedCheck, runChecks } from "./run-checks.ts";

const pluginCheck = (describe: () => KernelDescription): HealthCheck => ({
  id: "plugins",
  run() {
    const { plugins } = describe();
    const away = plugins.filter(({ state }) => state !== "up" && state !== "stopped");
    if (away.length === 0) {
      const count = plugins.filter(({ name }) => !brought.has(name)).length;
      return { status: "ok", summary: `${count} ${count === 1 ? "plugin is" : "plugins are"} up.` };
    }
    const guards = away.flatMap(({ name, guards }) => (guards.length > 0 ? [name] : []));
    const hints = away.flatMap(({ name, hint }) => (hint === undefined ? [] : [away.length === 1 ? hint : `${name}: ${hint}`]));
    return {
      status: "fail",
      summary: away.map(({ name, state, error }) => `${name} is ${state}${error === undefined ? "" : `: ${error.replace(/\.?$/, ".")}`}`).join(" "),
      why: `What it does is missing${guards.length === 0 ? "" : `, and every tool call is denied in the name of ${guards.join(", ")}`}.`,
      hint: hints.length === 0 ? "Mend the cause (instar logs --level warn), then: instar restart" : `${hints.join(" ")} Then: instar restart`,
    };
  },
});

/** What a set-up house says about its own health, and what of it can be mended. */
export function createHouseDoctor(kernel: Kernel) {
  const checks = (): readonly NamedCheck[] => [
    { by: "instar", check: pluginCheck(() => kernel.describe()) },
    ...[...kernel.contributions(HealthChecks)].map(({ plugin, value }) => ({ by: plugin, check: value })),
  ];
  const clean = (one: Checked): Checked => ({
    ...one,
    summary: kernel.redact(one.summary),
    ...(one.why === undefined ? {} : { why: kernel.redact(one.why) }),
    ...(one.hint === undefined ? {} : { hint: kernel.redact(one.hint) }),
  });
  return {
    /** Never rejects. */
    findings: async (): Promise<readonly Checked[]> => (await runChecks(checks())).map(clean),
    /** Carries out the fix of a check. Rejects with CLI_NO_FIX, or with why it did not work. */
    async fix(by: string, id: string): Promise<void> {
      const found = checks().find((one) => one.by === by && one.check.id === id);
      if (found?.check.fix === undefined) throw CliError.NO_FIX(by, id);
      await found.check.fix();
    },
  };
}

export type HouseDoctor = ReturnType<typeof createHouseDoctor>;
