import type { Versioned } from "@instar/kernel/contracts";
import { z } from "zod";
import type { ChangeKind } from "./describe-change.ts";

/** A change that an agent wants and the owner decides on. Times in epoch ms. */
export interface StoredChange {
  readonly id: string;
  readonly kind: ChangeKind;
  readonly job: string;
  readonly session: string;
  /** The agent that wants it: `AgentCaller.key`. */
  readonly agent: string;
  /** The whole file as a yes puts it there. */
  readonly text: string;
  /** The whole file as it was when it was asked; absent: there was none. */
  readonly former?: string;
  /** Digest of all of the above: what a yes allows. */
  readonly binds: string;
  readonly what: string;
  readonly why: readonly string[];
  readonly askedAt: number;
  readonly deadlineAt: number;
  /** `open` until the owner, or the deadline, has decided. */
  readonly state: "open" | "landed" | "refused" | "expired" | "failed" | "replaced";
  readonly endedAt?: number;
  /** A sentence: how it ended. */
  readonly ended?: string;
}

export const changeShape: Versioned<StoredChange> = {
  version: 1,
  schema: z.object({
    id: z.string(),
    kind: z.enum(["add", "edit", "enable"]),
    job: z.string(),
    session: z.string(),
    agent: z.string(),
    text: z.string(),
    former: z.string().optional(),
    binds: z.string(),
    what: z.string(),
    why: z.array(z.string()),
    askedAt: z.number(),
    deadlineAt: z.number(),
    state: z.enum(["open", "landed", "refused", "expired", "failed", "replaced"]),
    endedAt: z.number().optional(),
    ended: z.string().optional(),
  }) as unknown as Versioned<StoredChange>["schema"],
};
