import type { Json } from "@instar/kernel";
import type { ToolUse } from "@instar/kernel/contracts";
import { negotiate } from "./protocol-versions.ts";
import type { Toolbox } from "./toolbox.ts";

type JsonObject = { readonly [key: string]: Json };
type Id = string | number;

const codes = { invalidRequest: -32_600, methodNotFound: -32_601, invalidParams: -32_602, internal: -32_603 } as const;

export interface Answerer {
  /** Answers one JSON-RPC message; undefined for a notification and for an answer. Never rejects. `from` tells whose running calls a cancellation may mean. */
  answer(message: Json, from: string, use: ToolUse): Promise<Json | undefined>;
}

const isObject = (value: Json | undefined): value is JsonObject => typeof value === "object" && value !== null && !Array.isArray(value);
const isId = (value: Json | undefined): value is Id => typeof value === "string" || (typeof value === "number" && Number.isFinite(value));

/** Speaks the Model Context Protocol for the house's own sessions, without a library: handshake, list of tools, calls. */
export function createAnswerer(toolbox: Toolbox, server: { readonly name: string; readonly version: string }): Answerer {
  const running = new Map<string, AbortController>();
  const keyOf = (from: string, id: Id) => `${from} ${typeof id} ${id}`;
  const refusal = (id: Id | null, code: number, message: string): Json => ({ jsonrpc: "2.0", id, error: { code, message } });

  async function call(id: Id, from: string, params: JsonObject, use: ToolUse): Promise<Json> {
    const { name, arguments: input = {} } = params;
    if (typeof name !== "string") return refusal(id, codes.invalidParams, "tools/call needs the name of a tool.");
    if (!isObject(input)) return refusal(id, codes.invalidParams, "The arguments of a tool are an object.");
    const key = keyOf(from, id);
    const cancelled = new AbortController();
    running.set(key, cancelled);
    try {
      const { text, isError } = await toolbox.call(name, input, { ...use, signal: AbortSignal.any([use.signal, cancelled.signal]) });
      return { jsonrpc: "2.0", id, result: { content: [{ type: "text", text }], ...(isError && { isError }) } };
    } finally {
      if (running.get(key) === cancelled) running.delete(key);
    }
  }

  async function request(id: Id, method: string, params: JsonObject, from: string, use: ToolUse): Promise<Json> {
    const result = (value: unknown): Json => ({ jsonrpc: "2.0", id, result: value as Json });
    switch (method) {
      case "initialize":
        return result({ protocolVersion: negotiate(params.protocolVersion), capabilities: { tools: {} }, serverInfo: server });
      case "ping":
        return result({});
      case "tools/list":
        return params.cursor === undefined
          ? result({ tools: toolbox.list() })
          : refusal(id, codes.invalidParams, "All tools come at once: there is no such cursor.");
      case "tools/call":
        return call(id, from, params, use);
      default:
        return refusal(id, codes.methodNotFound, "The house does not know this method.");
    }
  }

  return {
    async answer(message, from, use) {
      if (!isObject(message)) return refusal(null, codes.invalidRequest, "A message is one object.");
      const { id, method, params = {} } = message;
      if (method === undefined && ("result" in message || "error" in message)) return undefined;
      if (message.jsonrpc !== "2.0" || typeof method !== "string" || (id !== undefined && !isId(id)))
        return refusal(isId(id) ? id : null, codes.invalidRequest, "This is no message of JSON-RPC 2.0.");
      if (id === undefined) {
        const cancelled = method === "notifications/cancelled" && isObject(params) ? params.requestId : undefined;
        if (isId(cancelled)) running.get(keyOf(from, cancelled))?.abort(new Error("The client has cancelled the call."));
        return undefined;
      }
      if (!isObject(params)) return refusal(id, codes.invalidParams, "The params of a request are an object.");
      try {
        return await request(id, method, params, from, use);
      } catch {
        // Only a broken tool or schema of a plugin comes here, and its words are not for the model.
        return refusal(id, codes.internal, "The house could not answer.");
      }
    },
  };
}
