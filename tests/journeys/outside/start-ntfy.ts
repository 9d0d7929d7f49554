import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

interface Posted {
  readonly id: string;
  readonly text: string;
  readonly agent: boolean;
}

/** As much of ntfy.sh as the channel uses. */
export async function startNtfy() {
  const posted: Posted[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    if (request.method === "GET") {
      const since = url.searchParams.get("since");
      const from = since === "all" ? 0 : posted.findIndex(({ id }) => id === since) + 1;
      const lines = posted
        .slice(from)
        .map(({ id, text, agent }) => ({ id, time: 1, event: "message", topic: "kira", message: text, tags: agent ? ["agent"] : [] }));
      response.end(lines.map((line) => JSON.stringify(line)).join("\n"));
      return;
    }
    void text(request).then((body) => {
      const entry = { id: `m${posted.length}`, text: body, agent: request.headers.tags === "agent" };
      posted.push(entry);
      response.end(JSON.stringify({ id: entry.id, time: 1, event: "message", topic: "kira", message: body }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    answers: () => posted.filter(({ agent }) => agent).map((each) => each.text),
    say: (words: string) => fetch(`${url}/kira`, { method: "POST", body: words }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
