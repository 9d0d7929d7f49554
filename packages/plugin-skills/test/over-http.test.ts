import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Access } from "@instar/kernel/contracts";
import access from "@instar/plugin-access";
import conversations from "@instar/plugin-conversations";
import http from "@instar/plugin-http";
import { Http } from "@instar/plugin-http/contract";
import sessions from "@instar/plugin-sessions";
import store from "@instar/plugin-store";
import { createTestKernel } from "@instar/testing";
import { expect, test } from "vitest";
import skills from "../src/index.ts";

test("an agent reads over the API what skills there are, and says yes to none", async () => {
  await using kernel = await createTestKernel([store(), access(), sessions(), conversations(), http(), skills()]);
  const folder = join(kernel.project, ".instar/skills/cook");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "SKILL.md"), "---\nname: cook\ndescription: Cooks.\n---\nStir.\n");
  const token = await kernel.service(Access).tokenFor("some-session");
  const ask = async (method: string, path: string) => {
    const response = await fetch(`${kernel.service(Http).url()}${path}`, { method, headers: { authorization: `Bearer ${token}` } });
    return { status: response.status, body: (await response.json()) as unknown };
  };
  expect(await ask("GET", "/skills")).toMatchObject({ status: 200, body: { skills: [{ name: "cook", origin: "agent", state: "waiting", problems: [] }] } });
  expect(await ask("GET", "/skills/cook")).toMatchObject({ status: 200, body: { text: expect.stringContaining("Stir."), files: ["SKILL.md"] } });
  expect(await ask("GET", "/skills/cok")).toMatchObject({ status: 404, body: { code: "SKILLS_NO_SUCH_SKILL" } });
  expect((await ask("POST", "/skills/cook")).status).toBe(405);
});
