import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Caller } from "@instar/kernel/contracts";

const agentPrefix = "instar_agent_";

/** Compares in constant time. */
export function isSameToken(given: unknown, expected: string): boolean {
  if (typeof given !== "string") return false;
  const left = Buffer.from(given);
  const right = Buffer.from(expected);
  return left.length === right.length && timingSafeEqual(left, right);
}

export interface Tokens {
  identify(token: string): Caller | undefined;
  tokenFor(session: string): string;
}

/** The owner's token is a file's; a session's is derived from a key of this run, so that it is void after a restart. */
export function createTokens(ownerToken: () => string | undefined): Tokens {
  const key = randomBytes(32);
  const tokenFor = (session: string) => `${agentPrefix}${session}_${createHmac("sha256", key).update(session).digest("hex")}`;
  return {
    tokenFor,
    identify(token) {
      const owner = ownerToken();
      if (owner !== undefined && isSameToken(token, owner)) return { kind: "owner" };
      const session = new RegExp(`^${agentPrefix}(.+)_[0-9a-f]{64}$`).exec(token)?.[1];
      return session !== undefined && isSameToken(token, tokenFor(session)) ? { kind: "agent", session } : undefined;
    },
  };
}
