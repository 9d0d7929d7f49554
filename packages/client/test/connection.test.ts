import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { systemClock } from "@instar/kernel";
import { expect, test } from "vitest";
import { connectAgent } from "../src/index.ts";

interface Asked {
  readonly what: string;
  readonly token: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: what a body holds is what its test says
  readonly body: any;
}

/** Answers of an agent, one after another: a status and a body, or a connection that breaks. */
type Step = "cut" | { readonly status?: number; readonly body?: unknown; readonly headers?: Record<string, string> };

/** An agent's API as a script; `GET /status` always works. */
async function openScript(...steps: Step[]) {
  const asked: Asked[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")));
    request.on("end", () => {
      if (request.url === "/status") return response.setHeader("content-type", "application/json").end('{"pid":1,"plugins":[]}');
      asked.push({ what: `${request.method} ${request.url}`, token: request.headers.authorization, body: text === "" ? undefined : JSON.parse(text) });
      const step = steps.shift() ?? {};
      if (step === "cut") return request.socket.destroy();
      response.writeHead(step.status ?? 200, { "content-type": (step.status ?? 200) < 400 ? "application/json" : "application/problem+json", ...step.headers });
      response.end(step.body === undefined ? "" : JSON.stringify(step.body));
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    asked,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Waits for nothing, and remembers for how long it would have. */
function hastyClock() {
  const waits: number[] = [];
  let now = Date.parse("2026-03-10T12:00Z");
  const sleep = async (ms: number) => {
    waits.push(ms);
    now += ms;
  };
  return { waits, clock: { ...systemClock, now: () => now, sleep } };
}

const problem = (status: number, code: string, headers?: Record<string, string>): Step => ({
  status,
  body: { code, detail: `It says ${code}.`, hint: "Do this." },
  ...(headers === undefined ? {} : { headers }),
});
const turn = { id: "1", name: "a", state: "done", prompt: "go", response: "yes" };

test("a prompt whose answer was cut off is asked about again under the same id", async () => {
  await using script = await openScript("cut", "cut", { body: turn });
  const agent = await connectAgent({ url: script.url, token: "t" }, { clock: hastyClock().clock });
  expect(await agent.sessions.send("a", "go")).toEqual(turn);
  expect(script.asked.map(({ what, token }) => `${what} ${token}`)).toEqual(Array(3).fill("POST /sessions/a/input Bearer t"));
  expect(new Set(script.asked.map(({ body }) => body.turnId)).size).toBe(1);
  expect(script.asked[0]?.body).toEqual({ text: "go", turnId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/) });
});

test("a session that is begun without a prompt is asked for again as the same one, and a turn under its session's name", async () => {
  const running = { ...turn, state: "running" };
  await using script = await openScript("cut", { body: { name: "a", status: "starting" } }, { body: running }, { body: turn });
  const agent = await connectAgent({ url: script.url, token: "t" }, { clock: hastyClock().clock });
  expect(await agent.sessions.spawn({ name: "a" })).toEqual({ session: { name: "a", status: "starting" } });
  const [first, second] = script.asked.map(({ body }) => body);
  expect(second).toEqual(first);
  expect(first).toEqual({ name: "a", turnId: expect.any(String) });
  expect(await agent.sessions.wait(await agent.sessions.send("a", "go"))).toEqual(turn);
  expect(script.asked.at(-1)?.what).toBe("GET /sessions/a/turns/1?wait=15");
});

test("what must not happen twice is not asked for again after a cut; that it may have happened is said", async () => {
  await using script = await openScript("cut");
  const agent = await connectAgent({ url: script.url, token: "t" }, { clock: hastyClock().clock });
  await expect(agent.sessions.rewind("a")).rejects.toMatchObject({ code: "CLIENT_CUT_OFF", message: expect.stringContaining("turns of a were taken back") });
  expect(script.asked).toHaveLength(1);
});

test("a house that warms up, is busy or asks for patience is asked again when it says", async () => {
  const warming = { status: 503, headers: { "retry-after": "1", "content-type": "text/plain" } };
  await using script = await openScript(warming, problem(503, "HTTP_BUSY", { "retry-after": "2" }), problem(429, "HTTP_TOO_OFTEN", { "retry-after": "30" }), {
    body: turn,
  });
  const { waits, clock } = hastyClock();
  const agent = await connectAgent({ url: script.url, token: "t" }, { clock });
  expect(await agent.sessions.send("a", "go")).toEqual(turn);
  expect(waits).toEqual([1_000, 2_000, 30_000]);
});

test("a refusal comes as the house's own error, and at once", async () => {
  await using script = await openScript(problem(409, "NAMED_SESSIONS_PAUSED"), problem(429, "NAMED_SESSIONS_TOO_MANY"));
  const agent = await connectAgent({ url: script.url, token: "t" });
  await expect(agent.sessions.send("a", "go")).rejects.toMatchObject({
    code: "NAMED_SESSIONS_PAUSED",
    message: "It says NAMED_SESSIONS_PAUSED.",
    hint: "Do this.",
  });
  await expect(agent.sessions.send("a", "go")).rejects.toMatchObject({ code: "NAMED_SESSIONS_TOO_MANY" });
});

test("an agent that no longer knows the token may be another one on the port of ours: it is looked at once more", async () => {
  const refused = problem(401, "HTTP_UNAUTHORIZED");
  await using script = await openScript({ body: turn }, refused, { body: turn }, refused, refused);
  const { clock, waits } = hastyClock();
  const agent = await connectAgent({ url: script.url, token: "t" }, { clock });
  await agent.sessions.send("a", "go");
  expect(await agent.sessions.send("a", "go")).toEqual(turn);
  expect(waits).toEqual([500]);
  await expect(agent.sessions.send("a", "go")).rejects.toMatchObject({ code: "HTTP_UNAUTHORIZED" });
  expect(script.asked).toHaveLength(5);
});

test("patience ends", async () => {
  await using script = await openScript(...Array<Step>(200).fill("cut"));
  const { waits, clock } = hastyClock();
  const agent = await connectAgent({ url: script.url, token: "t" }, { clock, patienceMs: 5_000 });
  await expect(agent.sessions.list()).rejects.toMatchObject({ code: "CLIENT_CONNECTION_LOST" });
  expect(waits.slice(0, 5)).toEqual([100, 200, 400, 800, 1_000]);
  expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(5_000);
});

test("a delegation whose answer was cut off is found again under its name", async () => {
  const result = { status: "completed", response: "Tidy." };
  const running = { task: "Tidy up.", name: "tidy-up-1", state: "running" };
  await using script = await openScript("cut", problem(409, "DELEGATE_NAME_TAKEN"), { body: running }, { body: { ...running, state: "ended", result } });
  const agent = await connectAgent({ url: script.url, token: "t" }, { clock: hastyClock().clock });
  expect(await agent.delegate("Tidy up.", { preset: "review" })).toEqual(result);
  const [first, second] = script.asked.map(({ body }) => body);
  expect(first).toEqual({ task: "Tidy up.", preset: "review", name: expect.stringMatching(/^tidy-up-[0-9a-f]{6}$/) });
  expect(second).toEqual(first);
  expect(script.asked.slice(1).map(({ what }) => what)).toEqual(["POST /delegations", `GET /delegations/${first.name}`, "GET /delegations/tidy-up-1?wait=15"]);
});

test("what is no agent of Instar is told from one", async () => {
  await using script = await openScript({ status: 404, headers: { "content-type": "text/html" } });
  const agent = await connectAgent({ url: script.url, token: "t" });
  await expect(agent.sessions.list()).rejects.toMatchObject({ code: "CLIENT_BAD_ANSWER", message: expect.stringContaining("GET /sessions (status 404)") });
  await expect(connectAgent("/no/such/folder")).rejects.toMatchObject({ code: "CLIENT_NO_AGENT", message: "There is no agent in /no/such/folder." });
  await expect(connectAgent({ url: "http://127.0.0.1:1", token: "t" })).rejects.toMatchObject({ code: "CLIENT_NOT_RUNNING" });
});
