export { askGates, type GatesDecision } from "./ask-gates.ts";
export { callTool, type ToolOutcome } from "./call-tool.ts";
export { createManualClock, type ManualClock, settle } from "./manual-clock.ts";
export { type CommandOutcome, type CommandWords, runCommand } from "./run-command.ts";
export { createScriptedAgent, type ScriptedAgent, type ScriptedAnswer, type ScriptedTurn } from "./scripted-agent.ts";
export { createScriptedChannel, type ScriptedChannel, type SentPart } from "./scripted-channel.ts";
export { createTestKernel, type LogLine, type TestKernel, type TestKernelOptions } from "./test-kernel.ts";
export { until } from "./until.ts";
