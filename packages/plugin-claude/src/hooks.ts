import { isHeld } from "@instar/kernel";
import type { SessionEvent, SessionHost } from "@instar/kernel/contracts";
import type { Gate } from "./gate.ts";
import { type JsonObject, objectAt, textAt } from "./protocol.ts";
import type { ServerRelay } from "./server-relay.ts";

/** Answered by us; a failure of ours blocks what was asked about. */
const guarded = ["PreToolUse", "PostToolUse", "PostToolUseFailure", "PreCompact"] as const;

/** Listened to. `UserPromptSubmit` proves at the start of each turn that the program calls us at all. */
const heard = [
  "UserPromptSubmit",
  "SessionStart",
  "PostCompact",
  "SubagentStart",
  "SubagentStop",
  "StopFailure",
  "Notification",
  "PermissionDenied",
  "TaskCreated",
  "TaskCompleted",
  "ConfigChange",
  "CwdChanged",
  "DirectoryAdded",
  "PostModelSwitch",
] as const;

const callback = (event: string) => `instar-${event}`;

/** The `hooks` of the `initialize` request. Without matchers: every tool, also those that we don't know. */
export function hookRegistration(gateTimeoutMs: number): JsonObject {
  const seconds = Math.ceil(gateTimeoutMs / 1_000);
  return Object.fromEntries([
    ...guarded.map((event) => [event, [{ hookCallbackIds: [callback(event)], timeout: seconds, onFailure: "block" }]]),
    ...heard.map((event) => [event, [{ hookCallbackIds: [callback(event)], timeout: 30 }]]),
  ]);
}

export interface HookAnswers {
  readonly gate: Gate;
  readonly host: SessionHost;
  readonly relay: ServerRelay;
  emit(event: SessionEvent): void;
  promptSeen(): void;
  summarised(summary: string): void;
}

/** Answers a control request of the program. Rejects for what is unknown, which the program takes as a no. */
export async function answerRequest(
  request: JsonObject,
  { gate, host, relay, emit, promptSeen, summarised }: HookAnswers,
  signal: AbortSignal,
): Promise<JsonObject> {
  if (request.subtype === "can_use_tool") return gate.permission(request, signal);
  if (request.subtype === "mcp_message") return relay.answer(request, signal);
  if (request.subtype !== "hook_callback") throw new Error(`Instar does not answer ${textAt(request, "subtype") ?? "this request"}.`);
  const input = objectAt(request, "input");
  const event = textAt(input, "hook_event_name");
  if (event === undefined || request.callback_id !== callback(event)) throw new Error("Instar does not know this callback.");
  switch (event) {
    case "PreToolUse":
      return gate.beforeTool(input, signal);
    case "PostToolUse":
    case "PostToolUseFailure":
      return gate.afterTool(input, signal);
    case "PreCompact":
      return beforeCompaction(input, host);
    case "SessionStart":
      return input.source === "compact" ? afterCompaction(host) : {};
    case "UserPromptSubmit":
      promptSeen();
      return {};
    case "PostCompact":
      summarised(textAt(input, "compact_summary") ?? "");
      return {};
    default:
      emit({ type: "raw", name: `hook/${event}`, value: input });
      return {};
  }
}

async function beforeCompaction(input: JsonObject, host: SessionHost): Promise<JsonObject> {
  const own = textAt(input, "custom_instructions") ?? "";
  const former = own === "" ? [] : [own];
  const plan = await host.compacting(input.trigger === "manual" ? "manual" : "auto", former);
  if (isHeld(plan)) return { decision: "block", reason: plan.reason };
  // What is said as a message of this hook is added to the instructions of the summary.
  const added = plan.filter((instruction) => !former.includes(instruction));
  return added.length === 0 ? {} : { systemMessage: added.join("\n") };
}

async function afterCompaction(host: SessionHost): Promise<JsonObject> {
  const context = await host.compacted();
  return context.length === 0 ? {} : { hookSpecificOutput: { hookEventName: "SessionStart", additionalContext: context.join("\n\n") } };
}
