import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeAgentFolder } from "./agent-folder.ts";

interface Said {
  readonly id: string;
  readonly text: string;
  readonly state: string;
}

test("one message gets its answer; the inbox knows its id, with the agent up and down", { timeout: 90_000 }, async () => {
  await using agent = makeAgentFolder();
  await agent.run(["start"]);
  const once = await agent.run(["chat", "--once", "hello", "--json"]);
  expect(once.stderr).toBe("");
  const said = once.json<Said>();
  expect(said).toMatchObject({ text: "1: hello", state: "answered", conversation: "main" });
  expect((await agent.run(["inbox", "--json"])).json<Said[]>()).toMatchObject([{ id: said.id, text: "hello", state: "answered", from: { trust: "owner" } }]);
  expect((await agent.run(["history", "local", "--json"])).json<{ said: Said[] }>()).toMatchObject({
    said: [
      { id: said.id, way: "in" },
      { text: "1: hello", way: "out" },
    ],
  });
  await agent.run(["stop"]);
  expect((await agent.run(["history", "local:main"])).stdout).toMatch(/local:main +owner +answered +hello\n.*local:main +the agent +delivered +1: hello\n/);
  expect((await agent.run(["history", "--search", "HELLO 1"])).stdout.trim().split("\n")).toHaveLength(2);
  expect(await agent.run(["history", "local", "--thread", "7"])).toMatchObject({ code: 2, stderr: expect.stringContaining("needs the conversation") });
  expect((await agent.run(["inbox", "show", said.id])).stdout).toContain("1: hello");
  expect((await agent.run(["outbox", "--json"])).json<Said[]>()).toMatchObject([{ state: "delivered", answers: [said.id] }]);
});

describe("in one agent, in conversations of their own:", () => {
  const agent = makeAgentFolder();
  beforeAll(async () => void (await agent.run(["start"])));
  afterAll(() => agent[Symbol.asyncDispose]());

  test("an answer that is an error is printed with exit code 1", { timeout: 90_000 }, async () => {
    const { code, stdout } = await agent.run(["chat", "--once", "fail please", "--conversation", "failing"]);
    expect(code).toBe(1);
    expect(stdout).toContain("The model is out.");
  });

  test("without a terminal each line is answered in turn", { timeout: 90_000 }, async () => {
    const { code, stdout } = await agent.run(["chat"], { input: "one\n\ntwo\n" });
    expect(stdout).toBe("1: one\n2: two\n");
    expect(code).toBe(0);
    expect((await agent.run(["chat", "--conversation", "other"], { input: "three\n" })).stdout).toBe("1: three\n");
  });

  test("an answer that nobody was there to read waits for the next terminal", { timeout: 90_000 }, async () => {
    const given = await agent.run(["chat", "--once", "until go", "--timeout", "1", "--conversation", "waiting"]);
    expect(given.code).toBe(1);
    expect(given.stderr).toContain("No answer came within 1 s");
    agent.write("go", "");
    await expect.poll(async () => (await agent.run(["inbox", "--json"])).json<Said[]>()[0]?.state).toBe("answered");
    const next = await agent.run(["chat", "--once", "and now", "--conversation", "waiting"]);
    expect(next.stderr).toContain("1: until go");
    expect(next.stdout).toBe("2: and now\n");
    expect((await agent.run(["chat", "--once", "more", "--conversation", "waiting"])).stderr).toBe("");
  });
});

test("without a terminal the next line answers a question that was put meanwhile", { timeout: 90_000 }, async () => {
  const config = `import { ask, defineConfig, definePlugin } from "instar";
import offline from "@instar/plugin-offline";
const careful = definePlugin({
  api: 1,
  name: "careful",
  guards: ["preToolUse"],
  setup({ hooks }) {
    hooks.preToolUse.tap("ask first", ({ action }) => (action.kind === "shell" ? ask("May it?") : undefined));
  },
});
export default defineConfig({ name: "kira", plugins: [offline(), careful()] });
`;
  await using agent = makeAgentFolder({ config });
  await agent.run(["start"]);
  const { code, stdout, stderr } = await agent.run(["chat"], { input: "run echo one\nyes\nrun echo two\nno\nhello\n" });
  expect(stderr.match(/The agent asks for your permission/g)).toHaveLength(2);
  expect(stdout).toMatch(/: yes\. It holds once[\s\S]*\] one\n[\s\S]*: no\. It does not run[\s\S]*The owner said no[\s\S]*You said: hello/);
  expect(code).toBe(0);
});

test("a message that was said before a restart is answered after it, once", { timeout: 90_000 }, async () => {
  await using agent = makeAgentFolder();
  await agent.run(["start"]);
  const waiting = agent.run(["chat", "--once", "wait until go", "--json"]);
  await expect.poll(async () => (await agent.run(["inbox", "--json"])).json<Said[]>()[0]?.state).toBe("running");
  await agent.run(["restart"]);
  agent.write("go", "");
  const { stdout, code } = await waiting;
  expect(JSON.parse(stdout)).toMatchObject({ text: expect.stringContaining("wait until go"), state: "answered" });
  expect(code).toBe(0);
  expect((await agent.run(["inbox", "--json"])).json<Said[]>()).toHaveLength(1);
});

test("a stopped agent is named, with exit code 3", { timeout: 90_000 }, async () => {
  await using agent = makeAgentFolder();
  const { code, json } = await agent.run(["chat", "--once", "hello", "--json"]);
  expect(code).toBe(3);
  expect(json()).toMatchObject({ error: { code: "CLI_NOT_RUNNING", hint: "Start it with `instar start`." } });
});
