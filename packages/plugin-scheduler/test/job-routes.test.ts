import { join } from "node:path";
import { Access, AgentTools, ChatCommands } from "@instar/kernel/contracts";
import { ensureOwnerToken } from "@instar/plugin-access/owner-token";
import http from "@instar/plugin-http";
import { Http } from "@instar/plugin-http/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { createAgentHouse } from "./agent/agent-house.ts";

type House = Awaited<ReturnType<typeof createAgentHouse>>;
let house: House;
let owner: string;
let agent: string;

beforeAll(async () => {
  house = await createAgentHouse({ beside: [http()] });
  owner = ensureOwnerToken(join(house.project, ".instar"));
  agent = await house.kernel.service(Access).tokenFor(await house.agentIn());
});
afterAll(async () => house[Symbol.asyncDispose]());

async function ask(method: string, path: string, body?: unknown, token = owner) {
  const response = await fetch(`${house.kernel.service(Http).url()}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text === "" ? undefined : JSON.parse(text)) as Record<string, unknown> };
}

test("the owner makes, changes, runs, reads and removes a job over the API", async () => {
  const fields = { schedule: "0 8 * * *", execute: "script" };
  expect(await ask("POST", "/jobs", { slug: "hello", fields, body: "echo hi" })).toMatchObject({
    status: 201,
    body: { slug: "hello", when: "at 08:00 every day (UTC)" },
  });
  expect(await ask("POST", "/jobs", { slug: "hello", fields, body: "echo hi" })).toMatchObject({ status: 409, body: { code: "SCHEDULER_JOB_EXISTS" } });
  expect(await ask("POST", "/jobs", { slug: "bad", fields: { schedule: "soon" } })).toMatchObject({ status: 422, body: { code: "SCHEDULER_BAD_FIELDS" } });
  expect((await ask("POST", "/jobs", { slug: "bad", fields, strange: true })).status).toBe(422);
  expect(await ask("GET", "/jobs")).toMatchObject({ status: 200, body: { jobs: [{ slug: "hello", running: false }], broken: [] } });
  expect(await ask("GET", "/jobs/hello")).toMatchObject({
    status: 200,
    body: { upcoming: [expect.any(Number), expect.any(Number), expect.any(Number), expect.any(Number), expect.any(Number)] },
  });
  expect(await ask("GET", "/jobs/helo")).toMatchObject({ status: 404, body: { code: "SCHEDULER_UNKNOWN_JOB", detail: expect.stringContaining('"hello"') } });
  expect(await ask("PATCH", "/jobs/hello", { fields: { schedule: "every 2h" } })).toMatchObject({ status: 200, body: { when: "every 2 hours" } });
  const begun = await ask("POST", "/jobs/hello/trigger", { reason: "to see" });
  expect(begun).toMatchObject({ status: 200, body: { outcome: "triggered" } });
  const id = encodeURIComponent(String(begun.body["run"]));
  await house.until(async () => (await ask("GET", `/jobs/hello/runs/${id}`)).body["state"] === "succeeded", "the run");
  expect(await ask("GET", `/jobs/hello/runs/${id}`)).toMatchObject({ status: 200, body: { output: "hi", reason: "to see", by: { kind: "owner" } } });
  expect(await ask("GET", `/jobs/other/runs/${id}`)).toMatchObject({ status: 404 });
  expect(await ask("POST", `/jobs/hello/runs/${id}/cancel`)).toMatchObject({ status: 200, body: { cancelled: false } });
  expect(await ask("GET", "/jobs/hello/runs?state=succeeded&limit=1")).toMatchObject({ status: 200, body: { runs: [{ job: "hello" }] } });
  expect((await ask("GET", "/jobs/hello/runs?limit=0")).status).toBe(400);
  expect(await ask("PUT", "/jobs/hello/handoff", { notes: "Mind the gap." })).toMatchObject({ status: 200, body: { notes: "Mind the gap." } });
  expect(await ask("GET", "/jobs/hello/handoff")).toMatchObject({ status: 200, body: { job: "hello" } });
  expect(await ask("POST", "/skip-ledger/workload", { job: "hello", found: 4, processed: 2 })).toMatchObject({ status: 201, body: { averageSaturation: 0.5 } });
  expect(await ask("POST", "/jobs/hello/pause")).toMatchObject({ status: 200, body: { paused: true } });
  expect(await ask("POST", "/jobs/hello/resume")).toMatchObject({ status: 200, body: { paused: false } });
  expect(await ask("POST", "/jobs/hello/disable")).toMatchObject({ status: 200, body: { enabled: false, upcoming: [] } });
  expect(await ask("POST", "/jobs/hello/enable")).toMatchObject({ status: 200, body: { enabled: true } });
  expect(await ask("GET", "/skip-ledger?job=hello")).toMatchObject({ status: 200, body: { skipped: [], workloads: [{ found: 4 }] } });
  expect(await ask("POST", "/jobs", { default: "health-check" })).toMatchObject({ status: 201, body: { slug: "health-check" } });
  expect(await ask("POST", "/jobs/reload")).toMatchObject({ status: 200, body: { added: [], changed: [], removed: [] } });
  expect((await ask("DELETE", "/jobs/health-check")).status).toBe(204);
});

test("an agent's token reaches what is its own, and its changes wait for a yes", async () => {
  expect(await ask("POST", "/jobs", { slug: "shell", fields: { schedule: "at 2026-03-03 09:00", execute: "script" }, body: "date" }, agent)).toMatchObject({
    status: 202,
    body: { outcome: "waiting", code: "JOB_AGENT_WAITING" },
  });
  expect(await ask("POST", "/jobs", { slug: "later", fields: { schedule: "at 2026-03-03 09:00", execute: "prompt" }, body: "Look." }, agent)).toMatchObject({
    status: 201,
  });
  expect(await ask("PATCH", "/jobs/later", { fields: { execute: "script" }, body: "date" }, agent)).toMatchObject({ status: 202 });
  for (const [method, path, body] of [
    ["PATCH", "/jobs/hello", { fields: { schedule: "every 1h" } }],
    ["POST", "/jobs/hello/trigger", {}],
    ["POST", "/jobs/hello/disable", undefined],
    ["DELETE", "/jobs/hello", undefined],
    ["GET", "/jobs/hello/runs", undefined],
    ["GET", "/jobs/hello/handoff", undefined],
    ["PUT", "/jobs/later/handoff", { notes: "x" }],
    ["POST", "/skip-ledger/workload", { job: "hello", found: 1, processed: 1 }],
    ["POST", "/jobs", { default: "health-check" }],
    ["POST", "/jobs/reload", undefined],
    ["POST", "/jobs/later/pause", undefined],
  ] as const)
    expect((await ask(method, path, body, agent)).status, `${method} ${path}`).toBe(403);
  const { body } = await ask("GET", "/jobs", undefined, agent);
  expect((body["jobs"] as { slug: string }[]).map(({ slug }) => slug)).toEqual(["hello", "later"]);
  expect(JSON.stringify(body)).not.toContain("hi\\n");
});

test("an owner's word in a conversation lists jobs and runs one", async () => {
  const command = [...house.kernel.contributions(ChatCommands)].find(({ value }) => value.name === "jobs")?.value;
  const say = (words: string) => command?.run({ words, from: { id: "1", trust: "owner" }, address: { channel: "x", conversation: "y" }, message: "m", at: 0 });
  expect(command?.access).toBe("owner");
  expect(await say("")).toMatch(/^hello: every 2 hours; next .*succeeded.*\nlater: once.*\n\/jobs run NAME/);
  expect(await say("run hello")).toBe("hello: triggered.");
  expect(await say("run helo")).toMatch(/There is no job "helo"\. Did you mean "hello"\?/);
  expect(await say("show hello")).toMatch(/^hello: every 2 hours/);
  expect(await say("dance")).toMatch(/^That isn't understood/);
});

test("all tools together cost an agent at most 450 tokens a request", () => {
  const tools = [...house.kernel.contributions(AgentTools)].map(({ value }) => value).filter(({ name }) => name.startsWith("job_"));
  expect(tools.map(({ name }) => name)).toEqual(["job_list", "job_show", "job_add", "job_edit", "job_remove", "job_run", "job_history", "job_handoff"]);
  const schemaOf = (input: z.ZodType) => {
    const { $schema: _, "~standard": __, ...schema } = z.toJSONSchema(input, { io: "input" }) as Record<string, unknown>;
    return schema;
  };
  const text = JSON.stringify(tools.map(({ name, description, input }) => ({ name, description, input_schema: schemaOf(input as z.ZodType) })));
  // Four characters of such JSON are a token, or more.
  expect(text.length).toBeLessThanOrEqual(450 * 4);
});
