import type { SessionRef } from "../hooks/events.ts";
import type { MaybePromise } from "../json.ts";
import { point } from "../token.ts";

/** Variables that every process of a session gets, such as where the house listens and the session's own token. */
export interface SessionEnvironment {
  variables(session: SessionRef): MaybePromise<Readonly<Record<string, string>>>;
}

export const SessionEnvironments = point<SessionEnvironment>("session-environments");

/** Methods of a service that a process of a session may call over the house's socket. What nobody lists is the owner's. */
export interface AgentCallable {
  readonly service: string;
  readonly methods: readonly string[];
}

export const AgentCallables = point<AgentCallable>("agent-callables");
