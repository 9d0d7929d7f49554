import type { Service } from "@instar/kernel/command";

/** What the command line asks of whoever provides `safety`; the plugin brings commands of its own for the rest. */
export interface SafetyBrake {
  stopAgents(
    by: string,
  ): Promise<{ readonly working: number; readonly left: number; readonly jobs: number; readonly dropped: number; readonly elapsedMs: number }>;
  state(): Promise<{ readonly paused: boolean; readonly by?: string; readonly since?: number }>;
}

export const SafetyBrake: Service<SafetyBrake> = Object.freeze({ kind: "service", id: "safety" });
