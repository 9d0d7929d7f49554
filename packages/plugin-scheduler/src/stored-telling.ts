import type { Versioned } from "@instar/kernel/contracts";
import { z } from "zod";

/** Something that the owner is to be told of a run: kept from the commit of its end until it was said. */
export interface Telling {
  /** Its run's id and its kind: the same is told once. */
  readonly key: string;
  readonly kind: "result" | "alert" | "recovery";
  readonly job: string;
  readonly urgent: boolean;
  readonly title: string;
  readonly text: string;
  readonly at: number;
  /** Of a recovery: the key of the alert that it ends. */
  readonly ends?: string;
}

export const tellingShape: Versioned<Telling> = {
  version: 1,
  schema: z.object({
    key: z.string(),
    kind: z.enum(["result", "alert", "recovery"]),
    job: z.string(),
    urgent: z.boolean(),
    title: z.string(),
    text: z.string(),
    at: z.number(),
    ends: z.string().exactOptional(),
  }),
};
