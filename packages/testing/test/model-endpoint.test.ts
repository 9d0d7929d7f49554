import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  answerBy,
  claudeExecutable,
  claudeTestEnvironment,
  echo,
  type ModelEndpoint,
  modelFault,
  startModelEndpoint,
  useShell,
} from "@instar/testing/model-endpoint";
import { describe, expect, test } from "vitest";

async function world(credential: "api-key" | "subscription" = "api-key") {
  const home = await mkdtemp(join(tmpdir(), "instar-model-endpoint-"));
  const endpoint = await startModelEndpoint();
  const env = claudeTestEnvironment({ endpoint, home, credential });
  return {
    endpoint,
    home,
    start(...args: string[]) {
      const child = spawn(claudeExecutable(), ["-p", "--setting-sources", "", "--strict-mcp-config", ...args], {
        cwd: home,
        env,
        stdio: ["ignore", "pipe", "pipe"],
      });
      let out = "";
      let err = "";
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        out += text;
      });
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        err += text;
      });
      const done = once(child, "close").then(([code]) => ({ code: code as number | null, out, err }));
      return { child, done };
    },
    async [Symbol.asyncDispose]() {
      await endpoint.close();
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function post(endpoint: ModelEndpoint, body: object, path = "/v1/messages"): Promise<Response> {
  return fetch(`${endpoint.url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-api-key": "sk-secret" },
    body: JSON.stringify(body),
  });
}

const hello = {
  model: "m",
  max_tokens: 10,
  messages: [
    { role: "user", content: "hello" },
    { role: "system", content: "mind the gap" },
  ],
};

describe("the endpoint by itself", () => {
  test("says back what it was told, and tolerates turns of the system", async () => {
    await using endpoint = await startModelEndpoint();
    const reply = (await (await post(endpoint, hello)).json()) as { content: unknown; stop_reason: string };
    expect(reply.content).toEqual([{ type: "text", text: "You said: hello" }]);
    expect(reply.stop_reason).toBe("end_turn");
  });

  test("uses up its script, then answers by the responder", async () => {
    await using endpoint = await startModelEndpoint({ respond: () => "the end" });
    endpoint.script("one", useShell("true"));
    const answers = [];
    for (let index = 0; index < 3; index += 1)
      answers.push(((await (await post(endpoint, hello)).json()) as { content: { type: string; text?: string }[] }).content[0]);
    expect(answers).toMatchObject([
      { type: "text", text: "one" },
      { type: "tool_use", name: "Bash" },
      { type: "text", text: "the end" },
    ]);
  });

  test("keeps a log of requests without credentials", async () => {
    await using endpoint = await startModelEndpoint();
    await post(endpoint, { ...hello, system: [{ type: "text", text: "You are Kira." }], tools: [{ name: "Bash" }] });
    expect(endpoint.requests).toMatchObject([
      { number: 1, credential: "api-key", system: "You are Kira.", tools: ["Bash"], lastUserText: "hello", afterTool: false },
    ]);
    expect(JSON.stringify(endpoint.requests)).not.toContain("sk-secret");
  });

  test("answers by what was said and whether a tool has just run", async () => {
    await using endpoint = await startModelEndpoint({
      respond: answerBy(
        [
          { text: /create (\S+)/, afterTool: false, answer: (request) => useShell(`touch ${/create (\S+)/.exec(request.lastUserText)?.[1]}`) },
          { toolResult: "denied", answer: "I may not." },
        ],
        echo,
      ),
    });
    const create = { role: "user", content: "create a.txt" };
    const denied = { role: "user", content: [{ type: "tool_result", tool_use_id: "t", content: [{ type: "text", text: "denied" }], is_error: true }] };
    const first = (await (await post(endpoint, { model: "m", messages: [create] })).json()) as { content: { input: unknown }[] };
    expect(first.content[0]?.input).toMatchObject({ command: "touch a.txt" });
    const second = (await (await post(endpoint, { model: "m", messages: [create, denied] })).json()) as { content: { text: string }[] };
    expect(second.content[0]?.text).toBe("I may not.");
    expect(endpoint.requests[1]).toMatchObject({ afterTool: true, lastUserText: "create a.txt", toolResults: [{ id: "t", text: "denied", isError: true }] });
  });

  test("streams thinking, text and tools as events", async () => {
    await using endpoint = await startModelEndpoint();
    endpoint.script({ thinking: "hm", text: "words", tools: [{ name: "Read", input: { file_path: "x" } }], usage: { inputTokens: 7, outputTokens: 9 } });
    const text = await (await post(endpoint, { ...hello, stream: true })).text();
    const types = [...text.matchAll(/^event: (.*)$/gm)].map((match) => match[1]);
    expect(types.at(0)).toBe("message_start");
    expect(types.at(-1)).toBe("message_stop");
    expect(text).toContain('"thinking_delta"');
    expect(text).toContain('"partial_json":"{\\"file_path\\":\\"x\\"}"');
    expect(text).toContain('"output_tokens":9');
  });

  test("counts tokens without using up the script", async () => {
    await using endpoint = await startModelEndpoint();
    endpoint.script("one");
    expect(await (await post(endpoint, hello, "/v1/messages/count_tokens?beta=true")).json()).toHaveProperty("input_tokens");
    expect(endpoint.requests).toHaveLength(0);
  });

  test.each([
    [modelFault.unauthorized(), 401, "authentication_error"],
    [modelFault.rateLimited(3), 429, "rate_limit_error"],
    [modelFault.usageLimit({ resetsAt: 1_800_000_000_000 }), 429, "rate_limit_error"],
    [modelFault.serverError(), 500, "api_error"],
    [modelFault.overloaded(), 529, "overloaded_error"],
    [modelFault.promptTooLong(), 400, "invalid_request_error"],
  ])("fails as the API fails: %j", async (fault, status, type) => {
    await using endpoint = await startModelEndpoint();
    endpoint.script(fault);
    const response = await post(endpoint, hello);
    expect(response.status).toBe(status);
    for (const [name, value] of Object.entries(fault.headers ?? {})) expect(response.headers.get(name)).toBe(value);
    expect(((await response.json()) as { error: { type: string } }).error.type).toBe(type);
  });

  test("breaks a stream off by an error event, a cut or silence", async () => {
    const endpoint = await startModelEndpoint();
    endpoint.script(modelFault.midStreamError(), modelFault.cutStream(), modelFault.silentStream());
    expect(await (await post(endpoint, { ...hello, stream: true })).text()).toContain("event: error");
    await expect(post(endpoint, { ...hello, stream: true }).then((response) => response.text())).rejects.toThrow();
    const silent = post(endpoint, { ...hello, stream: true }).then((response) => response.text());
    await endpoint.waitFor((request) => request.number === 3);
    await endpoint.close();
    await expect(silent).rejects.toThrow();
  });
});

describe("the real Claude Code program against the endpoint", () => {
  test("gets a text turn with one request", async () => {
    await using its = await world();
    const { code, out } = await its.start("hello there").done;
    expect(out.trim()).toBe("You said: hello there");
    expect(code).toBe(0);
    expect(its.endpoint.requests).toHaveLength(1);
    expect(its.endpoint.requests[0]).toMatchObject({ stream: true, credential: "api-key", lastUserText: "hello there" });
  });

  test("runs a shell call when permissions are bypassed", async () => {
    await using its = await world();
    its.endpoint.script(useShell("echo made > made.txt"), (request) => `It gave [${request.toolResults[0]?.text.trim()}].`);
    const { out } = await its.start("--permission-mode", "bypassPermissions", "make a file").done;
    expect(await readFile(join(its.home, "made.txt"), "utf8")).toBe("made\n");
    expect(out).toContain("It gave [");
    expect(its.endpoint.requests[1]?.afterTool).toBe(true);
  });

  test("hears of background work that has ended, and is not told the last message twice", async () => {
    await using its = await world();
    its.endpoint.script({ tools: [{ name: "Bash", input: { command: "sleep 0.2; true", description: "work", run_in_background: true } }] }, "started");
    const { out } = await its.start("--permission-mode", "bypassPermissions", "begin").done;
    expect(out).toContain("Background work has ended: Background command");
    expect(its.endpoint.requests.map((request) => [request.lastUserText, request.afterTool])).toEqual([
      ["begin", false],
      ["begin", true],
      ["", false],
    ]);
  });

  test("tries again after 529, 429 and a cut stream", async () => {
    await using its = await world();
    its.endpoint.script(modelFault.overloaded(), modelFault.rateLimited(1), "after all");
    expect((await its.start("hello").done).out.trim()).toBe("after all");
    its.endpoint.script(modelFault.cutStream(), "whole");
    expect((await its.start("hello").done).out.trim()).toBe("whole");
    expect(its.endpoint.requests).toHaveLength(5);
  });

  test("reports a used-up subscription with its reset time", async () => {
    await using its = await world("subscription");
    const resetsAt = Math.ceil(Date.now() / 1000) + 3600;
    its.endpoint.respond(() => modelFault.usageLimit({ resetsAt: resetsAt * 1000 }));
    const { out } = await its.start("--output-format", "stream-json", "--verbose", "hello").done;
    const lines = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { type: string; is_error?: boolean; rate_limit_info?: { status: string; resetsAt: number } });
    expect(lines.find((line) => line.type === "rate_limit_event")?.rate_limit_info).toMatchObject({ status: "rejected", resetsAt });
    expect(lines.at(-1)).toMatchObject({ type: "result", is_error: true });
    expect(its.endpoint.requests[0]?.credential).toBe("token");
  });

  test("waits while the model hangs, and ends on a signal", async () => {
    await using its = await world();
    its.endpoint.respond(() => modelFault.hang());
    const run = its.start("hello");
    await its.endpoint.waitFor({ text: "hello" });
    expect(run.child.exitCode).toBeNull();
    run.child.kill("SIGTERM");
    expect((await run.done).code).toBe(143);
  });
});
