import type { MaybePromise } from "../json.ts";
import { point } from "../token.ts";

/** Read by `GET /health` and by `instar doctor` (which alone may call `fix`, after asking). */
export interface HealthCheck {
  readonly id: string;
  run(signal: AbortSignal): MaybePromise<{ readonly status: "ok" | "warn" | "fail"; readonly summary: string; readonly hint?: string }>;
  fix?(): Promise<void>;
}

export const HealthChecks = point<HealthCheck>("health-checks");
