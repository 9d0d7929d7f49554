import type { Service } from "@instar/kernel";
import type { AgentCallable, Caller } from "@instar/kernel/contracts";
import { McpError } from "./errors.ts";

/**
 * A service as this caller may use it: the owner's client all of it, a session what its provider opens to sessions, in place of the
 * service itself. What nobody opened throws MCP_NOT_FOR_AGENTS.
 */
export function withinScope<T extends object>(token: Service<T>, whole: T, caller: Caller, callables: Iterable<{ readonly value: AgentCallable }>): T {
  if (caller.kind === "owner") return whole;
  const open = [...callables].map(({ value }) => value).find(({ service, as }) => service === token.id && as !== undefined);
  const own = open?.as?.(caller.session) as T | undefined;
  return new Proxy(Object.create(null) as T, {
    get(_, method) {
      if (own === undefined || typeof method !== "string" || open?.methods.includes(method) !== true)
        throw McpError.NOT_FOR_AGENTS(`${token.id}.${String(method)}`);
      const found = own[method as keyof T];
      return typeof found === "function" ? (found as (...args: unknown[]) => unknown).bind(own) : found;
    },
  });
}
