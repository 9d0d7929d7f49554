import { once } from "node:events";
import { InstarError, type Json, systemClock } from "@instar/kernel";
import type { Remote } from "@instar/kernel/command";
import * as library from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import type { AgentToolbox, ToolAnswer, ToolDescription } from "./contract.ts";
import { createSdkServer } from "./sdk-server.ts";

const lookEveryMs = 5_000;

/** Served while nobody has told which tools there are, so that the agent learns why. */
const away: ToolDescription = {
  name: "house_status",
  description: "The house of this agent cannot be reached, so its tools are missing; this says why and what to do.",
  inputSchema: { type: "object", properties: {}, additionalProperties: false },
  annotations: { readOnlyHint: true },
};

const asText = (error: unknown): string => (InstarError.is(error) ? [error.message, error.hint].filter(Boolean).join(" ") : "The agent could not be asked.");

/**
 * Serves the toolbox of a running agent on stdin and stdout until stdin ends or `signal` is aborted. While the agent is away, the tools
 * are those that were known last, and a call says how to start it; a new list is announced when it is back.
 */
export async function serveOverStdio(toolbox: Remote<AgentToolbox>, signal: AbortSignal): Promise<void> {
  const over = new AbortController();
  const ended = AbortSignal.any([signal, over.signal]);
  let known: readonly ToolDescription[] | undefined;
  let server: library.Server | undefined;
  let looking = false;
  let calls = 0;

  async function lookForTheHouse(): Promise<void> {
    if (looking) return;
    looking = true;
    while (!ended.aborted) {
      await systemClock.sleep(lookEveryMs, ended).catch(() => undefined); // the end of it all is seen in the next line
      try {
        if (ended.aborted) return;
        known = await toolbox.list();
        break;
      } catch {
        // Still away: the next look.
      }
    }
    looking = false;
    await server?.sendToolListChanged();
  }

  const list = async (): Promise<readonly ToolDescription[]> => {
    try {
      known = await toolbox.list();
    } catch {
      // Told by the tool itself when it is called; meanwhile the house may come back.
      lookForTheHouse().catch(() => undefined); // a client that has gone needs no new list
    }
    return known ?? [away];
  };

  const call = async (name: string, input: Json, cancelled: AbortSignal): Promise<ToolAnswer> => {
    const id = `${process.pid}-${++calls}`;
    const cancel = () => void toolbox.cancel(id).catch(() => undefined); // the house may be gone, and the call with it
    cancelled.addEventListener("abort", cancel, { once: true });
    try {
      if (name !== away.name) return await toolbox.call({ name, input, id });
      await toolbox.list();
      return { text: "The house can be reached now. Its tools are listed anew.", isError: false };
    } catch (error) {
      return { text: asText(error), isError: true };
    } finally {
      cancelled.removeEventListener("abort", cancel);
    }
  };

  const serving = serveStdio(() => {
    server = createSdkServer(library, { list, call }, true);
    return server;
  });
  try {
    await Promise.race([once(process.stdin, "end", { signal: ended }), once(process.stdin, "close", { signal: ended })]).catch(() => undefined); // ended from our side
  } finally {
    over.abort();
    await serving.close();
  }
}
