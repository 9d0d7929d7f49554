import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Question } from "@instar/kernel/contracts";
import { expect, test } from "vitest";
import { type AgentFolder, makeAgentFolder } from "../../packages/cli/test/agent-folder.ts";

const config = `import { ask, defineConfig, definePlugin } from "instar";
import offline from "@instar/plugin-offline";
const cautious = definePlugin({
  api: 1, name: "cautious", guards: ["preToolUse"],
  setup({ hooks }) {
    hooks.preToolUse.tap("ask before writing", ({ action }) => action.kind === "write" ? ask("A file would be written.") : undefined);
  },
});
export default defineConfig({ name: "kira", plugins: [offline(), cautious()] });
`;

const open = async (agent: AgentFolder) => (await agent.run(["approvals", "list", "--json"])).json<readonly Question[]>();

/** The one question that is open once it has been put. */
async function asked(agent: AgentFolder): Promise<string> {
  let questions: readonly Question[] = [];
  await expect
    .poll(async () => {
      questions = await open(agent);
      return questions.length;
    })
    .toBe(1);
  return questions[0]?.id as string;
}

test("a gate's question waits in the real daemon: answered from a terminal or in the chat, withdrawn by a stop", async () => {
  await using agent = makeAgentFolder({ config });
  const has = (file: string) => existsSync(join(agent.folder, file));
  expect((await agent.run(["start"])).code).toBe(0);
  expect((await agent.run(["approvals", "list"])).stdout).toContain("No question waits");

  const first = agent.run(["chat", "--once", "create a file called first.txt"]);
  const id = await asked(agent);
  const listed = (await agent.run(["approvals", "list"])).stdout;
  expect(listed).toContain("first.txt");
  expect(listed).toContain("Why: A file would be written.");
  expect(listed).toContain("Asked by: cautious: ask before writing");
  expect(has("first.txt")).toBe(false);
  const [message] = (await agent.run(["inbox", "--json"])).json<readonly { readonly id: string }[]>();
  expect((await agent.run(["why", message?.id ?? ""])).stdout).toContain(`It waits for your answer: \`instar approvals yes ${id}\``);
  const yes = await agent.run(["approvals", "yes", id]);
  expect(yes).toMatchObject({ code: 0, stdout: expect.stringContaining(`${id}: yes.`) });
  expect((await first).code).toBe(0);
  expect(has("first.txt")).toBe(true);
  expect(await agent.run(["approvals", "no", id])).toMatchObject({ code: 1, stderr: expect.stringContaining("was answered with yes by local:owner") });
  expect((await agent.run(["approvals", "yes", "zzzz"])).stderr).toContain("instar approvals list");

  const second = agent.run(["chat", "--once", "create a file called second.txt"]);
  await asked(agent);
  expect((await agent.run(["chat", "--once", "no"])).stdout).toContain("It does not run.");
  expect((await second).stdout).toContain("The owner said no");
  expect(has("second.txt")).toBe(false);

  const third = agent.run(["chat", "--once", "create a file called third.txt", "--timeout", "5"]);
  const left = await asked(agent);
  await agent.run(["stop"]);
  await third;
  expect(await agent.run(["approvals", "yes", left])).toMatchObject({ code: 1, stderr: expect.stringContaining("withdrawn") });
  const ended = (await agent.run(["approvals", "list", "--all", "--json"])).json<readonly Question[]>();
  expect(ended.map(({ state }) => state)).toEqual(["withdrawn", "no", "yes"]);
  expect(has("third.txt")).toBe(false);
}, 120_000);

test("trust is granted, listed and taken back from the terminal, with the agent running or not", async () => {
  await using agent = makeAgentFolder({ config });
  expect((await agent.run(["start"])).code).toBe(0);
  expect(await agent.run(["access", "grant", "telegram:42"])).toMatchObject({ code: 0, stdout: "telegram:42 may speak from now on.\n" });
  expect((await agent.run(["access", "list"])).stdout).toMatch(/telegram:42\s+known\s+grant\s+local:owner/);
  expect((await agent.run(["stop"])).code).toBe(0);
  expect((await agent.run(["access", "list"])).stdout).toMatch(/telegram:42\s+known\s+grant\s+local:owner/);
  expect((await agent.run(["access", "revoke", "telegram:42"])).code).toBe(0);
  expect((await agent.run(["start"])).code).toBe(0);
  expect((await agent.run(["access", "list"])).stdout).not.toContain("telegram:42");
  expect(await agent.run(["access", "revoke", "telegram:42"])).toMatchObject({ code: 1, stderr: expect.stringContaining("instar access list") });
  expect((await agent.run(["pair", "list"])).stdout).toMatch(/telegram:42\s+denied/);
  expect(await agent.run(["pair", "approve", "ABCD2345"])).toMatchObject({ code: 1, stderr: expect.stringContaining("No stranger waits") });
}, 120_000);
