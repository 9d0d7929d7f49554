import { createHash } from "node:crypto";
import type { Op, Records, Versioned } from "@instar/kernel/contracts";
import { z } from "zod";
import type { Trusted } from "./contract.ts";
import type { AccessOptions } from "./options.ts";

/** What an owner granted. */
export interface Grant {
  readonly sender: string;
  readonly trust: "owner" | "known";
  readonly by: string;
  readonly at: number;
  readonly name?: string;
}

export const grantShape = {
  version: 1,
  schema: z.object({ sender: z.string(), trust: z.enum(["owner", "known"]), by: z.string(), at: z.number(), name: z.string().optional() }),
} as unknown as Versioned<Grant>;

/** Whoever reached the local socket, or the API, with the owner's token. */
export const tokenHolders: readonly string[] = ["local:owner", "http:owner"];

/** A sender's id may be longer than a key. */
export const keyOfSender = (sender: string): string => createHash("sha256").update(sender).digest("hex");

export interface Trust {
  /** Reads what was granted, once; what is judged before that is judged without it. */
  load(): Promise<void>;
  of(sender: string): "owner" | "known" | undefined;
  readonly list: readonly Trusted[];
  granted(sender: string): Grant | undefined;
  /** The change for a commit. Call `note` (or `forget`) when it is committed. */
  put(grant: Grant): Op;
  note(grant: Grant): void;
  remove(sender: string): Op;
  forget(sender: string): void;
}

/** Who is trusted, in memory: the token's holders, the config's lists, and what was granted at run time. The highest holds. */
export function createTrust({ owners, known }: AccessOptions, records: Records<Grant>): Trust {
  const deciding = new Set([...tokenHolders, ...owners]);
  const speaking = new Set(known);
  const grants = new Map<string, Grant>();
  let loading: Promise<void> | undefined;

  async function read() {
    for await (const [, grant] of records.entries()) if (!grants.has(grant.sender)) grants.set(grant.sender, grant);
  }

  return {
    load() {
      loading ??= read().catch((error: unknown) => {
        loading = undefined;
        throw error;
      });
      return loading;
    },
    of(sender) {
      const grant = grants.get(sender)?.trust;
      return deciding.has(sender) || grant === "owner" ? "owner" : speaking.has(sender) || grant === "known" ? "known" : undefined;
    },
    get list() {
      const listed = (senders: Iterable<string>, trust: Trusted["trust"], source: Trusted["source"]) =>
        [...senders].map((sender): Trusted => ({ sender, trust, source }));
      const granted = [...grants.values()].map((grant): Trusted => ({ ...grant, source: "grant" }));
      const all = [...listed(tokenHolders, "owner", "always"), ...listed(owners, "owner", "config"), ...listed(known, "known", "config"), ...granted];
      return all.sort((one, other) => Number(one.trust !== "owner") - Number(other.trust !== "owner"));
    },
    granted: (sender) => grants.get(sender),
    put: (grant) => records.put(keyOfSender(grant.sender), grant),
    note: (grant) => void grants.set(grant.sender, grant),
    remove: (sender) => records.delete(keyOfSender(sender)),
    forget: (sender) => void grants.delete(sender),
  };
}
