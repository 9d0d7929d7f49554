import { describe, expect, test } from "vitest";
import { ownHosts, refusalOf } from "../src/admit.ts";
import { ask, openHouse } from "./house.ts";

const own = ownHosts("127.0.0.1", 4_040);
const codeOf = (headers: Record<string, string>, { method = "GET", url = "/health", hosts = 1 } = {}) =>
  refusalOf({ method, url, headers, rawHeaders: Array.from({ length: hosts }, () => ["Host", headers["host"] ?? ""]).flat() }, own)?.code;

describe("who is let in", () => {
  test.each([
    ["this machine by number", { host: "127.0.0.1:4040" }, undefined],
    ["this machine by name, in any case", { host: "LocalHost:4040" }, undefined],
    ["this machine by its other number", { host: "[::1]:4040" }, undefined],
    ["a name that was rebound to this machine", { host: "evil.example:4040" }, "HTTP_WRONG_HOST"],
    ["a name that begins like ours", { host: "localhost.evil.example:4040" }, "HTTP_WRONG_HOST"],
    ["our name with another port", { host: "localhost:8080" }, "HTTP_WRONG_HOST"],
    ["our name without a port", { host: "localhost" }, "HTTP_WRONG_HOST"],
    ["nobody's name", {}, "HTTP_WRONG_HOST"],
    ["a page of ours", { host: "localhost:4040", origin: "http://localhost:4040" }, undefined],
    ["another page", { host: "localhost:4040", origin: "http://evil.example" }, "HTTP_WRONG_ORIGIN"],
    ["another page of this machine", { host: "localhost:4040", origin: "http://localhost:3000" }, "HTTP_WRONG_ORIGIN"],
    ["a page over TLS that uses our name", { host: "localhost:4040", origin: "https://localhost:4040" }, "HTTP_WRONG_ORIGIN"],
    ["a page without a name", { host: "localhost:4040", origin: "null" }, "HTTP_WRONG_ORIGIN"],
    ["an image of another page", { host: "localhost:4040", "sec-fetch-site": "cross-site" }, "HTTP_WRONG_ORIGIN"],
    ["a page of this machine without an Origin", { host: "localhost:4040", "sec-fetch-site": "same-site" }, "HTTP_WRONG_ORIGIN"],
    ["an address typed by a person", { host: "localhost:4040", "sec-fetch-site": "none" }, undefined],
  ])("%s", (_, headers, code) => {
    expect(codeOf(headers as Record<string, string>)).toBe(code);
  });

  test("two Host headers, absolute targets, endless targets and unknown methods are refused", () => {
    const headers = { host: "127.0.0.1:4040" };
    expect(codeOf(headers, { hosts: 2 })).toBe("HTTP_WRONG_HOST");
    expect(codeOf(headers, { url: "http://evil.example/health" })).toBe("HTTP_BAD_REQUEST");
    expect(codeOf(headers, { url: `/${"x".repeat(9_000)}` })).toBe("HTTP_BAD_REQUEST");
    expect(codeOf(headers, { method: "TRACE" })).toBe("HTTP_METHOD_NOT_ALLOWED");
  });
});

test("a rebound name gets nothing, with the owner's token and without", async () => {
  await using house = await openHouse();
  const headers = { host: `evil.example:${new URL(house.url).port}` };
  for (const token of [house.owner, ""])
    for (const path of ["/health", "/status", "/nothing"])
      expect(await ask(house.url, "GET", path, { token, headers })).toMatchObject({ status: 403, body: { code: "HTTP_WRONG_HOST" } });
});

test("no answer invites other pages", async () => {
  await using house = await openHouse();
  const answer = await house.ask("OPTIONS", "/status", { headers: { origin: "http://evil.example", "access-control-request-method": "GET" } });
  expect(answer).toMatchObject({ status: 403, headers: { "cache-control": "no-store", "x-content-type-options": "nosniff" } });
  expect(Object.keys((await house.ask("GET", "/health")).headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
});
