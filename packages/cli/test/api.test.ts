import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createMark, markVariable } from "@instar/process";
import { expect, test } from "vitest";
import { makeAgentFolder } from "./agent-folder.ts";

interface HttpFile {
  readonly port: number;
  readonly url?: string;
}

const httpFile = (folder: string) => JSON.parse(readFileSync(join(folder, ".instar/http.json"), "utf8")) as HttpFile;
const ownerToken = (folder: string) => readFileSync(join(folder, ".instar/secrets/owner-token"), "utf8").trim();

/** A port that nobody listens on right now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

test("two agents on one machine both start, each with an API of its own that its commands find", { timeout: 90_000 }, async () => {
  await using one = makeAgentFolder();
  await using other = makeAgentFolder();
  expect((await Promise.all([one.run(["start"]), other.run(["start"])])).map(({ code }) => code)).toEqual([0, 0]);
  expect(httpFile(one.folder).port).not.toBe(httpFile(other.folder).port);
  for (const agent of [one, other]) {
    await expect.poll(async () => (await agent.run(["api", "GET", "/health"])).json()).toMatchObject({ status: "ok", version: expect.any(String) });
    expect((await agent.run(["status"])).stdout).toContain(`API:       ${httpFile(agent.folder).url}`);
    expect((await agent.run(["api", "get", "status"])).json()).toMatchObject({ name: "kira", phase: "running" });
  }
  const stranger = await fetch(`${httpFile(one.folder).url}/status`, { headers: { authorization: `Bearer ${ownerToken(other.folder)}` } });
  expect(stranger.status).toBe(401);
});

test("the command line talks to the API: bodies, problems, the document, and what to do when nobody listens", { timeout: 90_000 }, async () => {
  await using agent = makeAgentFolder();
  await agent.run(["start"]);
  const said = await agent.run(["api", "POST", "/conversations/main/messages", "--data", '{"text":"Hello"}']);
  expect(said.json()).toMatchObject({ id: expect.any(String) });
  await expect.poll(async () => (await agent.run(["api", "GET", "/conversations/main"])).json()).toMatchObject({ replies: [{ text: "1: Hello" }] });
  const refused = await agent.run(["api", "POST", "/conversations/main/messages", "--data", '{"words":"Hello"}']);
  expect(refused.code).toBe(1);
  expect(refused.json()).toMatchObject({ status: 422, code: "HTTP_INVALID" });
  expect((await agent.run(["api", "POST", "/x", "--data", "{text"])).stderr).toContain("not JSON");
  expect((await agent.run(["openapi", "--json"])).json()).toMatchObject({ openapi: "3.1.0", paths: { "/health": {} } });
  await agent.run(["stop"]);
  const late = await agent.run(["api", "GET", "/health"]);
  expect(late.code).toBe(1);
  expect(late.stderr).toContain("instar start");
});

test("a house that warms up says so on the port of the last time, before its config was read", { timeout: 90_000 }, async () => {
  const slow = `import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { defineConfig } from "instar";
import echo from "./echo-driver.ts";
for (let turn = 0; turn < 400 && !existsSync(new URL("./go-on", import.meta.url)); turn++) await sleep(25);
export default defineConfig({ name: "kira", plugins: [echo()] });
`;
  await using agent = makeAgentFolder({ config: slow });
  const port = await freePort();
  mkdirSync(join(agent.folder, ".instar"), { mode: 0o700 });
  writeFileSync(join(agent.folder, ".instar/http.json"), JSON.stringify({ port }));
  const started = agent.run(["start"]);
  const health = async () => {
    const response = await fetch(`http://127.0.0.1:${port}/health`).catch(() => undefined);
    return [response?.status, await response?.json()];
  };
  await expect.poll(health).toEqual([503, { status: "warming" }]);
  writeFileSync(join(agent.folder, "go-on"), "");
  await started;
  await expect.poll(health).toEqual([200, { status: "ok" }]);
  expect(httpFile(agent.folder).port).toBe(port);
});

test("a config without the API, or with another port, leaves nothing behind where it warmed up", { timeout: 90_000 }, async () => {
  const port = await freePort();
  const elsewhere = `import { defineConfig } from "instar";
import http from "@instar/plugin-http";
import echo from "./echo-driver.ts";
export default defineConfig({ name: "kira", plugins: [echo(), http({ port: ${port} })] });
`;
  await using agent = makeAgentFolder({ config: elsewhere });
  const former = await freePort();
  mkdirSync(join(agent.folder, ".instar"), { mode: 0o700 });
  writeFileSync(join(agent.folder, ".instar/http.json"), JSON.stringify({ port: former }));
  expect((await agent.run(["start"])).code).toBe(0);
  expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBeLessThan(600);
  await expect(fetch(`http://127.0.0.1:${former}/health`)).rejects.toThrow("fetch failed");
});

test("the owner's token in the hands of an agent's process opens nothing, and that is remembered", { timeout: 90_000 }, async () => {
  await using agent = makeAgentFolder();
  await agent.run(["start"]);
  const { url } = httpFile(agent.folder);
  const script = `const r = await fetch(${JSON.stringify(`${url}/status`)}, { headers: { authorization: "Bearer " + process.argv[1] } }); process.stdout.write(r.status + " " + (await r.json()).code);`;
  const say = (env: Record<string, string>) =>
    new Promise<string>((resolve) => {
      const child = spawn(process.execPath, ["--input-type=module", "-e", script, ownerToken(agent.folder)], { env: { PATH: process.env["PATH"], ...env } });
      let text = "";
      child.stdout.on("data", (chunk: Buffer) => {
        text += chunk.toString("utf8");
      });
      child.on("close", () => resolve(text));
    });
  expect(await say({})).toBe("200 undefined");
  expect(await say({ [markVariable]: createMark() })).toBe("403 HTTP_AGENT_PROCESS");
  await expect
    .poll(async () => (await agent.run(["api", "GET", "/events?type=access.refused"])).json())
    .toMatchObject({ events: [{ type: "access.refused", data: { method: "GET", path: "/status" } }] });
});
