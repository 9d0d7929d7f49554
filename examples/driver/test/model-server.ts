import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

interface Asked {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
}

/** A model server on loopback: it repeats what it is told, recalls what it was told before, and waits when told to. */
export async function startModelServer() {
  const asked: Asked[] = [];
  let free: () => void = () => undefined;
  const freed = new Promise<void>((resolve) => (free = resolve));
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = JSON.parse(await text(request)) as Asked;
    asked.push(body);
    const said = body.messages.filter(({ role }) => role === "user").map(({ content }) => content);
    const last = said.at(-1) ?? "";
    if (last === "wait for me") await freed;
    const content = last === "what did I say?" ? said.slice(0, -1).join("; ") : `You said: ${last}`;
    response.end(JSON.stringify({ choices: [{ message: { role: "assistant", content } }], usage: { prompt_tokens: 10, completion_tokens: 5 } }));
  };
  // A request that was given up is its sender's to notice.
  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    release: free,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
