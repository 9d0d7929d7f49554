import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import type { Clock } from "@instar/kernel";
import type { ChannelFault, ChannelHarness } from "@instar/testing/channel-contract";

const token = "made-up-5a1f0c";
const partLimit = 2_000;

interface Kept {
  readonly id: number;
  readonly room?: string;
  readonly user?: string;
  readonly bot?: boolean;
  readonly text?: string;
  readonly at?: number;
}

/** The service as the tests need it: real HTTP on loopback, which does wrong what it is told to. Replace it by one that behaves as yours does. */
export async function startChatService(clock: Clock) {
  const messages: Kept[] = [];
  const sent: { conversation: string; text: string }[] = [];
  const fromOwner = new Set<number>();
  const lasting = new Set<ChannelFault["kind"]>();
  const limits = new Map<string, { readonly until: number; told: boolean }>();
  const open = new Set<http.ServerResponse>();
  let passing: Extract<ChannelFault, { times: number }>[] = [];
  let seen = 0;
  const counted = { sends: 0, malformed: 0, early: 0 };

  const answer = (response: http.ServerResponse, status: number, value: unknown, headers = {}) =>
    void response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(value));

  function list(since: number, response: http.ServerResponse) {
    seen = Math.max(seen, since);
    const page = messages.filter(({ id }) => id > since).slice(0, 100);
    answer(response, 200, lasting.has("duplicate") ? page.flatMap((message) => [message, message]) : page);
  }

  function take({ to, text }: { to: string; text: string }, response: http.ServerResponse) {
    counted.sends++;
    const limit = limits.get(to);
    if (limit !== undefined && limit.until > clock.now()) {
      if (limit.told && Number.isFinite(limit.until)) counted.early++;
      limit.told = true;
      return answer(response, 429, {}, { "retry-after": String((limit.until - clock.now()) / 1_000) });
    }
    if (lasting.has("forbidden")) return answer(response, 403, {});
    if (typeof text !== "string" || text === "" || text.length > partLimit) {
      counted.malformed++;
      return answer(response, 400, {});
    }
    const [fault, ...rest] = passing;
    if (fault === undefined || fault.committed) sent.push({ conversation: to, text });
    if (fault === undefined) return answer(response, 200, { ref: String(sent.length) });
    passing = fault.times > 1 ? [{ ...fault, times: fault.times - 1 }, ...rest] : rest;
    if (fault.kind === "bad-gateway") response.writeHead(502, { "content-type": "text/html" }).end("<h1>502 Bad Gateway</h1>");
    if (fault.kind === "reset") response.socket?.destroy();
  }

  async function serve(request: http.IncomingMessage, response: http.ServerResponse) {
    open.add(response);
    response.on("close", () => open.delete(response));
    const url = new URL(request.url ?? "/", "http://service");
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (lasting.has("offline")) return void request.socket.destroy();
    if (lasting.has("revoked") || request.headers.authorization !== `Bearer ${token}`) return answer(response, 401, {});
    if (url.pathname === "/messages") return list(Number(url.searchParams.get("since")), response);
    if (url.pathname === "/send") return take(JSON.parse(Buffer.concat(chunks).toString("utf8")) as { to: string; text: string }, response);
    answer(response, 404, {});
  }
  // A request that broke off in the middle is its sender's to notice.
  const server = http.createServer((request, response) => void serve(request, response).catch(() => response.destroy()));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  const add = (message: Omit<Kept, "id">) => messages.push({ id: messages.length + 1, ...message });
  return {
    options: { server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token, pollMs: 200 },
    owner: "__name__:ada",
    stranger: { sender: "__name__:eve", conversation: "room-eve" },
    conversations: ["room-a", "room-b"],
    secrets: [token],
    partLimit,
    async say(text, { from = "owner", conversation = from === "owner" ? "room-a" : "room-eve" } = {}) {
      const id = add({ room: conversation, user: from === "owner" ? "ada" : "eve", bot: false, text, at: clock.now() });
      if (from === "owner") fromOwner.add(id);
      return String(id);
    },
    async noise(what) {
      if (what === "malformed") add({ text: "who has written this, and where?" });
      else add({ room: "room-a", user: what, bot: true, text: `I am ${what}`, at: clock.now() });
    },
    sent: () => sent,
    fail(fault) {
      if (fault.kind === "limit") limits.set(fault.conversation, { until: clock.now() + fault.retryAfterMs, told: false });
      else if ("times" in fault) passing.push(fault);
      else lasting.add(fault.kind);
    },
    restore() {
      lasting.clear();
      limits.clear();
      passing = [];
    },
    sends: () => counted.sends,
    malformed: () => counted.malformed,
    early: () => counted.early,
    typed: () => 0,
    confirmed: () => [...fromOwner].filter((id) => id <= seen).length,
    pending: () => open.size,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  } satisfies Omit<ChannelHarness, "plugin"> & { options: object };
}
