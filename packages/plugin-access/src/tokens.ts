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
  /** Makes the session's token valid, again if the session had ended before. */
  tokenFor(session: string): string;
  /** The session has ended: its token is nobody's until it is asked for again. */
  revoke(session: string): void;
}

/** What looks like a session's token, of this house or another, wherever it stands in a text. */
export const agentTokenPattern = /instar_agent_[\w-]{1,128}_[0-9a-f]{64}/g;

/** The owner's token is a file's; a session's is derived from a key of this run, so that it is void after a restart. */
export function createTokens(ownerToken: () => string | undefined): Tokens {
  const key = randomBytes(32);
  const living = new Set<string>();
  const tokenOf = (session: string) => `${agentPrefix}${session}_${createHmac("sha256", key).update(session).digest("hex")}`;
  return {
    tokenFor(session) {
      living.add(session);
      return tokenOf(session);
    },
    revoke: (session) => void living.delete(session),
    identify(token) {
      const owner = ownerToken();
      if (owner !== undefined && isSameToken(token, owner)) return { kind: "owner" };
      const session = new RegExp(`^${agentPrefix}(.+)_[0-9a-f]{64}$`).exec(token)?.[1];
      return session !== undefined && isSameToken(token, tokenOf(session)) && living.has(session) ? { kind: "agent", session } : undefined;
    },
  };
}
