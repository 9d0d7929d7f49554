import type { Versioned } from "@instar/kernel/contracts";
import { z } from "zod";

/** The model's limit: nothing that needs an agent begins before `until` (epoch ms). */
export interface Parking {
  readonly kind: "limit" | "overloaded";
  readonly driver: string;
  readonly since: number;
  readonly until: number;
  /** What the agent's program said. */
  readonly text: string;
}

export const parkingShape: Versioned<Parking> = {
  version: 1,
  schema: z.object({ kind: z.enum(["limit", "overloaded"]), driver: z.string(), since: z.number(), until: z.number(), text: z.string() }),
};
