import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { type AgentFolder, makeAgentFolder } from "../../cli/test/agent-folder.ts";

const bin = fileURLToPath(new URL("../../cli/bin/instar.js", import.meta.url));

const offline = `import { defineConfig } from "instar";
import offline from "@instar/plugin-offline";
export default defineConfig({ name: "kira", plugins: [offline()] });
`;

const yaml = `- name: one
  prompt: hello
- name: two
  prompt: create made.txt
  max-budget: 1
`;

type Listed = readonly { readonly name: string; readonly status: string; readonly pid?: number }[];

const list = async (agent: AgentFolder) => (await agent.run(["session", "list", "--json"])).json<Listed>();

test("a batch from YAML asks everybody, stops them, and says what it came to", { timeout: 90_000 }, async () => {
  await using agent = makeAgentFolder({ config: offline });
  agent.write("batch.yaml", yaml);
  const early = await agent.run(["session", "batch", "batch.yaml"]);
  expect([early.code, early.stderr]).toEqual([3, expect.stringContaining("instar start")]);
  await agent.run(["start"]);
  const ran = await agent.run(["session", "batch", "batch.yaml"]);
  expect(ran.code, ran.stderr).toBe(0);
  expect(ran.stdout).toMatch(/^SESSION {2}STATUS {2}COST {6}TIME {3}ANSWERS\none +done +0\.00 USD +\d/);
  expect(ran.stderr.split("\n")).toEqual(expect.arrayContaining(["one: began", "two: began", expect.stringMatching(/^\[2\/2\] (one|two): done \(/)]));
  expect((await list(agent)).map(({ name, status }) => `${name} ${status}`).sort()).toEqual(["one stopped", "two stopped"]);

  const again = await agent.run(["session", "batch", "batch.yaml"]);
  expect(again.code).toBe(1);
  expect(again.stderr).toContain("[0] one: a session of that name exists already.");
  expect(again.stderr).toContain("[1] two: a session of that name exists already.");
  const resumed = await agent.run(["session", "batch", "batch.yaml", "--resume", "--keep-alive", "--json"]);
  expect(resumed.json<readonly object[]>()).toMatchObject([
    { index: 0, session: "one", status: "done", response: expect.stringContaining("hello"), costUsd: 0, turn: expect.any(String) },
    { session: "two", status: "done" },
  ]);
  expect((await list(agent)).map(({ name, status }) => `${name} ${status}`).sort()).toEqual(["one ready", "two ready"]);
});

test("one that fails makes the exit code 1, and files that are no batch are told apart", { timeout: 90_000 }, async () => {
  await using agent = makeAgentFolder();
  await agent.run(["start"]);
  agent.write(
    "batch.json",
    JSON.stringify([
      { name: "good", prompt: "hello" },
      { name: "bad", prompt: "fail" },
    ]),
  );
  const ran = await agent.run(["session", "batch", "batch.json", "--json"]);
  expect(ran.code).toBe(1);
  expect(ran.json<readonly object[]>()).toMatchObject([
    { status: "done", response: "1: hello" },
    { status: "failed", error: "The model is out." },
  ]);
  agent.write("object.json", "{}");
  agent.write("broken.json", "[{");
  agent.write("broken.yml", "a: [");
  const told = async (file: string) => (await agent.run(["session", "batch", file])).stderr.split("\n")[0];
  expect(await told("none.json")).toBe("The batch none.json can't be read: there is no such file.");
  expect(await told("object.json")).toBe("The batch object.json holds one object, and a batch is a list of sessions.");
  expect(await told("broken.json")).toContain("is not JSON: ");
  expect(await told("broken.yml")).toContain("is not YAML: ");
  const piped = await agent.run(["session", "batch", "-", "--json"], { input: '[{"name":"piped","prompt":"hi"}]' });
  expect(piped.json<readonly object[]>()).toMatchObject([{ session: "piped", status: "done" }]);
});

test("Ctrl-C ends the waiting and says what still runs; a killed agent is waited for", { timeout: 90_000 }, async () => {
  await using agent = makeAgentFolder();
  await agent.run(["start"]);
  for (const name of ["a", "b"]) await agent.run(["session", "spawn", name, "hello"]);
  agent.write("batch.json", JSON.stringify(["a", "b", "c"].map((name) => ({ name, prompt: "until go" }))));
  const begin = (...flags: string[]) => {
    const env = { PATH: process.env["PATH"], HOME: join(agent.folder, "../home") };
    const child = spawn(process.execPath, [bin, "session", "batch", "batch.json", "--resume", ...flags], {
      cwd: agent.folder,
      env,
      stdio: ["ignore", "ignore", "pipe"],
    });
    let stderr = "";
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString("utf8")));
    return { child, stderr: () => stderr, ended: new Promise<number | null>((resolve) => child.on("close", resolve)) };
  };
  const first = begin("--parallel", "1");
  await expect.poll(() => list(agent).then((all) => all.find(({ name }) => name === "a")?.status)).toBe("busy");
  first.child.kill("SIGINT");
  expect(await first.ended).toBe(130);
  expect(first.stderr()).toContain(
    "Still running: a.\nSee one with: instar session output a --follow. Stop one with: instar session stop a.\n2 were not started.",
  );

  agent.write("batch.json", JSON.stringify([{ name: "b", prompt: "until go" }]));
  const second = begin();
  await expect.poll(() => list(agent).then((all) => all.find(({ name }) => name === "b")?.status)).toBe("busy");
  const { pid } = (await agent.run(["status", "--json"])).json<{ pid: number }>();
  process.kill(pid, "SIGKILL");
  agent.write("go", "");
  await agent.run(["start"]);
  expect(await second.ended, second.stderr()).toBe(0);
  const turns = (await agent.run(["session", "history", "b", "--json"])).json<readonly { prompt: string; state: string }[]>();
  expect(turns.map(({ prompt, state }) => `${state} ${prompt}`)).toEqual(["done hello", "done until go"]);
});

test("what is written wrongly is refused before anything is asked, with exit code 2", { timeout: 60_000 }, async () => {
  await using agent = makeAgentFolder({ config: offline });
  agent.write("batch.yaml", yaml);
  await agent.run(["start"]);
  const told = [
    [["session", "batch", "batch.yaml", "--parallel", "0"], "--parallel must be 1 to 64, not 0."],
    [["session", "status"], "The session's name is missing."],
    [["session", "send", "a"], "The message is missing."],
    [["session", "spawn", "a b"], '"a b" can\'t be the name of a session.'],
    [["session", "spawn", "a", "hello", "--keep-alive", "--stop"], expect.stringContaining("These flags don't go together")],
  ] as const;
  for (const [words, message] of told) {
    const { code, stderr } = await agent.run(words);
    expect([code, stderr.split("\n")[0]]).toEqual([2, message]);
  }
  expect(await list(agent)).toEqual([]);
});
