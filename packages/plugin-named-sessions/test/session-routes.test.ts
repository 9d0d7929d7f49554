import { join } from "node:path";
import { Access, Sessions } from "@instar/kernel/contracts";
import access from "@instar/plugin-access";
import { ensureOwnerToken } from "@instar/plugin-access/owner-token";
import http from "@instar/plugin-http";
import { Http } from "@instar/plugin-http/contract";
import sessions from "@instar/plugin-sessions";
import store from "@instar/plugin-store";
import { createScriptedAgent, createTestKernel } from "@instar/testing";
import { expect, test } from "vitest";
import namedSessions from "../src/index.ts";

async function openApi() {
  const agent = createScriptedAgent();
  const kernel = await createTestKernel([store(), access(), agent.plugin, sessions(), http(), namedSessions()]);
  const url = kernel.service(Http).url() ?? "";
  const owner = ensureOwnerToken(join(kernel.project, ".instar"));
  const ask = async (method: string, path: string, body?: unknown, token: string | undefined = owner) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === "" ? {} : JSON.parse(text)) as Record<string, unknown> };
  };
  return { agent, kernel, ask, [Symbol.asyncDispose]: () => kernel[Symbol.asyncDispose]() };
}

/** Asks again until the turn has ended: the clock of these tests stands still, so nobody waits at the other end. */
async function ended(ask: Awaited<ReturnType<typeof openApi>>["ask"], name: string, id: unknown) {
  for (;;) {
    const { body } = await ask("GET", `/sessions/${name}/turns/${String(id)}`);
    if (body["state"] !== "queued" && body["state"] !== "running") return body;
  }
}

test("a session is spawned, prompted, looked at, changed, forked and deleted over the API", async () => {
  await using api = await openApi();
  const { ask } = api;
  const spawned = await ask("POST", "/sessions/spawn", { name: "helper", prompt: "hello", model: "sonnet", limits: { calls: 9 } });
  expect(spawned).toMatchObject({ status: 201, body: { name: "helper", model: "sonnet", limits: { calls: 9 }, turn: { prompt: "hello" } } });
  const { id } = spawned.body["turn"] as { id: string };
  expect(await ended(ask, "helper", id)).toMatchObject({ state: "done", response: "You said: hello" });
  expect(await ask("GET", `/sessions/-/turns/${id}`)).toMatchObject({ status: 200, body: { id } });
  expect(await ask("GET", `/sessions/other/turns/${id}`)).toMatchObject({ status: 404, body: { code: "NAMED_SESSIONS_UNKNOWN_TURN" } });
  expect((await ask("GET", `/sessions/helper/turns/${id}?wait=26`)).status).toBe(400);
  const sent = await ask("POST", "/sessions/helper/input", { text: "again" });
  expect(sent).toMatchObject({ status: 202, body: { name: "helper", prompt: "again" } });
  await ended(ask, "helper", sent.body["id"]);
  expect(await ask("GET", "/sessions")).toMatchObject({ status: 200, body: { sessions: [{ name: "helper", status: "ready", turns: 2 }] } });
  expect(await ask("GET", "/sessions?status=stopped")).toMatchObject({ body: { sessions: [] } });
  expect(await ask("GET", "/sessions/tmux")).toMatchObject({ status: 200, body: { sessions: [] } });
  expect(await ask("GET", "/sessions/helper")).toMatchObject({ status: 200, body: { kind: "named", turns: 2 } });
  expect(await ask("GET", "/sessions/helper/turns?limit=1")).toMatchObject({ body: { turns: [{ prompt: "again" }] } });
  expect(await ask("GET", "/sessions/helper/output?lines=1")).toMatchObject({ status: 200, body: { status: "ready" } });
  expect(await ask("POST", "/sessions/helper/pause")).toMatchObject({ status: 200, body: { status: "paused" } });
  expect(await ask("POST", "/sessions/helper/input", { text: "no" })).toMatchObject({ status: 409, body: { code: "NAMED_SESSIONS_PAUSED" } });
  expect(await ask("POST", "/sessions/helper/resume")).toMatchObject({ status: 200, body: { status: "ready" } });
  expect(await ask("POST", "/sessions/helper/interrupt", {})).toMatchObject({ status: 409, body: { code: "NAMED_SESSIONS_IDLE" } });
  expect(await ask("PATCH", "/sessions/helper", { limits: { calls: 20 } })).toMatchObject({ status: 200, body: { limits: { calls: 20 } } });
  expect(await ask("POST", "/sessions/helper/stop")).toMatchObject({ status: 200, body: { status: "stopped" } });
  expect(await ask("POST", "/sessions/helper/kill")).toMatchObject({ status: 200, body: { status: "killed" } });
  expect(await ask("DELETE", "/sessions/helper")).toMatchObject({ status: 204 });
  expect(await ask("GET", "/sessions/helper")).toMatchObject({ status: 404, body: { code: "NAMED_SESSIONS_UNKNOWN" } });
});

test("what does not fit is refused in the right words", async () => {
  await using api = await openApi();
  const { ask } = api;
  expect(await ask("POST", "/sessions/spawn", { name: "no spaces" })).toMatchObject({ status: 422 });
  expect(await ask("POST", "/sessions/spawn", { name: "a", workDir: ".instar" })).toMatchObject({
    status: 422,
    body: { code: "NAMED_SESSIONS_FORBIDDEN_FOLDER" },
  });
  expect(await ask("POST", "/sessions/spawn", { name: "a", prompt: "x".repeat(500_001) })).toMatchObject({ status: 422 });
  expect((await ask("POST", "/sessions/spawn", { name: "a" })).status).toBe(201);
  expect(await ask("POST", "/sessions/spawn", { name: "a" })).toMatchObject({ status: 409, body: { code: "NAMED_SESSIONS_TAKEN" } });
  expect(await ask("GET", "/sessions?status=reddy")).toMatchObject({
    status: 400,
    body: { detail: expect.stringContaining("Expected one or more of starting, ready") },
  });
  expect((await ask("GET", "/sessions/a/output?lines=10001")).status).toBe(400);
  expect((await ask("POST", "/sessions/a/input", { text: "x".repeat(100_001) })).status).toBe(422);
  expect(await ask("GET", "/sessions/a", undefined, "wrong")).toMatchObject({ status: 401 });
});

test("an agent's token reaches what that agent began", async () => {
  await using api = await openApi();
  const { ask, kernel } = api;
  const { ref } = await kernel.service(Sessions).open("web/someone");
  const token = await kernel.service(Access).tokenFor(ref.id);
  await ask("POST", "/sessions/spawn", { name: "private", prompt: "secret" });
  expect(await ask("POST", "/sessions/spawn", { name: "mine" }, token)).toMatchObject({ status: 201, body: { by: { kind: "agent" }, purpose: "agent" } });
  expect(await ask("GET", "/sessions?all=true", undefined, token)).toMatchObject({ body: { sessions: [{ name: "mine" }] } });
  expect((await ask("GET", "/sessions", undefined, token)).body["sessions"]).toHaveLength(1);
  expect(await ask("GET", "/sessions/private/turns", undefined, token)).toMatchObject({ status: 404 });
  expect(await ask("POST", "/sessions/private/input", { text: "hi" }, token)).toMatchObject({ status: 404 });
  expect(await ask("DELETE", "/sessions/private", undefined, token)).toMatchObject({ status: 404 });
});
