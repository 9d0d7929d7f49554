import type { Json, SessionRef } from "@instar/kernel";
import type { SessionServer } from "@instar/kernel/contracts";
import { isObject, type JsonObject, textAt } from "./protocol.ts";

/** Connects the program to servers inside the house, over the control channel. */
export interface ServerRelay {
  /** As `initialize` announces them. */
  readonly names: readonly string[];
  /** Answers an `mcp_message` request of the program. Rejects for a server that it was not told of. */
  answer(request: JsonObject, signal: AbortSignal): Promise<JsonObject>;
}

const internalError = -32_603;

const idOf = (message: Json | undefined): Json => (isObject(message) && message.id !== undefined ? message.id : null);

/** The program waits for an answer to every request of the channel, also where the protocol inside knows none. */
const acknowledged: JsonObject = { jsonrpc: "2.0", id: 0, result: {} };

/** `signal` of an answer is aborted when the program no longer waits for it. */
export function createServerRelay(servers: readonly SessionServer[], ref: SessionRef): ServerRelay {
  const byName = new Map(servers.map((server) => [server.name, server]));
  return {
    names: [...byName.keys()],
    async answer(request, signal) {
      const name = textAt(request, "server_name") ?? "";
      const server = byName.get(name);
      if (server === undefined) throw new Error(`Instar has no server "${name}".`);
      const message = request.message ?? null;
      let answer: Json | undefined;
      try {
        answer = await server.answer(message, ref, signal);
      } catch {
        // A server answers mistakes by itself; what it throws may be anything and is not for the model.
        answer = { jsonrpc: "2.0", id: idOf(message), error: { code: internalError, message: "The house could not answer." } };
      }
      return { mcp_response: answer ?? acknowledged };
    },
  };
}
