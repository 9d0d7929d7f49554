export { Access, type Caller } from "./access.ts";
export {
  type AgentCallable,
  AgentCallables,
  type AgentSkill,
  AgentSkills,
  type SessionEnvironment,
  SessionEnvironments,
  type SessionServer,
  SessionServers,
} from "./agent-surface.ts";
export { type AgentTool, AgentTools, defineTool, type ToolUse } from "./agent-tool.ts";
export { Approvals, type Asking, type Question } from "./approvals.ts";
export {
  type Channel,
  type ChannelSink,
  Channels,
  type Incoming,
  type IncomingFile,
  type MenuCommand,
  type Part,
  type PartBody,
  type Press,
  type SendFailure,
  sendFailed,
  sendFailureOf,
} from "./channel.ts";
export { type ChatCommand, ChatCommands, type ChatRequest } from "./chat-command.ts";
export { type CompletionRequest, Completions } from "./completions.ts";
export { type ContextBlock, ContextBlocks } from "./context-block.ts";
export { type About, type EventFilter, Events, type HouseEvent, type RecordedEvent } from "./events.ts";
export { type Finding, type HealthCheck, HealthChecks } from "./health-check.ts";
export { type Job, Jobs, type JobTrigger, Scheduler } from "./job.ts";
export { type Decision, Lifecycle } from "./lifecycle.ts";
export { type AttentionItem, type Notice, Notices } from "./notices.ts";
export { type Route, type RouteCall, type RouteSchema, Routes } from "./route.ts";
export type * from "./session.ts";
export { SessionDrivers, Sessions } from "./session.ts";
export { type Journal, type Op, type Queue, type Records, Store, type Versioned } from "./store.ts";
