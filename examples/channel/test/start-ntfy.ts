import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Clock } from "@instar/kernel";
import type { ChannelFault, ChannelHarness } from "@instar/testing/channel-contract";

const topics = ["topic-ada", "topic-ada-at-work", "topic-eve"] as const;
const partLimit = 1_300;

interface NtfyEvent {
  readonly id: unknown;
  readonly time?: number;
  readonly event: string;
  readonly topic?: string;
  readonly message?: string;
  readonly tags?: readonly string[];
}

/** As much of ntfy as the channel uses: real HTTP on loopback, which does wrong what it is told to. Everything of a harness but the plugin. */
export async function startNtfy(clock: Clock) {
  const events: NtfyEvent[] = [];
  const sent: { conversation: string; text: string }[] = [];
  const lasting = new Set<ChannelFault["kind"]>();
  const limits = new Map<string, { readonly until: number; told: boolean }>();
  const open = new Set<ServerResponse>();
  let passing: Extract<ChannelFault, { times: number }>[] = [];
  let seen = -1;
  const counted = { sends: 0, malformed: 0, early: 0 };

  const answer = (response: ServerResponse, status: number, value: object = {}, headers = {}) =>
    void response.writeHead(status, headers).end(JSON.stringify(value));
  const add = (event: Omit<NtfyEvent, "id" | "time">): NtfyEvent => {
    const added = { id: `m${events.length}`, time: Math.floor(clock.now() / 1_000), ...event };
    events.push(added);
    return added;
  };

  function list(url: URL, response: ServerResponse) {
    const wanted = decodeURIComponent(url.pathname.split("/")[1] ?? "").split(",");
    const since = url.searchParams.get("since") ?? "all";
    seen = Math.max(seen, since === "all" ? -1 : events.findIndex(({ id }) => id === since));
    const from = since === "all" ? 0 : events.findIndex(({ id }) => id === since) + 1;
    const page = events.slice(from, from + 100).filter(({ topic }) => topic === undefined || wanted.includes(topic));
    response.end((lasting.has("duplicate") ? page.flatMap((event) => [event, event]) : page).map((event) => JSON.stringify(event)).join("\n"));
  }

  function take(topic: string, message: string, tags: string, response: ServerResponse) {
    counted.sends++;
    const limit = limits.get(topic);
    if (limit !== undefined && limit.until > clock.now()) {
      if (limit.told && Number.isFinite(limit.until)) counted.early++;
      limit.told = true;
      return answer(response, 429, {}, { "retry-after": String((limit.until - clock.now()) / 1_000) });
    }
    if (lasting.has("forbidden")) return answer(response, 403);
    if (message === "" || Buffer.byteLength(message) > 4_096) {
      counted.malformed++;
      return answer(response, 400);
    }
    const [fault, ...rest] = passing;
    const taken = fault === undefined || fault.committed === true;
    if (taken) sent.push({ conversation: topic, text: message });
    const event = taken ? add({ event: "message", topic, message, tags: [tags] }) : undefined;
    if (fault === undefined) return answer(response, 200, event);
    passing = fault.times > 1 ? [{ ...fault, times: fault.times - 1 }, ...rest] : rest;
    if (fault.kind === "bad-gateway") response.writeHead(502, { "content-type": "text/html" }).end("<h1>502 Bad Gateway</h1>");
    if (fault.kind === "reset") response.socket?.destroy();
  }

  async function serve(request: IncomingMessage, response: ServerResponse) {
    open.add(response);
    response.on("close", () => open.delete(response));
    const url = new URL(request.url ?? "/", "http://ntfy");
    const body = await text(request);
    if (lasting.has("offline")) return void request.socket.destroy();
    if (lasting.has("revoked")) return answer(response, 401);
    if (request.method === "GET") return list(url, response);
    take(url.pathname.slice(1), body, String(request.headers.tags), response);
  }
  // A request that broke off in the middle is its sender's to notice.
  const server = createServer((request, response) => void serve(request, response).catch(() => response.destroy()));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  return {
    options: { topics: [...topics], server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, pollMs: 200 },
    owner: "ntfy:topic-ada",
    stranger: { sender: "ntfy:topic-eve", conversation: "topic-eve" },
    conversations: ["topic-ada"],
    secrets: [],
    partLimit,
    async say(message, { from = "owner", conversation = from === "owner" ? "topic-ada" : "topic-eve" } = {}) {
      return String(add({ event: "message", topic: conversation, message }).id);
    },
    async noise(what) {
      if (what === "own") add({ event: "message", topic: "topic-ada", message: "noise: own", tags: ["agent"] });
      if (what === "service-event") add({ event: "keepalive", topic: "topic-ada" });
      if (what === "malformed") events.push({ id: 42, event: "message" });
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
    confirmed: () => events.slice(0, seen + 1).filter(({ topic, tags }) => topic === "topic-ada" && tags === undefined).length,
    pending: () => open.size,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  } satisfies Omit<ChannelHarness, "plugin"> & { options: object };
}
