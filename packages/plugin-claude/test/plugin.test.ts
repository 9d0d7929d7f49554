import { randomUUID } from "node:crypto";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { claudeExecutable, useShell, useTool } from "@instar/testing/model-endpoint";
import { describe, expect, test } from "vitest";
import { createCarriedSettings } from "../src/carried-settings.ts";
import { claudeEnvironment, passedOn, withCommandsOf } from "../src/environment.ts";
import { withFields } from "../src/front-matter.ts";
import { isTested } from "../src/tested-versions.ts";
import { toolAction } from "../src/tool-action.ts";
import { openHouse, testHost } from "./harness.ts";

describe("what the agent sees of the daemon's environment", () => {
  const daemon = {
    PATH: "/bin",
    HOME: "/home/ann",
    LC_ALL: "C",
    https_proxy: "http://proxy",
    NODE_EXTRA_CA_CERTS: "/ca.pem",
    SSH_AUTH_SOCK: "/agent",
    XDG_RUNTIME_DIR: "/run",
    ANTHROPIC_API_KEY: "k",
    CLAUDE_CODE_OAUTH_TOKEN: "t",
    CLAUDE_CODE_USE_BEDROCK: undefined,
    AWS_SECRET_ACCESS_KEY: "a",
    GOOGLE_APPLICATION_CREDENTIALS: "g",
    TELEGRAM_BOT_TOKEN: "secret",
    CLAUDE_CODE_SIMPLE: "1",
    CLAUDE_CODE_RESUME_INTERRUPTED_TURN: "1",
    CLAUDECODE: "1",
    NODE_OPTIONS: "--inspect",
  };

  test("is a login, a proxy, a CA, an SSH agent and a locale, and nothing else", () => {
    expect(Object.keys(passedOn(daemon)).sort()).toEqual(
      [
        "ANTHROPIC_API_KEY",
        "CLAUDE_CODE_OAUTH_TOKEN",
        "HOME",
        "LC_ALL",
        "NODE_EXTRA_CA_CERTS",
        "PATH",
        "SSH_AUTH_SOCK",
        "XDG_RUNTIME_DIR",
        "https_proxy",
      ].sort(),
    );
  });

  test("holds a cloud's keys only when Claude Code is told to use that cloud", () => {
    expect(passedOn({ ...daemon, CLAUDE_CODE_USE_BEDROCK: "1" })).toMatchObject({ AWS_SECRET_ACCESS_KEY: "a" });
    expect(passedOn({ ...daemon, CLAUDE_CODE_USE_VERTEX: "true" })).toMatchObject({ GOOGLE_APPLICATION_CREDENTIALS: "g" });
    expect(passedOn({ ...daemon, CLAUDE_CODE_USE_BEDROCK: "0" })).not.toHaveProperty("AWS_SECRET_ACCESS_KEY");
  });

  test("finds the commands that are installed beside the agent, after all others", () => {
    const env = withCommandsOf("/kira", { PATH: "/bin", HOME: "/home/ada" });
    expect(env).toEqual({ PATH: "/bin:/kira/node_modules/.bin", HOME: "/home/ada" });
    expect(withCommandsOf("/kira", env)).toBe(env);
  });

  test("can be widened by name, but not by a switch that opens the gate", () => {
    const request = { daemon: { ...daemon, MY_TOOL: "x" }, passEnv: ["MY_TOOL", "CLAUDE_CODE_SIMPLE"], given: [{ EXTRA: "1" }], allowRoot: false };
    expect(claudeEnvironment(request)).toMatchObject({ MY_TOOL: "x", EXTRA: "1" });
    expect(claudeEnvironment(request)).not.toHaveProperty("CLAUDE_CODE_SIMPLE");
    expect(claudeEnvironment(request)).not.toHaveProperty("IS_SANDBOX");
    expect(claudeEnvironment({ ...request, allowRoot: true })).toMatchObject({ IS_SANDBOX: "1" });
    expect(() => claudeEnvironment({ ...request, given: [{ CLAUDE_CODE_SIMPLE: "1" }] })).toThrow(
      expect.objectContaining({ code: "CLAUDE_UNSAFE_ENVIRONMENT" }),
    );
  });
});

test.each([
  ["Bash", { command: "ls" }, { kind: "shell", command: "ls" }],
  ["Bash", {}, { kind: "other" }],
  ["Write", { file_path: "/a", content: "x" }, { kind: "write", paths: ["/a"] }],
  ["NotebookEdit", { notebook_path: "/n" }, { kind: "write", paths: ["/n"] }],
  ["Read", { file_path: "/a" }, { kind: "read", paths: ["/a"] }],
  ["Read", { file_path: "src/../notes.md" }, { kind: "read", paths: ["/work/notes.md"] }],
  ["Edit", { file_path: "~/notes.md" }, { kind: "write", paths: [join(homedir(), "notes.md")] }],
  ["Grep", { pattern: "x" }, { kind: "read", paths: [] }],
  ["WebFetch", { url: "https://example.org" }, { kind: "web", url: "https://example.org" }],
  ["mcp__git_hub__make__issue", {}, { kind: "mcp", server: "git_hub", tool: "make__issue" }],
  ["Brandnew", { command: "x" }, { kind: "other" }],
])("%s with %j means %j", (tool, input, action) => {
  expect(toolAction(tool, input, "/work")).toEqual(action);
});

test("a skill's hooks and allowed tools are left out, what describes it stays", () => {
  const text = "---\nname: x\ndescription: |\n  two\n  lines\nallowed-tools: Bash(*)\nhooks:\n  PreToolUse:\n    - command: evil\n---\nBody\n";
  expect(withFields(text, ["name", "description"])).toBe('---\nname: "x"\ndescription: "two lines"\n---\nBody\n');
});

test("only the pinned version counts as tried", () => {
  expect(["2.1.329", "2.1.330", "2.1.328", "3.0.0"].map(isTested)).toEqual([true, false, false, false]);
});

describe("files that the program would read by itself", () => {
  test("are carried when they are the person's own; a project's wait for a yes, and again when they change", async () => {
    await using house = await openHouse();
    const put = async (path: string, content: string) => {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
    };
    const settings = house.environment.CLAUDE_CONFIG_DIR as string;
    await put(join(settings, "CLAUDE.md"), "OWN-RULE, see @more.md");
    await put(join(settings, "more.md"), "IMPORTED-RULE");
    await put(join(settings, "rules", "a.md"), "RULE-FILE");
    await put(join(settings, "agents", "helper.md"), "---\nname: helper\ndescription: helps\ntools: Bash\n---\nHELPER-PROMPT");
    await put(join(settings, "skills", "zap", "SKILL.md"), "---\nname: zap\ndescription: zaps things\n---\nZAP-BODY");
    await put(join(house.cwd, "CLAUDE.md"), "PROJECT-RULE");
    await put(join(house.cwd, ".mcp.json"), JSON.stringify({ mcpServers: { x: { command: "true" } } }));
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    const places = { cwd: house.cwd, project: house.cwd, configFolder: settings, home: house.home };
    const carried = createCarriedSettings({ stateFolder: house.state, carry: { user: true, project: true }, places, log });
    const states = async () => Object.fromEntries((await carried.carried()).map((file) => [file.path, file.state]));

    expect(await states()).toMatchObject({
      [join(settings, "CLAUDE.md")]: "carried",
      [join(house.cwd, "CLAUDE.md")]: "waiting",
      [join(house.cwd, ".mcp.json")]: "waiting",
    });

    const say = async (text: string) => {
      const host = testHost();
      const session = await house.open(host);
      const id = randomUUID();
      await session.send({ id, text });
      await host.turn(id);
      await session.stop(1_000);
    };
    house.endpoint.script(
      useTool("Agent", { description: "d", prompt: "SUB", subagent_type: "helper", run_in_background: false }),
      "sub done",
      useTool("Skill", { skill: "carried:zap" }),
      "done",
    );
    await say("go");
    const [first, sub, , last] = house.endpoint.requests;
    for (const words of ["You are Kira.", "OWN-RULE", "IMPORTED-RULE", "RULE-FILE"]) expect(first?.system).toContain(words);
    expect(first?.text).not.toContain("PROJECT-RULE");
    expect(sub?.system).toContain("HELPER-PROMPT");
    expect(last?.text).toContain("ZAP-BODY");
    expect(house.lines.filter((line) => line.text.includes("waits for a yes"))).toHaveLength(2);

    await carried.approve(join(house.cwd, "CLAUDE.md"));
    expect((await stat(join(house.state, "carried.json"))).mode & 0o777).toBe(0o600);
    await say("again");
    expect(house.endpoint.requests.at(-1)?.system).toContain("PROJECT-RULE");

    await writeFile(join(house.cwd, "CLAUDE.md"), "PROJECT-RULE, changed");
    expect(await states()).toMatchObject({ [join(house.cwd, "CLAUDE.md")]: "waiting" });
    await expect(carried.approve("/nowhere")).rejects.toMatchObject({ code: "CLAUDE_NOT_CARRIED" });
  });
});

describe("a mode that does not bypass permissions", () => {
  test("asks our gate once a call, and what it would ask a person is refused when nobody can be asked", async () => {
    await using house = await openHouse({ options: { permissionMode: "manual" } });
    const host = testHost();
    const session = await house.open(host);
    house.endpoint.script(useShell(`touch ${join(house.cwd, "made")}`), "done");
    const id = randomUUID();
    await session.send({ id, text: "go" });
    await host.turn(id);
    expect(host.calls).toHaveLength(1);
    await expect(stat(join(house.cwd, "made"))).rejects.toThrow();
    expect(house.endpoint.requests[1]?.toolResults[0]?.text).toContain("Nobody can be asked");
  });
});

test("the program's own version matches the pinned one", async () => {
  const manifest = JSON.parse(await readFile(join(dirname(claudeExecutable()), "package.json"), "utf8")) as { version: string };
  expect(isTested(manifest.version)).toBe(true);
});
