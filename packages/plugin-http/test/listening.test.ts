import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { definePlugin } from "@instar/kernel";
import access from "@instar/plugin-access";
import store from "@instar/plugin-store";
import { createTestKernel } from "@instar/testing";
import { afterEach, expect, test } from "vitest";
import { EarlyListener, Http } from "../src/contract.ts";
import http from "../src/index.ts";
import { httpOptions } from "../src/options.ts";
import { closeServer, openWarmingServer } from "../src/warming.ts";
import { ask, openHouse, withRoutes } from "./house.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "instar-http-"));
  folders.push(folder);
  mkdirSync(join(folder, ".instar"));
  return folder;
}
const fileOf = (project: string) => JSON.parse(readFileSync(join(project, ".instar", "http.json"), "utf8")) as Record<string, unknown>;

test.each(["0.0.0.0", "::", "192.168.1.7", "10.0.0.1", "example.org", "127.0.0.1.example.org", ""])("it refuses to listen on %j, saying why", (host) => {
  expect(httpOptions.safeParse({ host }).error?.issues[0]?.message).toContain("can be reached from other machines");
});

test.each(["127.0.0.1", "::1", "localhost", "127.0.0.2"])("it listens on %s", (host) => {
  expect(httpOptions.parse({ host })).toMatchObject({ host });
});

test("two agents on one machine both start, each on a port of its own that it keeps", async () => {
  const projects = [makeFolder(), makeFolder()] as const;
  const ports = async () => {
    await using one = await openHouse({ project: projects[0] });
    await using other = await openHouse({ project: projects[1] });
    for (const house of [one, other]) expect((await house.ask("GET", "/status")).status).toBe(200);
    // One agent's token opens nothing at another
    expect((await ask(one.url, "GET", "/status", { token: other.owner })).status).toBe(401);
    return [one.url, other.url];
  };
  const first = await ports();
  expect(new Set(first).size).toBe(2);
  expect(await ports()).toEqual(first);
});

test("where it listens stands in a private file; after the stop only the port is remembered", async () => {
  const project = makeFolder();
  const house = await openHouse({ project });
  const port = Number(new URL(house.url).port);
  expect(fileOf(project)).toEqual({ port, pid: process.pid, startedAt: house.kernel.clock.now(), url: house.url });
  expect(statSync(join(project, ".instar", "http.json")).mode & 0o777).toBe(0o600);
  await house.kernel.stop("over");
  expect(fileOf(project)).toEqual({ port });
  expect(house.kernel.phase).toBe("stopped");
});

test("a remembered port that is taken by now is given up for another one", async () => {
  const project = makeFolder();
  const first = await openHouse({ project });
  const { port } = new URL(first.url);
  await first.kernel.stop("over");
  // Another test's house may have been quicker: then it is the guest
  await using _guest = await listenOn(Number(port)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EADDRINUSE") throw error;
    return undefined;
  });
  await using second = await openHouse({ project });
  expect(new URL(second.url).port).not.toBe(port);
});

test("a port that was asked for and is taken keeps the agent from starting, and says what to do", async () => {
  await using guest = await listenOn(0);
  const { port } = guest.server.address() as AddressInfo;
  await expect(createTestKernel([store(), access(), http({ port })])).rejects.toMatchObject({
    code: "HTTP_PORT_TAKEN",
    message: expect.stringContaining(String(port)),
    hint: expect.stringContaining("http({ port })"),
  });
});

async function listenOn(port: number) {
  const server = createServer();
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return { server, [Symbol.asyncDispose]: () => closeServer(server) };
}

const early = (server: Server) =>
  definePlugin({
    api: 1,
    name: "early-listener",
    provides: EarlyListener,
    setup() {
      let left: Server | undefined = server;
      return {
        take() {
          const taken = left;
          left = undefined;
          return taken;
        },
      };
    },
  })();

test("before the house is there everything is 503, and health says that it warms up; then the same server goes on", async () => {
  const project = makeFolder();
  const server = await openWarmingServer(join(project, ".instar"));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect(await ask(url, "GET", "/health")).toMatchObject({ status: 503, headers: { "retry-after": "1" }, body: { status: "warming" } });
  expect(await ask(url, "GET", "/status", { token: "x" })).toMatchObject({ status: 503, text: "" });
  expect(await ask(url, "GET", "/health", { headers: { host: "evil.example" } })).toMatchObject({ status: 403 });
  await using house = await openHouse({ project, beside: [early(server)] });
  expect(house.url).toBe(url);
  expect((await house.ask("GET", "/status")).status).toBe(200);
});

test("an early server in another place is closed", async () => {
  const project = makeFolder();
  const server = await openWarmingServer(join(project, ".instar"));
  await using spare = await listenOn(0);
  const { port } = spare.server.address() as AddressInfo;
  await spare[Symbol.asyncDispose]();
  await using house = await openHouse({ project, http: { port }, beside: [early(server)] });
  expect(new URL(house.url).port).toBe(String(port));
  expect(server.listening).toBe(false);
});

test("a handler that takes too long is given up, and knows it", async () => {
  let aborted = false;
  const slow = withRoutes("slow", {
    method: "GET",
    path: "/slow",
    access: "agent",
    handle: ({ signal }) =>
      new Promise(() => {
        signal.addEventListener("abort", () => {
          aborted = true;
        });
      }),
  });
  await using house = await openHouse({ beside: [slow], http: { requestTimeoutMs: 5_000 } });
  const answer = house.ask("GET", "/slow");
  await expect.poll(() => house.kernel.clock.advance(5_000).then(() => aborted)).toBe(true);
  expect(await answer).toMatchObject({ status: 408, headers: { connection: "close" }, body: { code: "HTTP_TIMEOUT" } });
});

test("a body that does not come is not waited for longer than a request may take", async () => {
  await using house = await openHouse({ http: { requestTimeoutMs: 5_000 } });
  const { port } = new URL(house.url);
  const socket = connect(Number(port), "127.0.0.1");
  socket.write(
    `POST /conversations/main/messages HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nauthorization: Bearer ${house.owner}\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"te`,
  );
  let text = "";
  socket.on("data", (chunk) => {
    text += String(chunk);
  });
  await expect.poll(() => house.kernel.clock.advance(5_000).then(() => text)).toMatch(/^HTTP\/1\.1 408 /);
  socket.destroy();
});

test("more requests than there is room for are told to come back", async () => {
  let release: (response: Response) => void = () => undefined;
  const waiting = new Promise<Response>((resolve) => {
    release = resolve;
  });
  let entered = 0;
  const slow = withRoutes("slow", {
    method: "GET",
    path: "/slow",
    access: "agent",
    handle() {
      entered++;
      return waiting;
    },
  });
  await using house = await openHouse({ beside: [slow], http: { maxRequests: 1 } });
  const first = house.ask("GET", "/slow");
  await expect.poll(() => entered).toBe(1);
  expect(await house.ask("GET", "/status")).toMatchObject({ status: 503, headers: { "retry-after": "1" }, body: { code: "HTTP_BUSY" } });
  release(Response.json({}));
  expect((await first).status).toBe(200);
  await expect.poll(async () => (await house.ask("GET", "/status")).status).toBe(200);
});

test("what was asked before the stop is answered, and nobody is let in after", async () => {
  let release: (response: Response) => void = () => undefined;
  let entered = false;
  const slow = withRoutes("slow", {
    method: "GET",
    path: "/slow",
    access: "agent",
    handle: () =>
      new Promise((resolve) => {
        entered = true;
        release = resolve;
      }),
  });
  await using house = await openHouse({ beside: [slow] });
  const first = house.ask("GET", "/slow");
  await expect.poll(() => entered).toBe(true);
  const stopped = house.kernel.stop("over");
  await expect.poll(() => house.kernel.service(Http).url()).toBeUndefined();
  expect(await house.ask("GET", "/status")).toMatchObject({ status: 503, body: { code: "HTTP_STOPPING" } });
  release(Response.json({ done: true }));
  expect((await first).body).toEqual({ done: true });
  await stopped;
  await expect(ask(house.url, "GET", "/health")).rejects.toThrow("ECONNREFUSED");
  expect(existsSync(house.kernel.project)).toBe(true);
});
