import type { MaybePromise } from "../json.ts";
import { point } from "../token.ts";

/** `summary`: what; `why`: why it matters; `hint`: what to do, with the command that fixes it. */
export interface Finding {
  readonly status: "ok" | "warn" | "fail";
  readonly summary: string;
  readonly why?: string;
  readonly hint?: string;
}

/** Read by `GET /health` and by `instar doctor` (which alone may call `fix`, after asking). Must work before `start` as well. */
export interface HealthCheck {
  readonly id: string;
  run(signal: AbortSignal): MaybePromise<Finding>;
  fix?(): Promise<void>;
}

export const HealthChecks = point<HealthCheck>("health-checks");
