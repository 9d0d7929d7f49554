import type { JobPriority } from "@instar/kernel";
import type { QuotaLevel, QuotaState } from "../contract.ts";

const levels: readonly QuotaLevel[] = [100, 95, 85, 70, 50];

/** The highest level that is reached: `share` 1 is all of it. */
export const levelOf = (share: number): QuotaLevel => levels.find((level) => share >= level / 100) ?? 0;

/** Up to below which level jobs of a priority begin. */
export const endsAt: Readonly<Record<JobPriority, Exclude<QuotaLevel, 0 | 100>>> = { low: 50, normal: 70, high: 85, critical: 95 };

const priorities: readonly JobPriority[] = ["critical", "high", "normal", "low"];

/** The most important first. */
export const mayRunAt = (level: QuotaLevel): readonly JobPriority[] => priorities.filter((priority) => level < endsAt[priority]);

export function statusAt(level: QuotaLevel): Exclude<QuotaState["status"], "open"> {
  if (level === 100) return "stopped";
  if (level >= 85) return "critical";
  return level >= 50 ? "reduced" : "normal";
}
