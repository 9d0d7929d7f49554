import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, test } from "vitest";
import { reasonOf } from "../src/reason-of.ts";

test("a request that failed says what the system said", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  const error: unknown = await fetch(`http://127.0.0.1:${port}/`).catch((failed: unknown) => failed);
  expect(reasonOf(error)).toBe(`fetch failed (connect ECONNREFUSED 127.0.0.1:${port})`);
  const refused = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:4377"), { code: "ECONNREFUSED" });
  expect(reasonOf(new TypeError("fetch failed", { cause: refused }))).toBe("fetch failed (connect ECONNREFUSED 127.0.0.1:4377)");
  const both = Object.assign(new AggregateError([refused, new Error("connect ECONNREFUSED ::1:4377")], ""), { code: "ECONNREFUSED" });
  expect(reasonOf(new TypeError("fetch failed", { cause: both }))).toBe("fetch failed (connect ECONNREFUSED 127.0.0.1:4377)");
});

test("an error that says enough stays as it is", () => {
  const refused = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
  expect(reasonOf(new Error("The bridge is away: connect ECONNREFUSED.", { cause: refused }))).toBe("The bridge is away: connect ECONNREFUSED.");
  expect(reasonOf(new Error("The token was revoked.", { cause: new Error("401") }))).toBe("The token was revoked.");
  expect(reasonOf("no luck")).toBe("no luck");
});
