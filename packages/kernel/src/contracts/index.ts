export { Access } from "./access.ts";
export { type AgentTool, AgentTools } from "./agent-tool.ts";
export { Approvals } from "./approvals.ts";
export { type Channel, type ChannelSink, Channels, type Part, type SendFailure, sendFailed, sendFailureOf } from "./channel.ts";
export { Completions } from "./completions.ts";
export { type ContextBlock, ContextBlocks } from "./context-block.ts";
export { type HealthCheck, HealthChecks } from "./health-check.ts";
export { type Job, Jobs, Scheduler } from "./job.ts";
export { type Decision, Lifecycle } from "./lifecycle.ts";
export { Notices } from "./notices.ts";
export { type Route, type RouteSchema, Routes } from "./route.ts";
export {
  type Input,
  type OpenOptions,
  type ProcessMark,
  type Session,
  type SessionDriver,
  SessionDrivers,
  type SessionEvent,
  type SessionFeature,
  type SessionHost,
  type SessionRecord,
  type SessionSpec,
  Sessions,
  type Snapshot,
  type TurnError,
} from "./session.ts";
export { type Journal, type Op, type Queue, type Records, Store, type Versioned } from "./store.ts";
