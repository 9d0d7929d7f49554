import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { findTree } from "@instar/process";
import { fakeClaudeExecutable } from "@instar/testing/fake-claude";
import { modelFault, useShell } from "@instar/testing/model-endpoint";
import { expect, test } from "vitest";
import { type House, openHouse } from "./harness.ts";

const never = new AbortController().signal;

const complete = (house: House, more: object = {}, signal = never) =>
  house.driver.complete?.({ prompt: "Say pong.", tier: "fast", maxTokens: 300, ...more }, signal) ?? Promise.reject(new Error("It can't."));

const leftOver = async (house: House) => [...(await readdir(join(house.home, ".claude", "projects")).catch(() => [])), ...(await readdir(house.state))];

test("one answer of the tier's model, without a tool, with what it used, and nothing of it is left", async () => {
  await using house = await openHouse({ options: { completionModels: { capable: "claude-special" } } });
  house.endpoint.script({ text: "pong", usage: { inputTokens: 100, outputTokens: 7 } });
  expect(await complete(house, { system: "Be brief." })).toEqual({ text: "pong", costUsd: expect.any(Number), inputTokens: 100, outputTokens: 7 });
  const request = house.endpoint.requests[0];
  expect(request?.model).toContain("haiku");
  expect(request?.tools).toEqual([]);
  expect(request?.body.output_config).toMatchObject({ effort: "low" });
  expect(request?.body.max_tokens).toBe(300);
  expect(request?.system).toContain("Be brief.");
  expect(request?.lastUserText).toBe("Say pong.");
  expect(await leftOver(house)).toEqual([]);

  expect((await complete(house, { prompt: "/clear", tier: "balanced" })).text).toBe("You said: /clear");
  await complete(house, { tier: "capable" });
  expect(house.endpoint.requests.slice(1).map(({ model }) => model)).toEqual([expect.stringContaining("sonnet"), "claude-special"]);
  expect(await leftOver(house)).toEqual([]);
});

test("a model that calls a tool all the same runs nothing", async () => {
  await using house = await openHouse();
  house.endpoint.script(useShell(`touch '${join(house.cwd, "made")}'`), "I can't");
  expect((await complete(house)).text).toBe("I can't");
  expect(await readdir(house.cwd)).toEqual([]);
});

test("an answer that reaches its length ends there, and is not gone on with", async () => {
  await using house = await openHouse();
  house.endpoint.script({ text: "half an ans", stopReason: "max_tokens", usage: { inputTokens: 10, outputTokens: 300 } }, modelFault.hang());
  expect(await complete(house)).toMatchObject({ text: "half an ans", outputTokens: 300 });
});

test("a failure says why", async () => {
  await using house = await openHouse();
  house.endpoint.respond(() => modelFault.unauthorized());
  await expect(complete(house)).rejects.toMatchObject({ code: "CLAUDE_COMPLETION_FAILED", message: expect.stringContaining("login"), costUsd: 0 });
  await using nowhere = await openHouse({ options: { executable: "/no/such/claude" } });
  await expect(complete(nowhere)).rejects.toMatchObject({ code: "CLAUDE_NOT_INSTALLED", costUsd: 0 });
});

test("an abort ends the process, whose arguments do not show the prompt", async () => {
  await using house = await openHouse();
  house.endpoint.script(modelFault.hang());
  const stop = new AbortController();
  const answer = complete(house, { prompt: "SECRET-PROMPT", system: "SECRET-SYSTEM" }, stop.signal);
  await house.endpoint.waitFor({ text: "SECRET-PROMPT" });
  const seen = await processesOf(house);
  expect(seen.map(({ line }) => line)).toEqual([expect.stringContaining("--no-session-persistence")]);
  expect(seen.filter(({ line }) => line.includes("SECRET-"))).toEqual([]);
  stop.abort(new Error("enough"));
  await expect(answer).rejects.toThrow("enough");
  expect(await findTree({ pid: 0, startedAt: 0, mark: seen[0]?.mark ?? "" })).toEqual([]);
  expect(await leftOver(house)).toEqual([]);
});

test("the stand-in answers the same way", async () => {
  await using house = await openHouse({ options: { executable: fakeClaudeExecutable() } });
  expect(await complete(house, { prompt: "[[say pong]]" })).toMatchObject({ text: "pong", inputTokens: expect.any(Number) });
  expect(await leftOver(house)).toEqual([]);
});

/** The processes that complete something for this house. */
async function processesOf(house: House): Promise<readonly { readonly line: string; readonly mark: string }[]> {
  const read = (pid: string, file: string) => readFile(`/proc/${pid}/${file}`, "utf8").catch(() => "");
  const all = (await readdir("/proc"))
    .filter((name) => /^\d+$/.test(name))
    .map(async (pid) => ({ line: await read(pid, "cmdline"), mark: /INSTAR_MARK=([^\0]+)/.exec(await read(pid, "environ"))?.[1] ?? "" }));
  return (await Promise.all(all)).filter(({ line }) => line.includes(join(house.state, "completion-")));
}
