import { definePlugin, optional, type SessionRef } from "@instar/kernel";
import { AgentCallables, AgentTools, type Caller, HealthChecks, Routes, SessionServers, Sessions, type ToolUse } from "@instar/kernel/contracts";
import { Conversations } from "@instar/plugin-conversations/contract";
import { Delegates } from "@instar/plugin-delegate/contract";
import { NamedSessions } from "@instar/plugin-named-sessions/contract";
import { createAnswerer } from "./answerer.ts";
import { AgentToolbox } from "./contract.ts";
import { toolsHealth } from "./health.ts";
import { httpRoutes } from "./http-routes.ts";
import { mcpOptions } from "./options.ts";
import { servesName } from "./served-names.ts";
import { serverName, serverVersion } from "./server-identity.ts";
import { createToolbox } from "./toolbox.ts";
import { toolboxFor } from "./toolbox-service.ts";
import { delegateTools } from "./tools/delegate-tools.ts";
import { messageTools } from "./tools/message-tools.ts";
import { sessionTools } from "./tools/session-tools.ts";
import { withinScope } from "./within-scope.ts";

export { AgentToolbox } from "./contract.ts";
export { McpError } from "./errors.ts";

/** Serves what agents can do in the house over the Model Context Protocol: to its own sessions without a port, to others over HTTP and stdio. */
const mcp = definePlugin({
  api: 1,
  name: "mcp",
  options: mcpOptions,
  needs: { sessions: optional(Sessions), named: optional(NamedSessions), delegates: optional(Delegates), conversations: optional(Conversations) },
  provides: AgentToolbox,
  setup({ options, services, contribute, contributions, clock, log, signal }) {
    const { sessions, named, delegates, conversations } = services;
    const callables = contributions(AgentCallables);
    const toolbox = createToolbox({
      tools: contributions(AgentTools),
      serves: (name) => servesName(options, name),
      longestResult: options.longestResult,
      log,
    });
    const living = ["starting", "idle", "working"] as const;
    async function sessionOf(id: string): Promise<SessionRef | undefined> {
      const record = (await sessions?.list({ states: living }))?.find((candidate) => candidate.id === id);
      return record && { id, driver: record.driver, ...(record.address !== undefined && { address: record.address }) };
    }

    const beginnerOf = async (session: string) => (await named?.list())?.find(({ id }) => id === session)?.by;

    if (named !== undefined)
      for (const tool of sessionTools((use: ToolUse) => withinScope(NamedSessions, named, use.caller, callables))) contribute(AgentTools, tool);
    if (delegates !== undefined)
      for (const tool of delegateTools((use: ToolUse) => withinScope(Delegates, delegates, use.caller, callables))) contribute(AgentTools, tool);
    if (conversations !== undefined)
      for (const tool of messageTools({ conversations, clock, messagesPerHour: options.messagesPerHour, beginnerOf })) contribute(AgentTools, tool);

    const answerer = createAnswerer(toolbox, { name: serverName, version: serverVersion });
    contribute(SessionServers, {
      name: serverName,
      answer: (message, session, cancelled) =>
        answerer.answer(message, session.id, {
          caller: { kind: "agent", session: session.id },
          session,
          signal: AbortSignal.any([signal, cancelled]),
        }),
    });
    for (const route of httpRoutes({ toolbox, sessionOf, log, signal })) contribute(Routes, route);
    contribute(HealthChecks, toolsHealth(toolbox));

    const running = new Map<string, AbortController>();
    const service = (caller: Caller) => toolboxFor({ toolbox, caller, sessionOf, signal, running });
    contribute(AgentCallables, { service: AgentToolbox.id, methods: ["list", "call", "cancel"], as: (session) => service({ kind: "agent", session }) });
    return service({ kind: "owner" });
  },
});

export default mcp;
export { mcp };
