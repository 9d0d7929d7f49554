import { Agent, request as send } from "node:http";
import { connect } from "node:net";
import { Conversations } from "@instar/plugin-conversations/contract";
import { expect, test } from "vitest";
import { createRawRequests, createRequests, type FuzzHouse, type FuzzRequest } from "./fuzz-requests.ts";
import { ask, openHouse, type TestHouse } from "./house.ts";

const total = Number(process.env["INSTAR_FUZZ_REQUESTS"] ?? 4_000);
const seed = Number(process.env["INSTAR_FUZZ_SEED"] ?? 1);
const atOnce = 24;
const answerWithinMs = 15_000;

interface Outcome {
  readonly request: FuzzRequest;
  /** Undefined: the connection ended without an answer. */
  readonly status: number | undefined;
  readonly text: string;
  readonly elapsedMs: number;
  readonly failure?: string;
}

/** Sends exactly what it is given; an endless answer is cut off once it has begun. */
function deliver(port: number, agent: Agent, request: FuzzRequest): Promise<Outcome> {
  const began = performance.now();
  return new Promise((resolve) => {
    let done = false;
    const end = (outcome: Partial<Outcome>) => {
      if (done) return;
      done = true;
      clearTimeout(late);
      resolve({ request, status: undefined, text: "", elapsedMs: performance.now() - began, ...outcome });
    };
    const late = setTimeout(() => {
      end({ failure: "hung" });
      outgoing.destroy();
    }, answerWithinMs);
    const outgoing = send(
      {
        host: "127.0.0.1",
        port,
        agent,
        method: request.method,
        path: request.path,
        headers: { ...request.headers, ...(request.body === undefined ? {} : { "content-length": String(Buffer.byteLength(request.body)) }) },
      },
      (incoming) => {
        const status = incoming.statusCode ?? 0;
        if (incoming.headers["content-type"] === "text/event-stream") {
          end({ status, text: "stream" });
          return void incoming.destroy();
        }
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.on("end", () => end({ status, text: Buffer.concat(chunks).toString() }));
        incoming.on("error", (error) => end({ failure: error.message }));
      },
    );
    outgoing.on("error", (error) => end({ failure: error.message }));
    outgoing.end(request.body);
  });
}

/** A client of its own kind refuses to send some requests; those are made again. */
function sendable(request: FuzzRequest): boolean {
  return (
    !/[\u0100-\uffff]/.test(JSON.stringify([request.path, request.headers]).replace(/\\u[0-9a-f]{4}/g, "")) &&
    !Object.values(request.headers).some((value) => /[^\t\x20-\x7e\x80-\xff]/.test(value))
  );
}

const show = ({ request, status, text, failure }: Outcome) =>
  `${request.method} ${request.path.slice(0, 120)} as ${request.caller}: ${failure ?? status} ${text.slice(0, 300)} ${JSON.stringify(request.body ?? "").slice(0, 200)}`;

const fuzzHouse = async (house: TestHouse): Promise<FuzzHouse> => ({
  host: new URL(house.url).host,
  owner: house.owner,
  agent: await house.agentToken("session-1"),
  document: (await house.ask("GET", "/openapi.json")).body,
});

test(`${total} requests from the document and mutations: none fails inside, none hangs, none has an effect without the owner's token`, {
  timeout: 600_000,
}, async () => {
  await using house = await openHouse({ http: { spawnsPerMinute: 100_000, maxRequests: 1_000 } });
  const next = createRequests(await fuzzHouse(house), seed);
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const port = Number(new URL(house.url).port);
  const statuses = new Map<string, number>();
  const wrong: string[] = [];
  let accepted = 0;
  let slowestMs = 0;
  let left = total;
  const note = (outcome: Outcome) => {
    const { request, status, text, elapsedMs } = outcome;
    statuses.set(String(status ?? outcome.failure), (statuses.get(String(status ?? outcome.failure)) ?? 0) + 1);
    slowestMs = Math.max(slowestMs, elapsedMs);
    if (status === undefined || status >= 500) wrong.push(show(outcome));
    const path = request.path.startsWith("/") ? new URL(`http://x${request.path}`).pathname : request.path;
    if (status !== undefined && status < 300 && path !== "/health" && (request.caller === "nobody" || !request.local)) wrong.push(`no right: ${show(outcome)}`);
    if (status !== undefined && status < 400 && request.caller === "agent" && /^\/+conversations/i.test(request.path) && request.method !== "OPTIONS")
      wrong.push(`not an agent's: ${show(outcome)}`);
    // What cannot be parsed is refused before its names are looked at
    if (!request.local && status !== 403 && !(status === 400 && !request.path.startsWith("/"))) wrong.push(`let in from elsewhere: ${show(outcome)}`);
    if (/node_modules|at async|Error:|\/packages\//.test(text) || text.includes(house.owner)) wrong.push(`tells too much: ${show(outcome)}`);
    if (request.method === "POST" && request.caller === "owner" && (status === 202 || (status === 200 && text === "stream"))) accepted++;
  };
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left-- > 0) {
        let request = next();
        while (!sendable(request)) request = next();
        note(await deliver(port, agent, request));
      }
    }),
  );
  agent.destroy();
  console.log(`seed ${seed}: ${JSON.stringify(Object.fromEntries([...statuses].sort()))}, ${accepted} messages accepted, slowest ${slowestMs.toFixed(0)} ms`);
  expect(wrong.slice(0, 10)).toEqual([]);
  expect(accepted).toBeGreaterThan(total / 200);
  const inbox = house.kernel.service(Conversations);
  await expect.poll(async () => (await inbox.status()).open, { timeout: 60_000 }).toBe(0);
  const rows = await inbox.inbox({ limit: 1_000 });
  expect(rows.every(({ from, address }) => from.trust === "owner" && address.channel === "http")).toBe(true);
  expect(rows.length).toBeLessThanOrEqual(accepted);
  expect(house.kernel.lines.filter(({ level }) => level === "error")).toEqual([]);
  expect((await house.ask("GET", "/status")).status).toBe(200);
});

test("without the owner's token and from other names the store stays as it is", { timeout: 120_000 }, async () => {
  await using house = await openHouse();
  const make = createRequests(await fuzzHouse(house), seed + 1);
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const port = Number(new URL(house.url).port);
  for (let count = 0; count < 1_000; count++) {
    const request = make();
    if (sendable(request) && (request.caller !== "owner" || !request.local)) await deliver(port, agent, request);
  }
  agent.destroy();
  expect(await house.kernel.service(Conversations).inbox()).toEqual([]);
  expect(house.agent.inputs).toEqual([]);
});

test("what is not even HTTP is answered or cut off, and nothing happens by it", { timeout: 120_000 }, async () => {
  await using house = await openHouse();
  const next = createRawRequests(await fuzzHouse(house), seed);
  const port = Number(new URL(house.url).port);
  const answers = await Promise.all(
    Array.from({ length: 400 }, async () => {
      const raw = next();
      return new Promise<{ raw: string; text: string; hung: boolean }>((resolve) => {
        let text = "";
        const socket = connect(port, "127.0.0.1");
        const end = (hung: boolean) => {
          clearTimeout(late);
          clearTimeout(quiet);
          socket.destroy();
          resolve({ raw: String(raw).slice(0, 100), text, hung });
        };
        const late = setTimeout(() => end(true), 20_000);
        let quiet: NodeJS.Timeout | undefined;
        socket.on("connect", () => socket.end(raw));
        socket.on("data", (chunk) => {
          text += String(chunk);
          clearTimeout(quiet);
          quiet = setTimeout(() => end(false), 300);
        });
        socket.on("close", () => end(false));
        socket.on("error", () => end(false));
      });
    }),
  );
  expect(answers.filter(({ hung }) => hung)).toEqual([]);
  expect(answers.filter(({ text }) => /HTTP\/1\.1 5/.test(text))).toEqual([]);
  expect(await house.kernel.service(Conversations).inbox()).toEqual([]);
  expect((await house.ask("GET", "/status")).status).toBe(200);
  expect(await ask(house.url, "GET", "/status", { token: house.owner, headers: { host: "evil.example" } })).toMatchObject({ status: 403 });
});
