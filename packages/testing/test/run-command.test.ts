import { join } from "node:path";
import { defineErrors, definePlugin, deny, service, type ToolCall } from "@instar/kernel";
import { defineCommand } from "@instar/kernel/command";
import { AgentTools, defineTool } from "@instar/kernel/contracts";
import { expect, test } from "vitest";
import { z } from "zod";
import { askGates } from "../src/ask-gates.ts";
import { callTool } from "../src/call-tool.ts";
import { runCommand } from "../src/run-command.ts";
import { createTestKernel } from "../src/test-kernel.ts";

const Kettle = service<{ boil(litres: number): Promise<string> }>("kettle");
const kettle = definePlugin({
  api: 1,
  name: "kettle",
  guards: ["preToolUse"],
  provides: Kettle,
  setup({ hooks }) {
    hooks.preToolUse.tap("no boiling over", ({ action, cwd }) => (action.kind === "shell" && cwd === "/stove" ? deny("It is hot.") : undefined));
    return { boil: async (litres) => `${litres} l of hot water` };
  },
});

const boil = defineCommand({
  args: { what: { required: true, description: "what" } },
  flags: {
    litres: { type: "integer", default: 1, description: "how much" },
    loudly: { type: "boolean", description: "with a whistle" },
    for: { multiple: true, description: "whom" },
    note: { description: "anything" },
  },
  async run({ args, flags, service: find, print }) {
    print({ ...args, ...flags }, await (await find(Kettle)).boil(flags.litres));
    return flags.loudly ? 1 : undefined;
  },
});

test("a command runs with the services of a house, and its flags have their defaults", async () => {
  await using kernel = await createTestKernel([kettle()]);
  expect(await runCommand(kernel, boil, { args: { what: "water" } })).toEqual({
    code: 0,
    printed: [{ what: "water", litres: 1, loudly: false, for: [] }],
    text: "1 l of hot water",
  });
  expect(await runCommand(kernel, boil, { args: { what: "water" }, flags: { litres: 2, loudly: true } })).toMatchObject({ code: 1, text: "2 l of hot water" });
});

test("gates are asked as a session asks them", async () => {
  await using kernel = await createTestKernel([kettle()]);
  expect(await askGates(kernel, { kind: "shell", command: "boil" })).toEqual({ allow: true, advice: [] });
  expect(await askGates(kernel, { kind: "shell", command: "boil" }, { cwd: "/stove" })).toMatchObject({ allow: false, by: "kettle: no boiling over" });
});

test("a call is made in the kernel's project, and names files by absolute paths", async () => {
  const calls: ToolCall[] = [];
  const watcher = definePlugin({
    api: 1,
    name: "watcher",
    guards: ["preToolUse"],
    setup: ({ hooks }) => void hooks.preToolUse.tap("watch", (call) => void calls.push(call)),
  });
  await using kernel = await createTestKernel([watcher()]);
  expect((await askGates(kernel, { kind: "read", paths: ["src/../notes.md", "/etc/hosts"] })).reason).toBeUndefined();
  await askGates(kernel, { kind: "write", paths: ["notes.md"] }, { cwd: "/elsewhere" });
  expect(calls).toMatchObject([
    { cwd: kernel.project, action: { paths: [join(kernel.project, "notes.md"), "/etc/hosts"] } },
    { cwd: "/elsewhere", action: { paths: ["/elsewhere/notes.md"] } },
  ]);
});

test("a tool is used as an agent uses it: held to its schema, with its errors in words", async () => {
  const TeaError = defineErrors("TEA", { NONE_LEFT: (kind: string) => ({ message: `There is no ${kind} left.`, hint: "Take mint." }) });
  const brew = defineTool({
    name: "brew",
    description: "Brews tea.",
    input: z.object({ kind: z.string(), cups: z.int().default(1) }),
    async run({ kind, cups }, { caller }) {
      if (kind === "dust") throw new TypeError("a bug");
      if (kind !== "mint") throw TeaError.NONE_LEFT(kind);
      return `${cups} for the ${caller.kind}`;
    },
  });
  const teahouse = definePlugin({ api: 1, name: "teahouse", setup: ({ contribute }) => void contribute(AgentTools, brew) });
  await using kernel = await createTestKernel([teahouse()]);
  expect(await callTool(kernel, "brew", { kind: "mint" })).toEqual({ text: "1 for the agent", isError: false });
  expect(await callTool(kernel, "brew", { kind: "mint" }, { caller: { kind: "owner" } })).toMatchObject({ text: "1 for the owner" });
  expect(await callTool(kernel, "brew", { kind: "oolong" })).toEqual({ text: "There is no oolong left. Take mint.", isError: true });
  expect(await callTool(kernel, "brew", { cups: 2 })).toMatchObject({ text: expect.stringContaining("does not fit brew: kind: "), isError: true });
  await expect(callTool(kernel, "brew", { kind: "dust" })).rejects.toThrow("a bug");
  await expect(callTool(kernel, "boil", {})).rejects.toMatchObject({ code: "TESTING_NO_SUCH_TOOL", message: expect.stringContaining("There are: brew.") });
});
