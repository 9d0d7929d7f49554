import { randomUUID } from "node:crypto";
import { askHost, report, type ToolOutcome } from "./tool-call.ts";
import type { Line, Wire } from "./wire.ts";
import { hookInput, type World } from "./world.ts";

/** Servers at the other end of the wire, spoken to over the control channel. */
export interface Servers {
  readonly names: readonly string[];
  /** Shakes hands with each, once; a turn begins after that. */
  connect(names: readonly string[]): void;
  connected(): Promise<void>;
  /** Sends a request; the reply of the server, or undefined when nobody answered. */
  request(server: string, method: string, params: Line, signal: AbortSignal): Promise<Line | undefined>;
}

export function createServers(wire: Wire, version: string): Servers {
  const names: string[] = [];
  let connecting: Promise<unknown> = Promise.resolve();
  let count = 0;

  async function send(server: string, message: Line): Promise<Line | undefined> {
    const reply = await wire.ask({ subtype: "mcp_message", server_name: server, message: { jsonrpc: "2.0", ...message } });
    return reply.ok === true ? (reply.response.mcp_response as Line | undefined) : undefined;
  }

  async function shakeHands(server: string): Promise<void> {
    const params = { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "claude-code", version } };
    await send(server, { id: count++, method: "initialize", params });
    await send(server, { method: "notifications/initialized" });
    await send(server, { id: count++, method: "tools/list" });
  }

  return {
    names,
    connect(given) {
      names.push(...given);
      connecting = Promise.all(given.map(shakeHands));
    },
    connected: async () => void (await connecting),
    async request(server, method, params, signal) {
      const id = count++;
      const cancel = () => void send(server, { method: "notifications/cancelled", params: { requestId: id, reason: "AbortError: remote-cancel" } });
      signal.addEventListener("abort", cancel, { once: true });
      try {
        return await send(server, { id, method, params });
      } finally {
        signal.removeEventListener("abort", cancel);
      }
    },
  };
}

interface Content {
  readonly content?: readonly { readonly text?: string }[];
  readonly isError?: boolean;
}

/** Asks whoever guards, calls the server's tool, reports. The line with the call itself is written by the turn. */
export async function callServerTool(world: World, id: string, server: string, tool: string, input: Line, signal: AbortSignal): Promise<ToolOutcome> {
  const name = `mcp__${server}__${tool}`;
  const about = { tool: name, toolUseId: id };
  const fail = (text: string, stopped: boolean, meta: Line = { id }): ToolOutcome => {
    report(world, id, text, true, `Error: ${text}`, meta);
    return { text, failed: true, stopped };
  };
  if (!world.servers.names.includes(server)) return fail(`<tool_use_error>Error: No such tool available: ${name}</tool_use_error>`, false);
  const before = await world.callbacks.call("PreToolUse", hookInput(world, { tool_name: name, tool_input: input, tool_use_id: id }), about);
  signal.throwIfAborted();
  world.told.push(...before.context);
  const permission =
    before.denied !== undefined
      ? { denied: `PreToolUse:${name} hook error: ${before.denied}` }
      : await askHost(world, id, before.updatedInput ?? input, before.asked, signal, name);
  if ("denied" in permission)
    return fail(permission.denied, before.stopped, { id, non_execution_kind: "permission-rule", permission_decision: { decision: "reject", source: "hook" } });
  const began = performance.now();
  const params = { name: tool, arguments: permission.input, _meta: { "claudecode/toolUseId": id, progressToken: randomUUID() } };
  const answer = await world.servers.request(server, "tools/call", params, signal);
  signal.throwIfAborted();
  const result = answer?.result as Content | undefined;
  const text =
    result === undefined ? `MCP error: ${String((answer?.error as { message?: string } | undefined)?.message ?? "no answer")}` : textOf(result.content);
  const failed = result === undefined || result.isError === true;
  const fields = { tool_name: name, tool_input: permission.input, tool_use_id: id, duration_ms: Math.round(performance.now() - began) };
  const after = failed
    ? await world.callbacks.call("PostToolUseFailure", hookInput(world, { ...fields, error: text, is_interrupt: false }), about)
    : await world.callbacks.call("PostToolUse", hookInput(world, { ...fields, tool_response: result.content }), about);
  signal.throwIfAborted();
  world.told.push(...after.context);
  const read = after.updatedOutput === undefined ? text : textOf(after.updatedOutput);
  report(world, id, read, failed, failed ? `Error: ${text}` : result.content, {
    id,
    permission_decision: { decision: "accept", source: "config", reason_type: "mode" },
  });
  return { text: read, failed, stopped: before.stopped || after.stopped };
}

const textOf = (content: unknown): string =>
  Array.isArray(content) ? (content as readonly { text?: string }[]).map((block) => block.text ?? "").join("\n") : String(content);
