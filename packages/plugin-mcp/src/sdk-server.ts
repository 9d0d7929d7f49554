import type { Json } from "@instar/kernel";
import type { Server } from "@modelcontextprotocol/server";
import type { ToolAnswer, ToolDescription } from "./contract.ts";
import { serverName, serverVersion } from "./server-identity.ts";

/** What a server of the official library is made around. */
export interface Offered {
  list(): Promise<readonly ToolDescription[]>;
  call(name: string, input: Json, signal: AbortSignal): Promise<ToolAnswer>;
}

/** `listChanged`: it says so when the tools have become others. */
export function createSdkServer({ Server: Made }: { readonly Server: typeof Server }, offered: Offered, listChanged: boolean): Server {
  const server = new Made({ name: serverName, version: serverVersion }, { capabilities: { tools: listChanged ? { listChanged } : {} } });
  server.setRequestHandler("tools/list", async () => ({ tools: (await offered.list()) as never }));
  server.setRequestHandler("tools/call", async ({ params }, { mcpReq }) => {
    const { text, isError } = await offered.call(params.name, (params.arguments ?? {}) as Json, mcpReq.signal);
    return { content: [{ type: "text", text }], ...(isError && { isError }) };
  });
  return server;
}
