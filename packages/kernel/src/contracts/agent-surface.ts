import type { SessionRef } from "../hooks/events.ts";
import type { Json, MaybePromise } from "../json.ts";
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
  /** What is called instead of the service itself: the same methods, within what this session may do. */
  readonly as?: (session: string) => object;
}

export const AgentCallables = point<AgentCallable>("agent-callables");

/** A server of the Model Context Protocol inside the house, to which every session is connected without a process or a port. */
export interface SessionServer {
  /** As the agent sees it: its tools are named `mcp__<name>__<tool>`. */
  readonly name: string;
  /**
   * Answers one JSON-RPC message, undefined for a notification. A mistake of the sender's is an answer, too. `signal` is aborted when the
   * session ends; that a single call is cancelled comes as a message (`notifications/cancelled`).
   */
  answer(message: Json, session: SessionRef, signal: AbortSignal): Promise<Json | undefined>;
}

export const SessionServers = point<SessionServer>("session-servers");

/** A folder with a SKILL.md (Agent Skills standard) that every session can read. `name` is the folder's and the skill's. */
export interface AgentSkill {
  readonly name: string;
  /** Absolute. */
  readonly folder: string;
}

export const AgentSkills = point<AgentSkill>("agent-skills");
