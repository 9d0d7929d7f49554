import type { Logger, SessionRef } from "@instar/kernel";
import type { Caller, Route } from "@instar/kernel/contracts";
import type { McpHttpHandler } from "@modelcontextprotocol/server";
import { createSdkServer } from "./sdk-server.ts";
import type { Toolbox } from "./toolbox.ts";

export interface HttpRoutesRequest {
  readonly toolbox: Toolbox;
  /** The living session of an id. */
  sessionOf(id: string): Promise<SessionRef | undefined>;
  readonly log: Logger;
  /** Aborted when the plugin stops. */
  readonly signal: AbortSignal;
}

/** Streamable HTTP under `/mcp`, without sessions of its own: every request stands for itself, as whoever its token says. */
export function httpRoutes({ toolbox, sessionOf, log, signal }: HttpRoutesRequest): readonly Route[] {
  let opening: Promise<McpHttpHandler> | undefined;

  /** The library is large, and most houses never need it: it is loaded with the first request. */
  async function open(): Promise<McpHttpHandler> {
    const library = await import("@modelcontextprotocol/server");
    const handler = library.createMcpHandler(
      async ({ authInfo, requestInfo }) => {
        const caller = authInfo?.extra?.caller as Caller;
        const session = caller.kind === "agent" ? await sessionOf(caller.session) : undefined;
        const signals = [signal, ...(requestInfo === undefined ? [] : [requestInfo.signal])];
        return createSdkServer(
          library,
          {
            list: async () => toolbox.list(),
            call: (name, input, cancelled) =>
              toolbox.call(name, input, { caller, ...(session !== undefined && { session }), signal: AbortSignal.any([...signals, cancelled]) }),
          },
          false,
        );
      },
      // A stream begins at once: a tool may take longer than a request may wait for its answer to begin.
      { responseMode: "sse", onerror: (error) => log.debug("A client of the Model Context Protocol was refused.", { error }) },
    );
    signal.addEventListener("abort", () => void handler.close(), { once: true });
    return handler;
  }

  const handle: Route["handle"] = async (request, { caller }) => {
    opening ??= open().catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    const handler = await opening;
    return handler.fetch(request, { authInfo: { token: "", clientId: "", scopes: [], extra: { caller } } });
  };
  const route = (method: Route["method"], summary: string): Route => ({ method, path: "/mcp", access: "agent", summary, handle });
  return [
    route("POST", "One message of the Model Context Protocol (streamable HTTP)."),
    route("GET", "Refused in the protocol's words: this server has nothing to say unasked."),
    route("DELETE", "Refused in the protocol's words: there is no session to end."),
  ];
}
