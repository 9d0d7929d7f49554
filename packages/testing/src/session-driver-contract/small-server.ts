import type { Json } from "@instar/kernel";
import type { SessionServer } from "@instar/kernel/contracts";

interface Message {
  readonly method: string;
  readonly id?: Json;
  readonly params?: { readonly [name: string]: Json };
}

/** The least that the protocol asks of a server: one tool without arguments, which gives `fruit`. */
export function createSmallServer(fruit: string): SessionServer & { readonly heard: readonly { readonly method: string; readonly session: string }[] } {
  const heard: { method: string; session: string }[] = [];
  return {
    name: "orchard",
    heard,
    async answer(message, session) {
      const { method, id, params = {} } = message as unknown as Message;
      heard.push({ method, session: session.id });
      if (id === undefined) return undefined;
      const reply = (result: Json): Json => ({ jsonrpc: "2.0", id, result });
      const serverInfo = { name: "orchard", version: "1.0.0" };
      if (method === "initialize") return reply({ protocolVersion: params["protocolVersion"] ?? "", capabilities: { tools: {} }, serverInfo });
      if (method === "tools/list") return reply({ tools: [{ name: "pick", description: "Picks a fruit.", inputSchema: { type: "object", properties: {} } }] });
      if (method === "tools/call") return reply({ content: [{ type: "text", text: fruit }] });
      return { jsonrpc: "2.0", id, error: { code: -32_601, message: "There is no such method." } };
    },
  };
}
