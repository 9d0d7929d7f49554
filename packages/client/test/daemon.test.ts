import { expect, test } from "vitest";
import { makeAgentFolder } from "../../cli/test/agent-folder.ts";
import { connectAgent } from "../src/index.ts";

const offline = `import { defineConfig } from "instar";
import offline from "@instar/plugin-offline";
export default defineConfig({ name: "kira", plugins: [offline()] });
`;

const thinking = { timeout: 90_000 };

test("a script asks a session of the running agent, which is there the next time", thinking, async () => {
  await using folder = makeAgentFolder({ config: offline });
  folder.write("README.md", "A house.\n");
  await folder.run(["start"]);
  await using agent = await connectAgent(folder.folder);
  const { response, state, tools } = await agent.sessions.ask("reviewer", "read README.md", { systemPrompt: "You are strict." });
  expect(response).toContain("A house.");
  expect({ state, tools }).toEqual({ state: "done", tools: ["Read"] });
  expect((await agent.sessions.ask("reviewer", "what did I say?")).response).toContain('"read README.md"');
  expect((await agent.sessions.ask("reviewer", "who are you?")).response).toContain("You are strict.");
  expect(await agent.sessions.list()).toMatchObject([{ name: "reviewer", turns: 3, by: { kind: "owner" } }]);
  expect((await agent.sessions.turns("reviewer")).map(({ prompt }) => prompt)).toEqual(["read README.md", "what did I say?", "who are you?"]);
  expect((await folder.run(["session", "list", "--json"])).json()).toMatchObject([{ name: "reviewer" }]);
});

test("all that is done with a session by hand is done over the API, too", thinking, async () => {
  await using folder = makeAgentFolder({ config: offline });
  await folder.run(["start"]);
  await using agent = await connectAgent(folder.folder);
  const { sessions } = agent;
  const { session, turn } = await sessions.spawn({ name: "a", prompt: "hello", limits: { calls: 50 }, purpose: "job" });
  expect(session).toMatchObject({ name: "a", purpose: "job", limits: { calls: 50 } });
  expect(await sessions.wait(turn?.id ?? "")).toMatchObject({ state: "done", prompt: "hello" });
  expect(await sessions.pause("a")).toMatchObject({ status: "paused" });
  await expect(sessions.send("a", "no")).rejects.toMatchObject({ code: "NAMED_SESSIONS_PAUSED", hint: expect.stringContaining("resume") });
  expect(await sessions.resume("a")).toMatchObject({ status: "ready" });
  expect(await sessions.fork("a", "b")).toMatchObject({ name: "b" });
  expect((await sessions.ask("b", "what did I say?")).response).toContain("hello");
  expect((await sessions.list({ statuses: ["ready", "busy"], limit: 5 })).map(({ name }) => name).sort()).toEqual(["a", "b"]);
  expect(await sessions.change("a", { limits: { calls: 60 } })).toMatchObject({ limits: { calls: 60 } });
  const waiting = await sessions.send("a", "wait 60s");
  await sessions.interrupt("a", "Enough.");
  expect(await sessions.wait(waiting)).toMatchObject({ state: "interrupted" });
  await expect(sessions.interrupt("a")).rejects.toMatchObject({ code: "NAMED_SESSIONS_IDLE" });
  expect((await sessions.output("a")).chunks.at(-1)).toMatchObject({ kind: "turn" });
  expect(await sessions.stop("a")).toMatchObject({ status: "stopped" });
  expect(await sessions.kill("b")).toMatchObject({ status: "killed" });
  await sessions.remove("b");
  await expect(sessions.status("b")).rejects.toMatchObject({ code: "NAMED_SESSIONS_UNKNOWN" });
  expect(await sessions.cleanup(1)).toEqual([]);
  expect(await sessions.cleanup(0)).toEqual(["a"]);
});

test("a failed turn is a rejection that says why and carries the turn; to wait for it is not", thinking, async () => {
  await using folder = makeAgentFolder();
  await folder.run(["start"]);
  await using agent = await connectAgent(folder.folder);
  await expect(agent.sessions.ask("a", "fail")).rejects.toMatchObject({
    code: "CLIENT_TURN_FAILED",
    message: "The turn of a failed: The model is out.",
    turn: { state: "failed", prompt: "fail" },
  });
  expect(await agent.sessions.wait(await agent.sessions.send("a", "fail again"))).toMatchObject({ state: "failed", error: { text: "The model is out." } });
});

test("what a session says is followed while it works, until nobody listens or it has no process", thinking, async () => {
  await using folder = makeAgentFolder({ config: offline });
  await folder.run(["start"]);
  await using agent = await connectAgent(folder.folder);
  await agent.sessions.ask("a", "one");
  const stop = new AbortController();
  const seen: string[] = [];
  const following = (async () => {
    for await (const { kind, text } of agent.sessions.follow("a", stop.signal)) seen.push(`${kind} ${text}`);
  })();
  await agent.sessions.ask("a", "two");
  await expect.poll(() => seen.filter((line) => /You said: (one|two)/.test(line)).length).toBe(2);
  stop.abort();
  await following;
  const rest = (async () => {
    for await (const { kind, text } of agent.sessions.follow("a")) seen.push(`${kind} ${text}`);
  })();
  await agent.sessions.stop("a");
  await rest;
  expect(seen.at(-1)).toBe("status stopped");
});

test("a message to the agent is answered, and seen while the answer is made", thinking, async () => {
  await using folder = makeAgentFolder({ config: offline });
  await folder.run(["start"]);
  await using agent = await connectAgent(folder.folder);
  const heard: string[] = [];
  const reply = await agent.send("hello there", { onText: (delta) => heard.push(delta) });
  expect(reply).toMatchObject({ state: "answered", text: expect.stringContaining("You said: hello there"), attachments: [] });
  expect(heard.join("")).toContain("You said: hello there");
  expect((await agent.send("what did I say?")).text).toContain("hello there");
  expect((await agent.send("what did I say?", { conversation: "another" })).text).not.toContain("hello there");
});

test("a task is handed over with limits, and its result comes back", thinking, async () => {
  const delegating = offline.replace("export", `import delegate from "@instar/plugin-delegate";\nexport`).replace("[offline()]", "[offline(), delegate()]");
  await using folder = makeAgentFolder({ config: delegating });
  await folder.run(["start"]);
  await using agent = await connectAgent(folder.folder);
  const result = await agent.delegate("Say hello.", { preset: "review", maxCostUsd: 1 });
  expect(result).toMatchObject({ status: "completed", response: expect.stringContaining("Say hello."), safety: { limits: { maxCostUsd: 1 } } });
  expect(await agent.delegates.list()).toMatchObject([{ name: result.name, task: "Say hello.", preset: "review", state: "ended" }]);
  expect(await agent.delegates.finish(result.name)).toMatchObject({ state: "finished" });
  await expect(agent.delegate("x", { preset: "edti" as "edit" })).rejects.toMatchObject({ code: "DELEGATE_PRESET_UNKNOWN" });
});

test("the agent is killed in the middle of a wait: the wait goes on, and nothing was sent twice", thinking, async () => {
  await using folder = makeAgentFolder();
  await folder.run(["start"]);
  await using agent = await connectAgent(folder.folder);
  await agent.sessions.ask("a", "hello");
  const asking = agent.sessions.ask("a", "until go");
  asking.catch(() => undefined); // told below
  const sending = agent.send("until go, too");
  await expect.poll(async () => (await agent.status()).messages?.running).toBe(1);
  await expect.poll(async () => (await agent.sessions.list())[0]?.status).toBe("busy");
  process.kill((await agent.status()).pid, "SIGKILL");
  folder.write("go", "");
  await folder.run(["start"]);
  expect(await asking).toMatchObject({ state: "done", response: "2: until go" });
  expect(await sending).toMatchObject({ state: "answered", text: "1: until go, too" });
  expect((await agent.sessions.turns("a")).map(({ prompt, state }) => `${state} ${prompt}`)).toEqual(["done hello", "done until go"]);
});

test("an agent that stays away is given up after the time given, and one that never ran at once", thinking, async () => {
  await using folder = makeAgentFolder();
  await expect(connectAgent(folder.folder)).rejects.toMatchObject({ code: "CLIENT_NOT_RUNNING", hint: expect.stringContaining("instar start") });
  await folder.run(["start"]);
  await using agent = await connectAgent(folder.folder, { patienceMs: 500 });
  await folder.run(["stop"]);
  await expect(agent.sessions.list()).rejects.toMatchObject({ code: "CLIENT_CONNECTION_LOST" });
});

test("a session's process reaches its own agent by what it was given, within what it may", thinking, async () => {
  await using folder = makeAgentFolder({ config: offline });
  folder.write(
    "ask.mjs",
    `import { connectAgent } from "@instar/client";
const agent = await connectAgent();
const { response } = await agent.sessions.ask("child", "hello");
const names = (await agent.sessions.list()).map(({ name }) => name);
const foreign = await agent.sessions.status("mine").catch((error) => error.code);
const owner = await agent.send("hi").catch((error) => error.code);
console.log(JSON.stringify({ response: response.slice(0, 35), names, foreign, owner }));
`,
  );
  await folder.run(["start"]);
  await using agent = await connectAgent(folder.folder);
  await agent.sessions.ask("mine", "hello");
  const { response } = await agent.sessions.ask("parent", `run ${process.execPath} ask.mjs`);
  expect(JSON.parse(/\{.*\}/.exec(response)?.[0] ?? "null")).toEqual({
    response: expect.stringContaining("You said: hello"),
    names: ["child"],
    foreign: "NAMED_SESSIONS_UNKNOWN",
    owner: "HTTP_OWNER_ONLY",
  });
});
