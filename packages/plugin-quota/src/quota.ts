import type { Clock } from "@instar/kernel";
import type { Quota, QuotaState } from "./contract.ts";
import type { Calendar } from "./ledger/calendar.ts";
import type { Ledger } from "./ledger/ledger.ts";
import { queryEntries, queryUsage } from "./ledger/query-usage.ts";

export interface QuotaParts {
  readonly ledger: Ledger;
  readonly calendar: Calendar;
  readonly clock: Clock;
  readonly state: () => Promise<QuotaState>;
  readonly rescan: Quota["rescan"];
}

/** What others read of the ledger and of the budgets. */
export const createQuota = ({ ledger, calendar, clock, state, rescan }: QuotaParts): Quota => ({
  state,
  usage: (query) => queryUsage(ledger, calendar, clock.now(), query),
  entries: (filter) => queryEntries(ledger, calendar, clock.now(), filter),
  rescan,
});
