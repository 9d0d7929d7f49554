import { type Finding, type HealthCheck, HealthChecks } from "@instar/kernel/contracts";
import type { Crossing } from "./crossing.ts";

export const healthCheckCrossing: Crossing<HealthCheck, { readonly id: string; readonly mends: boolean }> = {
  point: HealthChecks,
  dismantle: (check) => ({
    data: { id: check.id, mends: check.fix !== undefined },
    methods: { run: (signal: AbortSignal) => check.run(signal), fix: () => check.fix?.() },
  }),
  restore: ({ id, mends }, far) => ({
    id,
    // A check that cannot be asked is a finding by itself
    run: async (signal) => (far.away ? { status: "fail", summary: far.away.message } : ((await far.call("run", signal)) as Finding)),
    ...(mends ? { fix: async () => void (await far.call("fix")) } : {}),
  }),
};
