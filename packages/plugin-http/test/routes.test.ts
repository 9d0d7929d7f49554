import { defineErrors, definePlugin, type Needs, type PluginContext } from "@instar/kernel";
import { type Route, Routes } from "@instar/kernel/contracts";
import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { Http, withStatus } from "../src/contract.ts";
import { planRoutes } from "../src/plan-routes.ts";
import { ask, openHouse, withRoutes } from "./house.ts";

const route = (path: `/${string}`, change: Partial<Route> = {}): Route => ({
  method: "GET",
  path,
  access: "agent",
  handle: () => Response.json({ path }),
  ...change,
});
const planned = (...contributed: readonly (readonly [string, Route])[]) => {
  const { paths, refused } = planRoutes(
    contributed.map(([plugin, value]) => ({ plugin, value })),
    "http",
  );
  return { paths: paths.map(({ path }) => path), refused: refused.map(({ plugin, error }) => `${plugin} ${error.code}`) };
};

describe("which routes are served", () => {
  test("a first segment belongs to the first plugin that brings it, and ours to us", () => {
    expect(planned(["notes", route("/notes")], ["other", route("/notes/mine")], ["rogue", route("/health")], ["http", route("/health")])).toEqual({
      paths: ["/health", "/notes"],
      refused: ["other HTTP_ROUTE_CLASH", "rogue HTTP_ROUTE_CLASH"],
    });
  });

  test("words are found before parameters", () => {
    expect(planned(["notes", route("/notes/:id")], ["notes", route("/notes/new")], ["notes", route("/notes/:id/edit")]).paths).toEqual([
      "/notes/new",
      "/notes/:id",
      "/notes/:id/edit",
    ]);
  });

  test.each([
    ["no slash", "notes"],
    ["a parameter first", "/:any"],
    ["a wildcard", "/notes/*"],
    ["an empty segment", "/notes//x"],
    ["an expression", "/notes/:id{[0-9]+}"],
    ["the same parameter twice", "/notes/:id/:id"],
  ])("a path with %s is refused", (_, path) => {
    expect(planned(["notes", route(path as `/${string}`)]).refused).toEqual(["notes HTTP_ROUTE_UNFIT"]);
  });

  test("an unknown method, a missing access and a second one of the same are refused", () => {
    expect(
      planned(
        ["notes", route("/a", { method: "TRACE" as "GET" })],
        ["notes", route("/b", { access: "anybody" as "agent" })],
        ["notes", route("/c/:id")],
        ["notes", route("/c/:name")],
        ["notes", route("/c/:id")],
      ).refused,
    ).toEqual(Array(4).fill("notes HTTP_ROUTE_UNFIT"));
  });
});

test("two plugins that bring the same segment are named, and the house goes on", async () => {
  const failed = vi.fn();
  await using house = await openHouse({ beside: [withRoutes("first", route("/notes")), withRoutes("second", route("/notes/mine"))] });
  house.kernel.hooks.pluginError.tap("watch", failed);
  expect(house.kernel.lines.find(({ text }) => text === "A route is not served.")?.fields).toMatchObject({
    by: "second",
    error: { code: "HTTP_ROUTE_CLASH", message: expect.stringMatching(/second.*first/) },
  });
  expect((await house.ask("GET", "/notes")).status).toBe(200);
  expect((await house.ask("GET", "/notes/mine")).status).toBe(404);
});

test("routes appear and disappear with their contributions, in the document and the list, too", async () => {
  let contribute: PluginContext<undefined, Needs>["contribute"] | undefined;
  const late = definePlugin({
    api: 1,
    name: "late",
    setup(context) {
      contribute = context.contribute;
    },
  })();
  await using house = await openHouse({ beside: [late] });
  const before = (await house.ask("GET", "/openapi.json")).text;
  const undo = contribute?.(Routes, route("/late"));
  expect((await house.ask("GET", "/late")).status).toBe(200);
  expect((await house.ask("GET", "/openapi.json")).body.paths).toHaveProperty("/late");
  undo?.[Symbol.dispose]();
  expect((await house.ask("GET", "/late")).status).toBe(404);
  expect((await house.ask("GET", "/openapi.json")).text).toBe(before);
  expect(
    house.kernel
      .service(Http)
      .routes()
      .map(({ path }) => path),
  ).not.toContain("/late");
});

const NotesError = defineErrors("NOTES", { ABSENT: (id: string) => ({ message: `There is no note ${id}.`, hint: "List them." }) });
const notes = withRoutes(
  "notes",
  route("/notes/:id", {
    schema: { params: z.object({ id: z.coerce.number().int() }), query: z.strictObject({ limit: z.coerce.number().max(5).optional() }) },
    handle: (_request, { params, query, caller }) => Response.json({ params, query, caller }),
  }),
  route("/notes", {
    method: "POST",
    access: "owner",
    schema: { body: z.strictObject({ title: z.string().min(1), tags: z.array(z.object({ name: z.string() })).default([]) }) },
    handle: async (request, { body }) => Response.json({ body, again: await request.json() }, { status: 201 }),
  }),
  route("/notes/absent", {
    handle() {
      throw withStatus(NotesError.ABSENT("7"), 404);
    },
  }),
  route("/notes/broken", {
    handle() {
      throw new Error("secret inside: /home/kim/.instar");
    },
  }),
  route("/notes/told", {
    handle() {
      throw NotesError.ABSENT("8");
    },
  }),
  route("/notes/hook", {
    method: "POST",
    access: { signed: async (request) => (await request.text()) === "signed" },
    handle: async (request) => new Response(await request.text()),
  }),
  route("/notes/word", { handle: () => "no response" as unknown as Response }),
);

describe("a request and its answer", () => {
  test("what the schemas make of it reaches the handler", async () => {
    await using house = await openHouse({ beside: [notes] });
    expect((await house.ask("GET", "/notes/7?limit=3")).body).toEqual({ params: { id: 7 }, query: { limit: 3 }, caller: { kind: "owner" } });
    expect(await house.ask("POST", "/notes", { body: { title: "A" } })).toMatchObject({
      status: 201,
      body: { body: { title: "A", tags: [] }, again: { title: "A" } },
    });
  });

  test("what does not fit is named by its path", async () => {
    await using house = await openHouse({ beside: [notes] });
    expect(await house.ask("POST", "/notes", { body: { title: "", tags: [{ name: 1 }] } })).toMatchObject({
      status: 422,
      headers: { "content-type": "application/problem+json" },
      body: { code: "HTTP_INVALID", errors: [{ path: "title" }, { path: "tags.0.name" }] },
    });
    expect(await house.ask("GET", "/notes/x")).toMatchObject({ status: 400, body: { errors: [{ path: "id" }] } });
    expect(await house.ask("GET", "/notes/1?limit=9")).toMatchObject({ status: 400, body: { errors: [{ path: "limit" }] } });
  });

  test.each([
    ["no JSON", "{", {}, 400, "HTTP_NOT_JSON"],
    ["nothing", "", {}, 400, "HTTP_NOT_JSON"],
    ["text", '{"title":"A"}', { "content-type": "text/plain" }, 415, "HTTP_WRONG_TYPE"],
    ["JSON that is too deep", `${"[".repeat(500)}${"]".repeat(500)}`, {}, 400, "HTTP_NOT_JSON"],
    ["too much", JSON.stringify({ title: "x".repeat(3_000) }), {}, 413, "HTTP_BODY_TOO_LARGE"],
  ])("a body of %s is refused", async (_, body, headers, status, code) => {
    await using house = await openHouse({ http: { maxBodyBytes: 2_048 }, beside: [notes] });
    expect(await house.ask("POST", "/notes", { body, headers })).toMatchObject({ status, body: { code, status } });
  });

  test("no body at all is one without members: what must be there is named", async () => {
    await using house = await openHouse({ beside: [notes] });
    const response = await fetch(`${house.url}/notes`, { method: "POST", headers: { authorization: `Bearer ${house.owner}` } });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ code: "HTTP_INVALID", errors: [{ path: "title" }] });
  });

  test("a body without a length is cut off where it is too long", async () => {
    await using house = await openHouse({ http: { maxBodyBytes: 2_048 }, beside: [notes] });
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new TextEncoder().encode("x".repeat(1_000))) });
    const response = await fetch(`${house.url}/notes`, {
      method: "POST",
      body: endless,
      duplex: "half",
      headers: { authorization: `Bearer ${house.owner}`, "content-type": "application/json" },
    } as RequestInit).catch((error: Error) => error);
    if (response instanceof Response) expect(response.status).toBe(413);
  });

  test("an error with a status and a text for readers is told; of any other nothing is, but where to look", async () => {
    await using house = await openHouse({ beside: [notes] });
    expect((await house.ask("GET", "/notes/absent")).body).toEqual({
      type: "urn:instar:error:NOTES_ABSENT",
      title: "Not Found",
      status: 404,
      detail: "There is no note 7.",
      hint: "List them.",
      code: "NOTES_ABSENT",
      instance: expect.stringMatching(/^urn:uuid:/),
    });
    expect((await house.ask("GET", "/notes/told")).body).toMatchObject({ status: 500, code: "NOTES_ABSENT" });
    const broken = await house.ask("GET", "/notes/broken");
    expect(broken).toMatchObject({ status: 500, body: { code: "HTTP_FAILED" } });
    expect(broken.text).not.toContain("kim");
    expect(house.kernel.lines.filter(({ text }) => text === "A request failed.").map(({ fields }) => fields["instance"])).toContain(broken.body.instance);
    expect(await house.ask("GET", "/notes/word")).toMatchObject({ status: 500, body: { code: "HTTP_FAILED" } });
  });

  test("HEAD, OPTIONS and what is not possible are answered", async () => {
    await using house = await openHouse({ beside: [notes] });
    expect(await house.ask("HEAD", "/status")).toMatchObject({ status: 200, text: "" });
    expect(await house.ask("OPTIONS", "/notes/7")).toMatchObject({ status: 204, headers: { allow: "GET, HEAD, OPTIONS" } });
    expect(await house.ask("PATCH", "/notes/7")).toMatchObject({
      status: 405,
      headers: { allow: "GET, HEAD, OPTIONS" },
      body: { code: "HTTP_METHOD_NOT_ALLOWED" },
    });
    expect(await house.ask("GET", "/notes/hook/")).toMatchObject({ status: 404 });
  });

  test("a signed route brings its own check, and needs no token", async () => {
    await using house = await openHouse({ beside: [notes] });
    expect(await ask(house.url, "POST", "/notes/hook", { body: "signed" })).toMatchObject({ status: 200, text: "signed" });
    expect(await ask(house.url, "POST", "/notes/hook", { body: "forged" })).toMatchObject({ status: 401 });
    expect(await house.ask("POST", "/notes/hook", { body: "forged" })).toMatchObject({ status: 401 });
  });
});
