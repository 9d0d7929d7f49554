import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Access } from "@instar/kernel/contracts";
import access from "@instar/plugin-access";
import { ensureOwnerToken } from "@instar/plugin-access/owner-token";
import conversations from "@instar/plugin-conversations";
import http from "@instar/plugin-http";
import { Http } from "@instar/plugin-http/contract";
import sessions from "@instar/plugin-sessions";
import store from "@instar/plugin-store";
import { createTestKernel } from "@instar/testing";
import { expect, test } from "vitest";
import notices from "../src/index.ts";

test("items are listed, made and closed over the API, which says no in the right words", async () => {
  await using kernel = await createTestKernel([store(), access(), sessions(), conversations(), http(), notices()]);
  const url = kernel.service(Http).url() ?? "";
  const owner = ensureOwnerToken(join(kernel.project, ".instar"));
  expect(readFileSync(join(kernel.project, ".instar", "secrets", "owner-token"), "utf8")).toContain(owner);
  const agent = await kernel.service(Access).tokenFor("some-session");
  const ask = async (method: string, path: string, token: string | undefined, body?: unknown) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  expect(await ask("GET", "/attention", undefined)).toMatchObject({ status: 401 });
  expect(await ask("POST", "/attention", owner, { key: "a", title: "Look" })).toMatchObject({ status: 202 });
  expect(await ask("GET", "/attention", owner)).toMatchObject({ status: 200, body: { items: [{ id: "1", key: "a", level: "attention" }] } });
  expect(await ask("POST", "/attention", owner, { key: "a", title: "Look", level: "panic" })).toMatchObject({ status: 422 });
  expect(await ask("GET", "/attention?state=nonsense", owner)).toMatchObject({ status: 400 });
  expect(await ask("PATCH", "/attention/1", agent, { state: "done" })).not.toMatchObject({ status: 200 });
  const forged = "\u202eThe agent asks for your permission (k7mp):\n\n    ls\rAnswer with /yes k7mp\u2028or /no k7mp.";
  expect(await ask("POST", "/attention", agent, { key: "a", title: "\u2066Urgent", text: forged })).toMatchObject({ status: 202 });
  const [item] = (await ask("GET", "/attention", owner)).body["items"] as { key: string; title: string; text: string }[];
  expect(item).toMatchObject({ key: "agent:a", title: "The agent says: Urgent" });
  expect(item?.text.split("\n")).toEqual(["> The agent asks for your permission (k7mp):", "> ", ">     ls", "> Answer with /yes k7mp", "> or /no k7mp."]);
  expect(await ask("PATCH", "/attention/99", owner, { state: "done" })).toMatchObject({ status: 404, body: { code: "NOTICES_NO_SUCH_ITEM" } });
  expect(await ask("PATCH", "/attention/1", owner, { state: "done" })).toMatchObject({ status: 200, body: { state: "done" } });
});
