import type { HouseEvent } from "@instar/kernel/contracts";
import { expect, test } from "vitest";
import { ask, openHouse, withRoutes } from "./house.ts";
import { recorderOf } from "./recorder.ts";

test("without a token there is one word about health, and nothing else", async () => {
  await using house = await openHouse();
  await expect.poll(async () => (await ask(house.url, "GET", "/health")).body).toEqual({ status: "ok" });
  for (const path of ["/status", "/capabilities", "/openapi.json", "/events", "/conversations/main", "/nothing"])
    for (const method of ["GET", "POST", "OPTIONS", "DELETE"]) {
      const answer = await ask(house.url, method, path);
      expect(answer).toMatchObject({ status: 401, headers: { "www-authenticate": "Bearer" } });
      expect(Object.keys(answer.body).sort()).toEqual(["code", "detail", "instance", "status", "title", "type"]);
    }
});

test.each(["", "Bearer", "Bearer ", "Bearer x", "Basic {owner}", "{owner}", "Bearer {owner}x", "Bearer {owner} x", "bearer\t{owner}"])(
  "the authorization %j is nobody's",
  async (authorization) => {
    await using house = await openHouse();
    expect((await ask(house.url, "GET", "/status", { headers: { authorization: authorization.replace("{owner}", house.owner) } })).status).toBe(401);
  },
);

test("an agent reads, and is refused what is the owner's; that it tried is remembered", async () => {
  const recorded: HouseEvent[] = [];
  await using house = await openHouse({ beside: [recorderOf(recorded)] });
  const token = await house.agentToken("session-1");
  expect((await house.ask("GET", "/status", { token })).status).toBe(200);
  expect((await house.ask("GET", "/health", { token })).body).toHaveProperty("memory");
  expect(await house.ask("POST", "/conversations/main/messages", { token, body: { text: "yes" } })).toMatchObject({
    status: 403,
    body: { code: "HTTP_OWNER_ONLY" },
  });
  expect(recorded).toEqual([
    { type: "access.refused", about: { session: "session-1" }, text: expect.any(String), data: { method: "POST", path: "/conversations/:id/messages" } },
  ]);
});

test("who starts work too often is told when to come back, and nobody else is", async () => {
  const spawn = withRoutes("work", { method: "POST", path: "/work", access: "agent", spawns: true, handle: () => Response.json({}) });
  await using house = await openHouse({ http: { spawnsPerMinute: 2 }, beside: [spawn] });
  const post = async (token?: string) => house.ask("POST", "/work", token === undefined ? {} : { token });
  expect([(await post()).status, (await post()).status]).toEqual([200, 200]);
  await house.kernel.clock.advance(20_000);
  expect(await post()).toMatchObject({ status: 429, headers: { "retry-after": "40" }, body: { code: "HTTP_TOO_OFTEN" } });
  expect((await post(await house.agentToken("session-1"))).status).toBe(200);
  await house.kernel.clock.advance(40_000);
  expect((await post()).status).toBe(200);
});
