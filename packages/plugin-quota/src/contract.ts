import { type JobPriority, service } from "@instar/kernel";

/** `driver`: told by a session as it worked. `completion`: a single question. `records`: found in the runtime's own records, and told by nobody. */
export type UsageSource = "driver" | "completion" | "records";

/** Something that was used, and for what: no token without a recorded cause. */
export interface UsageEntry {
  /** The same id counts once. */
  readonly id: string;
  /** Epoch ms. */
  readonly at: number;
  readonly source: UsageSource;
  /** In some words: `message`, `job nightly`, `delegation`, `summary`, `outside the house`. */
  readonly cause: string;
  readonly session?: string;
  readonly job?: string;
  /** `channel:conversation[:thread]`. */
  readonly conversation?: string;
  /** Who wrote what it was used for: the person, else `channel:id` of the account. */
  readonly person?: string;
  readonly plugin?: string;
  readonly driver?: string;
  readonly model?: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number;
}

export const usageDimensions = ["day", "session", "job", "conversation", "person", "plugin", "model", "driver", "cause", "source"] as const;
export type UsageDimension = (typeof usageDimensions)[number];

export interface UsageTotals {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number;
  readonly entries: number;
}

export interface UsageRow extends UsageTotals {
  /** The value of the dimension; absent: those that have none. Days as `2026-11-21` in the configured zone. */
  readonly key?: string;
}

export interface UsageQuery {
  /** Default `day`. */
  readonly by?: UsageDimension;
  /** Epoch ms, inclusive; default the last 30 days. */
  readonly since?: number;
  readonly until?: number;
  /** Only what fits all of these. */
  readonly where?: { readonly [D in Exclude<UsageDimension, "day">]?: string };
  /** 1–1,000, default 50. Days oldest first, all else the dearest first. */
  readonly limit?: number;
}

/** What a budget counts in: money when `usd` is given, tokens when `tokens` is; the fuller of both counts. */
export interface BudgetState {
  readonly name: string;
  readonly per: "5h" | "day" | "week" | "month";
  readonly spent: { readonly usd: number; readonly tokens: number };
  readonly limit: { readonly usd?: number; readonly tokens?: number };
  /** 0 and more: 1 is all of it. */
  readonly share: number;
  readonly level: QuotaLevel;
  /** Epoch ms: when it begins anew (for `5h`, when enough of it is older than five hours). */
  readonly resetsAt: number;
}

/** The highest of 50, 70, 85, 95 and 100 % that is reached; 0 below 50. */
export type QuotaLevel = 0 | 50 | 70 | 85 | 95 | 100;

export interface QuotaState {
  /** `open`: no budget is configured. */
  readonly status: "open" | "normal" | "reduced" | "critical" | "stopped";
  /** Of the fullest budget that concerns everything. */
  readonly level: QuotaLevel;
  readonly budgets: readonly BudgetState[];
  /** Which jobs may begin now. */
  readonly mayRun: readonly JobPriority[];
  /** At 100 %: nothing that uses a model begins any more, and what works is interrupted. */
  readonly stopped: boolean;
  /** The model's service said so. Epoch ms. */
  readonly limited?: { readonly until: number; readonly text: string };
  /** US dollars an hour: the last hour, and the median of the hours of the last seven days in which anything was used. */
  readonly burn: { readonly lastHourUsd: number; readonly usualUsd: number };
}

/** The ledger of tokens and money, and what the budgets allow. */
export interface Quota {
  state(): Promise<QuotaState>;
  usage(query?: UsageQuery): Promise<{ readonly rows: readonly UsageRow[]; readonly total: UsageTotals; readonly more: boolean }>;
  /** Newest first. */
  entries(filter?: Omit<UsageQuery, "by">): Promise<readonly UsageEntry[]>;
  /** Reads the runtime's own records anew; done again, it finds nothing. */
  rescan(): Promise<{ readonly read: number; readonly found: number }>;
}

export const Quota = service<Quota>("quota");
