export { InstarError } from "@instar/kernel/command";
export type { DelegateRequest, DelegateResult, Delegates, Delegation } from "@instar/plugin-delegate/contract";
export type { NamedSession, NamedSessions, NamedTurn, OutputChunk, SpawnRequest } from "@instar/plugin-named-sessions/contract";
export type { Agent, AgentSessions, AgentStatus, AnsweredTurn, AskOptions, DelegateOptions, Reply, SendOptions, Waiting } from "./agent.ts";
export { type ConnectOptions, connectAgent, connectKernel } from "./connect.ts";
export type { Whereabouts } from "./find-agent.ts";
