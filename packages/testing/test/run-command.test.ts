import { definePlugin, deny, service } from "@instar/kernel";
import { defineCommand } from "@instar/kernel/command";
import { expect, test } from "vitest";
import { askGates } from "../src/ask-gates.ts";
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
