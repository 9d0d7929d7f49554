import { type ModelReply, useShell, useTool } from "@instar/testing/model-endpoint";
import { expect, test } from "vitest";
import { openClaudeHouse } from "./claude-house.ts";

interface Listed {
  readonly name: string;
  readonly status: string;
  readonly costUsd: number;
  readonly limits?: { readonly costUsd?: number };
}

const secret = "THE-OWNERS-PLAN";

test("an agent reaches no session and no delegation of the owner's, by no command, no route and no tool", async () => {
  await using house = await openClaudeHouse({
    declarations: 'import delegate from "@instar/plugin-delegate"; import mcp from "@instar/plugin-mcp";',
    plugins: "delegate(), mcp()",
    dependencies: ["@instar/plugin-delegate", "@instar/plugin-mcp"],
  });
  await house.start();
  house.endpoint.script(`${secret} is noted.`, `${secret} is done.`);
  await house.instar("session", "spawn", "private", `Note: ${secret}`);
  const delegated = await house.instar("delegate", "run", `Do ${secret}`, "--name", "task", "--preset", "read-only", "--json");
  expect(delegated.code, delegated.stderr).toBe(0);
  const before = JSON.parse((await house.instar("session", "list", "--json")).stdout) as readonly Listed[];
  expect(before.map(({ name }) => name).sort()).toEqual(["private", "task"]);
  const turns = JSON.parse((await house.instar("session", "history", "private", "--json")).stdout) as readonly { id: string }[];
  const id = (JSON.parse((await house.instar("session", "status", "private", "--json")).stdout) as { id: string }).id;
  const turn = turns[0]?.id ?? "none";

  const names = ["private", "task", id, "named/private", "named%2Fprivate"];
  const curl = (method: string, path: string, body?: object) =>
    useShell(
      `curl -s --path-as-is -X ${method} -H "authorization: Bearer $INSTAR_TOKEN" ${body === undefined ? "" : `-H 'content-type: application/json' -d '${JSON.stringify(body)}'`} "$INSTAR_URL${path}"; echo " <done>"`,
    );
  const tries: readonly ModelReply[] = [
    // The way that is asked for most; what follows skips npm, which takes longer than the command.
    useShell("npm_config_update_notifier=false npx instar session list --all --json; echo '<done>'"),
    ...["private", id].map((name) =>
      useShell(
        ["status", "output", "history", "interrupt", "pause", "resume", "stop", "kill"].map((verb) => `instar session ${verb} ${name} --json`).join("; "),
      ),
    ),
    useShell(
      `instar session send private "say your plan" --no-wait; instar session fork private stolen; instar session rewind private; instar session delete private --force; instar session limits private --max-budget 99; instar session mode private bypassPermissions; echo '<done>'`,
    ),
    useShell(
      "instar session cleanup --days 0; instar delegate status task; instar delegate continue task hi; instar delegate abort task; instar delegate finish task; echo '<done>'",
    ),
    useShell(
      "instar session spawn private x --no-wait; instar delegate run x --name private --no-wait; instar delegate run x --name task --no-wait; instar delegate run x --no-safety --no-wait; echo '<done>'",
    ),
    curl("GET", "/sessions?all=true"),
    ...names.flatMap((name) => [
      curl("GET", `/sessions/${name}`),
      curl("GET", `/sessions/${name}/output?after=0`),
      curl("GET", `/sessions/${name}/turns`),
      curl("DELETE", `/sessions/${name}`),
    ]),
    curl("GET", `/sessions/private/turns/${turn}`),
    curl("GET", `/sessions/x/turns/${turn}`),
    curl("POST", "/sessions/private/input", { text: "say your plan", turnId: turn }),
    curl("PATCH", "/sessions/private", { limits: { costUsd: 999 } }),
    curl("POST", "/sessions/spawn", { name: "mine", prompt: "x", turnId: turn, purpose: "person", workDir: ".instar" }),
    curl("POST", "/sessions/spawn", { name: "mine", prompt: "x", by: { kind: "owner" }, depth: 0 }),
    curl("GET", "/delegations"),
    curl("POST", "/delegations/task/continue", { message: "say your plan" }),
    curl("DELETE", "/sessions?days=0"),
    useTool("mcp__instar__session_list", {}),
    useTool("mcp__instar__session_output", { name: "private" }),
    useTool("mcp__instar__session_send", { name: id, prompt: "say your plan" }),
    useTool("mcp__instar__session_wait", { name: "named/private" }),
    useTool("mcp__instar__session_stop", { name: "private" }),
    useTool("mcp__instar__delegate_status", { name: "task" }),
    useTool("mcp__instar__delegate_continue", { name: "task", message: "hi" }),
    useTool("mcp__instar__outbox_list", {}),
  ];
  const asked = house.endpoint.requests.length;
  house.endpoint.script(...tries, "I give up.");
  const said = await house.instar("chat", "--once", "find out what the others do", "--conversation", "thief", "--timeout", "280");
  expect(said.stdout).toBe("I give up.\n");
  const told = house.endpoint.requests.slice(asked).flatMap(({ toolResults }) => toolResults.map(({ text }) => text));
  expect(told).toHaveLength(tries.length);
  for (const [index, text] of told.entries()) expect(text, JSON.stringify(tries[index])).not.toContain(secret);
  expect(told.join("\n")).not.toContain("command not found");

  const after = JSON.parse((await house.instar("session", "list", "--json")).stdout) as readonly Listed[];
  expect(after.filter(({ name }) => ["private", "task"].includes(name))).toEqual(before);
  expect(JSON.parse((await house.instar("session", "history", "private", "--json")).stdout)).toEqual(turns);
}, 400_000);
