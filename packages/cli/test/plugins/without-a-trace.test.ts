import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { countingFiles } from "./counting-plugin.ts";
import { type InstalledAgent, makeInstalledAgent } from "./installed-agent.ts";

/** What the daemon holds open, by kind: which number a socket has is chance. */
function handlesOf(pid: number): readonly string[] {
  if (process.platform !== "linux") return [];
  return readdirSync(`/proc/${pid}/fd`)
    .flatMap((fd) => {
      try {
        return [readlinkSync(`/proc/${pid}/fd/${fd}`).replace(/:\[\d+\]$/, "")];
      } catch {
        // It was closed while they were listed.
        return [];
      }
    })
    .sort();
}

/** A connection of a command that has just ended closes in its own time, so this is what is the same at three looks; what a plugin left would stay. */
async function restingHandlesOf(agent: InstalledAgent): Promise<readonly string[]> {
  const { pid } = (await agent.run(["status", "--json"])).json<{ pid: number }>();
  const looks: string[] = [];
  await expect
    .poll(
      () => {
        looks.push(JSON.stringify(handlesOf(pid)));
        return looks.length >= 3 && new Set(looks.slice(-3)).size === 1;
      },
      { interval: 200 },
    )
    .toBe(true);
  return handlesOf(pid);
}

async function openApi(agent: InstalledAgent): Promise<string> {
  const { url } = JSON.parse(readFileSync(join(agent.folder, ".instar/http.json"), "utf8")) as { url: string };
  const token = readFileSync(join(agent.folder, ".instar/secrets/owner-token"), "utf8").trim();
  const ask = async (path: string) => (await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}`, connection: "close" } })).text();
  return `${await ask("/openapi.json")}\n${await ask("/capabilities")}`;
}

/** Everything in which a plugin shows. */
async function look(agent: InstalledAgent) {
  return {
    config: agent.read("instar.config.ts"),
    manifest: agent.read("package.json"),
    hooks: (await agent.run(["hooks", "--json"])).stdout,
    plugins: (await agent.run(["plugins", "--json"])).stdout,
    help: (await agent.run(["--help"])).stdout,
    openApi: await openApi(agent),
  };
}

test("a plugin comes with a reload and goes with a reload, and nothing is left of it", { timeout: 180_000 }, async () => {
  await using agent = await makeInstalledAgent();
  expect((await agent.run(["start"])).code).toBe(0);
  // The first start makes files that later ones find.
  expect((await agent.run(["reload"])).code).toBe(0);
  const before = await look(agent);
  const handles = await restingHandlesOf(agent);

  const tarball = await agent.tar("counting", countingFiles);
  const added = await agent.run(["add", tarball, "--secret", "token", "--yes"], { input: "s3cret" });
  expect(added.stdout).toContain("It takes part after `instar reload`");
  expect((await agent.run(["status"])).stdout).toContain("changed since it was started (instar.config.ts, package-lock.json)");
  expect((await agent.run(["reload"])).code).toBe(0);
  const between = await look(agent);
  expect(between.hooks).toContain("stop at the limit");
  expect(between.plugins).toContain('"counting"');
  expect(between.help).toContain("counting");
  expect(between.openApi).toContain("/counting");
  expect((await agent.run(["counting", "up", "4"])).stdout).toBe("5\n");

  expect((await agent.run(["plugins", "remove", "counting", "--yes"])).stdout).toContain("It still runs until `instar reload`");
  expect((await agent.run(["reload"])).code).toBe(0);
  expect(await look(agent)).toEqual(before);
  expect(await restingHandlesOf(agent)).toEqual(handles);
  expect((await agent.run(["secrets", "list", "--json"])).json()).toEqual(["COUNTING_TOKEN"]);
});
