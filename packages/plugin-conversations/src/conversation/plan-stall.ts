import type { ConversationsOptions } from "../options.ts";

export interface StallState {
  readonly now: number;
  /** When the agent was last heard of in this turn. */
  readonly heardAt: number;
  /** A tool that was started and has not ended. */
  readonly tool: string | undefined;
  /** The sender was told since. */
  readonly told: boolean;
}

export type StallPlan =
  | { readonly step: "wait" }
  | { readonly step: "say"; readonly minutes: number }
  | { readonly step: "interrupt"; readonly minutes: number };

/** Silence is first told, then ended; a running tool gets more time, because builds are silent. */
export function planStall(
  { now, heardAt, tool, told }: StallState,
  limits: Pick<ConversationsOptions, "quietAfterMs" | "stalledAfterMs" | "toolStalledAfterMs">,
): StallPlan {
  const silentMs = now - heardAt;
  const minutes = Math.max(1, Math.round(silentMs / 60_000));
  if (silentMs >= (tool ? limits.toolStalledAfterMs : limits.stalledAfterMs)) return { step: "interrupt", minutes };
  return silentMs >= limits.quietAfterMs && !told ? { step: "say", minutes } : { step: "wait" };
}
