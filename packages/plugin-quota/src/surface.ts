import type { PluginContext } from "@instar/kernel";
import { Routes, SessionDrivers, type Sessions, type Store } from "@instar/kernel/contracts";
import type { Quota } from "./contract.ts";
import type { Ledger } from "./ledger/ledger.ts";
import { quotaRoutes } from "./quota-routes.ts";
import { createRescan, type RescanParts } from "./records/rescan.ts";

export interface SurfaceParts extends Pick<RescanParts, "settle" | "outside"> {
  readonly context: Pick<PluginContext<unknown, {}>, "contribute" | "contributions" | "background" | "own" | "clock" | "log" | "paths" | "signal">;
  readonly store: Store;
  readonly sessions: Sessions;
  readonly ledger: Ledger;
  readonly quota: () => Quota;
}

/** After the start others have the disk first. */
const firstRescanMs = 60_000;
const rescanMs = 60 * 60_000;

/** What others see of the ledger beside the service: routes, and what the agents' own records add to it. */
export function contributeQuotaSurface({ context, store, sessions, ledger, settle, outside, quota }: SurfaceParts): Pick<Quota, "rescan"> {
  const { contribute, contributions, background, own, clock, log, paths, signal } = context;
  const drivers = contributions(SessionDrivers);
  const rescan = createRescan({
    ledger,
    store,
    sessions,
    drivers: () => [...drivers].map(({ value }) => value),
    settle,
    outside,
    project: paths.project,
    clock,
    log,
  });
  own(sessions.listen(rescan.heard));
  background("read what was recorded", async (until) => {
    for (let waitMs = firstRescanMs; ; waitMs = rescanMs) {
      await clock.sleep(waitMs, until);
      await ledger.fold();
      await rescan.run(until);
    }
  });
  for (const route of quotaRoutes(quota, clock)) contribute(Routes, route);
  return { rescan: () => rescan.run(signal) };
}
