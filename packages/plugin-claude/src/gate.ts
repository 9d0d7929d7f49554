import { createHash } from "node:crypto";
import type { Logger, SessionRef, ToolCall, ToolResult } from "@instar/kernel";
import { isHeld } from "@instar/kernel";
import type { Approvals, Decision, SessionHost } from "@instar/kernel/contracts";
import { type JsonObject, numberAt, objectAt, textAt } from "./protocol.ts";
import { toolAction } from "./tool-action.ts";
import type { ToolList } from "./tool-list.ts";
import { outputText, withOutput } from "./tool-output.ts";

export interface GateOptions {
  readonly ref: SessionRef;
  readonly cwd: string;
  readonly host: SessionHost;
  readonly log: Logger;
  readonly approvals: Approvals | undefined;
  /** The only tools of this session. Undefined: all. */
  readonly tools: ToolList | undefined;
  /** Before each tool call is asked about: whoever counts has heard of the answer that it belongs to. */
  counted(toolUse: string): Promise<void>;
  /** Durable before the first tool of a turn is let through. */
  acted(): Promise<void>;
}

export interface Gate {
  readonly pending: number;
  beforeTool(input: JsonObject, signal: AbortSignal): Promise<JsonObject>;
  afterTool(input: JsonObject, signal: AbortSignal): Promise<JsonObject>;
  /** The program's own question, behind our gates: in a mode that doesn't bypass permissions, or for a tool that wants a person. */
  permission(request: JsonObject, signal: AbortSignal): Promise<JsonObject>;
  /** Whether this tool call was asked about. */
  asked(toolUse: string): boolean;
  /** What the model was to read instead of a tool's output. */
  replaced(toolUse: string): { readonly text: string; readonly withheld: boolean } | undefined;
  /** The tool call is over. */
  forget(toolUse: string): void;
}

interface Asked {
  readonly call: ToolCall;
  readonly decision: Promise<Decision>;
}

const approvalDeadlineMs = 600_000;

/** Answers the program's questions before and after a tool. Closed: whatever goes wrong here is a no. */
export function createGate({ ref, cwd, host, log, approvals, tools, counted, acted }: GateOptions): Gate {
  const calls = new Map<string, Asked>();
  const replacements = new Map<string, { text: string; withheld: boolean }>();
  let pending = 0;

  function ask(input: JsonObject, signal: AbortSignal): Asked {
    const id = textAt(input, "tool_use_id") ?? "";
    const tool = textAt(input, "tool_name") ?? "unknown";
    const toolInput = objectAt(input, "tool_input");
    const key = `${id} ${fingerprint(tool, toolInput)}`;
    const known = calls.get(key);
    if (known !== undefined) return known;
    const agent = textAt(input, "agent_type") ?? textAt(input, "agent_id");
    const where = textAt(input, "cwd") ?? cwd;
    const call: ToolCall = {
      id,
      session: ref,
      ...(agent !== undefined && { agent }),
      cwd: where,
      tool,
      input: toolInput,
      action: toolAction(tool, toolInput, where),
      signal,
    };
    const asked: Asked = { call, decision: decide(call) };
    calls.set(key, asked);
    calls.set(id, asked);
    return asked;
  }

  async function decide(call: ToolCall): Promise<Decision> {
    const refusal = tools?.refusal(call.tool, objectAt({ input: call.input }, "input"), call.cwd);
    if (refusal !== undefined) return { allow: false, by: "session", reason: refusal, advice: [] };
    pending += 1;
    try {
      await counted(call.id);
      const decision: unknown = await host.decide(call);
      if (!isDecision(decision)) throw new TypeError("The answer was no decision.");
      if (decision.allow) await acted();
      return decision;
    } catch (error) {
      log.error("A tool call was refused because our gate could not be asked.", { tool: call.tool, error });
      return { allow: false, by: "instar", reason: "The gate could not be asked.", advice: [] };
    } finally {
      pending -= 1;
    }
  }

  async function afterFailure(asked: Asked | undefined, input: JsonObject, signal: AbortSignal): Promise<JsonObject> {
    const said = textAt(input, "error") ?? "";
    const done = await toolDone(asked, input, said, false, signal);
    if (!isHeld(done) && done.output === said) return {};
    // The program has no way to replace the words of a failed tool.
    const why = isHeld(done)
      ? `The output of this call is withheld${done.by === undefined ? "" : ` by ${done.by}`}: ${done.reason} Don't use or repeat it.`
      : `Read this instead of the output of this call: ${done.output}`;
    log.warn("The output of a failed tool could not be replaced; the model was told not to use it.", { tool: textAt(input, "tool_name") });
    return { hookSpecificOutput: { hookEventName: "PostToolUseFailure", additionalContext: why } };
  }

  async function toolDone(asked: Asked | undefined, input: JsonObject, output: string, ok: boolean, signal: AbortSignal) {
    const call = asked?.call ?? ask(input, signal).call;
    const result: ToolResult = { call, output, ok, elapsedMs: numberAt(input, "duration_ms") ?? 0 };
    try {
      return await host.toolDone(result);
    } catch (error) {
      log.error("The output of a tool was withheld because it could not be looked at.", { tool: call.tool, error });
      return { held: true, reason: "It could not be looked at." } as const;
    }
  }

  return {
    get pending() {
      return pending;
    },
    async beforeTool(input, signal) {
      const { decision } = ask(input, signal);
      const made = await decision;
      const advice = made.advice.length > 0 ? { additionalContext: made.advice.join("\n") } : {};
      if (!made.allow) {
        const reason = `${made.by}: ${made.reason}`;
        return {
          hookSpecificOutput: { hookEventName: "PreToolUse", permissionDecision: "deny", permissionDecisionReason: [reason, ...made.advice].join("\n") },
        };
      }
      return made.advice.length > 0 ? { hookSpecificOutput: { hookEventName: "PreToolUse", ...advice } } : {};
    },
    async afterTool(input, signal) {
      const id = textAt(input, "tool_use_id") ?? "";
      const asked = calls.get(id);
      if (input.hook_event_name === "PostToolUseFailure") return afterFailure(asked, input, signal);
      const response = input.tool_response ?? "";
      const output = outputText(response);
      const done = await toolDone(asked, input, output, true, signal);
      if (!isHeld(done) && done.output === output) return {};
      const text = isHeld(done) ? `The output was withheld${done.by === undefined ? "" : ` by ${done.by}`}: ${done.reason}` : done.output;
      const tool = textAt(input, "tool_name") ?? "unknown";
      const updatedToolOutput = withOutput(tool, response, text);
      if (updatedToolOutput === undefined) return { hookSpecificOutput: { hookEventName: "PostToolUse", additionalContext: text } };
      replacements.set(id, { text, withheld: isHeld(done) });
      return { hookSpecificOutput: { hookEventName: "PostToolUse", updatedToolOutput } };
    },
    async permission(request, signal) {
      const tool = textAt(request, "tool_name") ?? "unknown";
      const input = objectAt(request, "input");
      const { decision } = ask({ ...request, tool_input: input }, signal);
      const made = await decision;
      if (!made.allow) return refuse(`${made.by}: ${made.reason}`);
      // A yes would end the mode that the session was given.
      if (tool === "ExitPlanMode") return refuse("This session only plans. Say the plan in your answer; whoever reads it may change the session's mode.");
      if (approvals === undefined) return refuse("Nobody can be asked for permission here. Go on without this tool, or say in your answer what you need.");
      pending += 1;
      try {
        const answer = await approvals.request(
          {
            what: `Claude Code wants to use ${tool}: ${brief(input)}`,
            why: textAt(request, "decision_reason") ?? "Its permission mode asks for it.",
            by: ["claude"],
            deadlineMs: approvalDeadlineMs,
            binds: `${ref.id} ${fingerprint(tool, input)}`,
          },
          signal,
        );
        return answer === "yes"
          ? { behavior: "allow", updatedInput: input }
          : refuse(answer === "no" ? "The owner said no." : "The owner did not answer in time, which is a no.");
      } finally {
        pending -= 1;
      }
    },
    asked: (toolUse) => calls.has(toolUse),
    replaced: (toolUse) => replacements.get(toolUse),
    forget(toolUse) {
      replacements.delete(toolUse);
      for (const key of calls.keys()) if (key === toolUse || key.startsWith(`${toolUse} `)) calls.delete(key);
    },
  };
}

const isDecision = (value: unknown): value is Decision => {
  const { allow, advice } = (value ?? {}) as { allow?: unknown; advice?: unknown };
  return typeof allow === "boolean" && Array.isArray(advice);
};

const refuse = (message: string): JsonObject => ({ behavior: "deny", message });

const fingerprint = (tool: string, input: JsonObject): string =>
  createHash("sha256")
    .update(JSON.stringify([tool, input]))
    .digest("hex");

const brief = (input: JsonObject): string => {
  const text = textAt(input, "command") ?? textAt(input, "file_path") ?? JSON.stringify(input);
  return text.length > 300 ? `${text.slice(0, 299)}…` : text;
};
