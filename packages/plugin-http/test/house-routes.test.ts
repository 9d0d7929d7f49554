import { definePlugin, type KernelDescription } from "@instar/kernel";
import { Events, type Finding, HealthChecks, type HouseEvent, SessionEnvironments } from "@instar/kernel/contracts";
import { describe, expect, test } from "vitest";
import { HouseDescription, Http } from "../src/contract.ts";
import { judgeHealth } from "../src/judge-health.ts";
import { openHouse, readEvents, type TestHouse, withRoutes } from "./house.ts";
import { recorderOf } from "./recorder.ts";

const check = (id: string, run: () => Finding | Promise<Finding>) =>
  definePlugin({ api: 1, name: `check-${id}`, setup: ({ contribute }) => void contribute(HealthChecks, { id, run }) })();

/** What the process that runs the house contributes. */
function describedBy(house: () => KernelDescription) {
  return definePlugin({
    api: 1,
    name: "house-description",
    provides: HouseDescription,
    setup: ({ clock }) => ({ version: "1.2.3", startedAt: clock.now(), describe: house, redact: (text) => text.replaceAll("s3cret", "***") }),
  })();
}

async function openDescribed(options: Parameters<typeof openHouse>[0] = {}): Promise<TestHouse> {
  let house: TestHouse | undefined;
  house = await openHouse({ ...options, beside: [...(options.beside ?? []), describedBy(() => house?.kernel.describe() as KernelDescription)] });
  return house;
}

const isReady = (house: TestHouse) => expect.poll(async () => (await house.ask("GET", "/health")).body.status).not.toBe("warming");

describe("when the agent is degraded", () => {
  const plugin = (state: "up" | "failed" | "paused" | "waiting") => ({ name: "memory", state, ...(state === "failed" ? { error: "no disk" } : {}) });
  const found = (status: Finding["status"]) => ({ id: "disk", plugin: "store", status, summary: "The disk is full." });
  test.each([
    ["all is well", [found("ok")], [plugin("up")], []],
    ["a warning degrades nothing", [found("warn")], [plugin("up")], []],
    ["a failing check does", [found("fail")], [plugin("up")], ["The disk is full."]],
    ["so does a plugin that has failed", [], [plugin("failed")], ["The plugin memory has failed: no disk"]],
    ["so does a plugin that is paused", [], [plugin("paused")], ["The plugin memory is paused."]],
  ] as const)("%s", (_, checks, plugins, reasons) => {
    expect(judgeHealth(checks, plugins)).toEqual({ status: reasons.length === 0 ? "ok" : "degraded", reasons });
  });
});

describe("GET /health", () => {
  test("tells the whole story to who has a token", async () => {
    await using house = await openDescribed({ beside: [check("disk", () => ({ status: "fail", summary: "The disk is full." }))] });
    await isReady(house);
    expect((await house.ask("GET", "/health")).body).toMatchObject({
      status: "degraded",
      reasons: ["The disk is full."],
      version: "1.2.3",
      pid: process.pid,
      uptimeMs: 0,
      sessions: { living: 0, known: 0 },
      jobs: 0,
      memory: { residentMb: expect.any(Number) },
      plugins: { up: expect.any(Number), down: [] },
      checks: expect.arrayContaining([{ id: "disk", plugin: "check-disk", status: "fail", summary: "The disk is full." }]),
    });
    expect((await house.ask("GET", "/health", { token: "" })).body).toEqual({ status: "degraded" });
  });

  test("runs the checks at most every 5 s, however often it is asked", async () => {
    let runs = 0;
    const counting = check("count", () => {
      runs++;
      return { status: "ok", summary: "Fine." };
    });
    await using house = await openHouse({ beside: [counting] });
    await isReady(house);
    for (let turn = 0; turn < 20; turn++) await house.ask("GET", "/health");
    expect(runs).toBe(1);
    await house.kernel.clock.advance(5_000);
    await house.ask("GET", "/health");
    expect(runs).toBe(2);
  });

  test("a check that hangs makes nobody wait twice, and is named in the end", async () => {
    await using house = await openHouse({ beside: [check("hang", () => new Promise<never>(() => undefined))] });
    const first = isReady(house).then(() => house.ask("GET", "/health"));
    await expect.poll(() => house.kernel.clock.advance(500).then(() => house.ask("GET", "/health", { token: "" }))).toMatchObject({ status: 200 });
    await first;
    await house.kernel.clock.advance(5_000);
    expect((await house.ask("GET", "/health")).body).toMatchObject({
      status: "degraded",
      reasons: [expect.stringContaining("check hang of check-hang failed")],
    });
  });
});

test("GET /status and /capabilities are made from the house as it is, without secrets", async () => {
  const failing = definePlugin({
    api: 1,
    name: "broken",
    setup() {
      throw new Error("It broke.");
    },
  })();
  await using house = await openDescribed({
    beside: [failing, withRoutes("notes", { method: "GET", path: "/notes", access: "agent", handle: () => new Response() })],
  });
  const status = (await house.ask("GET", "/status")).body;
  expect(status).toMatchObject({ name: "test", phase: "running", version: "1.2.3", channels: [{ id: "http", state: "open" }], messages: { open: 0 } });
  expect(status.plugins).toContainEqual({ name: "broken", state: "failed", error: expect.stringContaining("It broke.") });
  const capabilities = (await house.ask("GET", "/capabilities")).body;
  expect(capabilities.plugins).toHaveProperty("notes", { needs: [], guards: [], contributes: { routes: 1 }, taps: [] });
  expect(capabilities.plugins).not.toHaveProperty("broken");
  expect(capabilities.services).toMatchObject({ http: "http" });
  await using without = await openDescribed();
  expect((await without.ask("GET", "/capabilities")).body.plugins).not.toHaveProperty("notes");
});

test("the document is OpenAPI 3.1, with every route, its parameters, bodies and answers", async () => {
  await using house = await openHouse();
  const { body } = await house.ask("GET", "/openapi.json");
  expect(body).toMatchObject({ openapi: "3.1.0", servers: [{ url: house.url }], security: [{ token: [] }] });
  expect(body.paths["/conversations/{id}/messages"].post).toMatchObject({
    "x-instar-access": "owner",
    parameters: [
      { name: "id", in: "path", required: true, schema: { type: "string", pattern: expect.any(String) } },
      { name: "stream", in: "query", required: false, schema: { enum: ["0", "1"] } },
    ],
    requestBody: { required: true, content: { "application/json": { schema: { type: "object", required: ["text"] } } } },
    responses: { default: { content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } } } },
  });
  expect(body.paths["/events"].get.parameters.map(({ name }: { name: string }) => name)).toEqual(["type", "since", "limit"]);
  expect(body.paths["/health"].get).toMatchObject({ "x-instar-access": "open", security: [{}, { token: [] }] });
  const all = house.kernel.service(Http).routes();
  const described = Object.values(body.paths as Record<string, object>).flatMap((path) => Object.keys(path));
  expect(described).toHaveLength(all.length);
  const ids = Object.values(body.paths as Record<string, Record<string, { operationId: string }>>).flatMap((path) =>
    Object.values(path).map(({ operationId }) => operationId),
  );
  expect(new Set(ids).size).toBe(ids.length);
});

test("the answers of our own routes fit what the document says of them", async () => {
  await using house = await openDescribed({ http: { checkAnswers: true }, beside: [recorderOf([])] });
  await isReady(house);
  await house.ask("POST", "/conversations/main/messages", { body: { text: "Hello" } });
  for (const path of ["/health", "/status", "/capabilities", "/events", "/conversations/main", "/openapi.json"])
    expect((await house.ask("GET", path)).status).toBe(200);
  expect(house.kernel.lines.filter(({ text }) => text.startsWith("An answer does not fit"))).toEqual([]);
});

test("a session's processes are told where the house listens", async () => {
  await using house = await openHouse();
  const told = await Promise.all(
    [...house.kernel.contributions(SessionEnvironments)].map(async ({ value }) => value.variables({ id: "session-1", driver: "scripted" })),
  );
  expect(Object.assign({}, ...told)).toEqual({ INSTAR_URL: house.url, INSTAR_TOKEN: await house.agentToken("session-1") });
});

describe("GET /events", () => {
  const recorded: HouseEvent[] = [
    { type: "tool.denied", about: {}, text: "A" },
    { type: "message.accepted", about: {}, text: "B" },
  ];

  test("is a problem where nobody records", async () => {
    await using house = await openHouse();
    expect(await house.ask("GET", "/events")).toMatchObject({ status: 404, body: { code: "HTTP_NO_EVENTS" } });
  });

  test.each(["since=0", "since=721", "limit=0", "limit=1001", "limit=x", "type=", "other=1"])("%s does not fit", async (query) => {
    await using house = await openHouse({ beside: [recorderOf([])] });
    expect(await house.ask("GET", `/events?${query}`)).toMatchObject({ status: 400, body: { code: "HTTP_INVALID" } });
  });

  test("lists them, newest first", async () => {
    await using house = await openHouse({ beside: [recorderOf(recorded)] });
    expect((await house.ask("GET", "/events?since=720&limit=10&type=tool&type=message.accepted")).body.events.map(({ text }: HouseEvent) => text)).toEqual([
      "B",
      "A",
    ]);
  });

  test("follows them, and takes up where the reader left off", async () => {
    const journal = [...recorded];
    await using house = await openHouse({ beside: [recorderOf(journal)] });
    const response = await fetch(`${house.url}/events`, {
      headers: { authorization: `Bearer ${house.owner}`, accept: "text/event-stream", "last-event-id": "1" },
    });
    const events = readEvents(response);
    expect((await events.next()).value).toMatchObject({ event: "event", id: "2", data: { text: "B" } });
    const coming = events.next();
    house.kernel.service(Events).record({ type: "tool.allowed", about: {}, text: "C" });
    expect((await coming).value).toMatchObject({ event: "event", id: "3", data: { text: "C" } });
    await house.kernel.stop("over");
    expect((await events.next()).value).toMatchObject({ event: "end" });
  });
});
