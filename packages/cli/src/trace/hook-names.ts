import type { HookName } from "@instar/kernel";

/** By name alone, so that help and completion know them without loading the kernel; the compiler holds the list complete. */
const known: Readonly<Record<HookName, true>> = {
  start: true,
  ready: true,
  stop: true,
  sessionStart: true,
  sessionEnd: true,
  beforeMessage: true,
  afterMessage: true,
  preToolUse: true,
  afterDecision: true,
  postToolUse: true,
  compaction: true,
  afterCompaction: true,
  beforeReply: true,
  afterReply: true,
  beforeJob: true,
  afterJob: true,
  agentEvent: true,
  pluginError: true,
};

export const hookNames: readonly string[] = Object.keys(known);
