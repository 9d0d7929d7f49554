import { type AgentTool, AgentTools } from "@instar/kernel/contracts";
import store from "@instar/plugin-store";
import { createTestKernel } from "@instar/testing";
import { describePlugin } from "@instar/testing/plugin-contract";
import { expect, test } from "vitest";
import tally from "../src/index.ts";

describePlugin(() => tally(), {
  packageJson: new URL("../package.json", import.meta.url),
  readme: new URL("../README.md", import.meta.url),
  beside: [store()],
});

/** As an agent calls it: the house holds the input to the schema first. */
async function call(tool: AgentTool, input: unknown): Promise<string> {
  const checked = await tool.input["~standard"].validate(input);
  if (checked.issues) throw new Error(checked.issues.map(({ message }) => message).join(" "));
  return tool.run(checked.value, { caller: { kind: "owner" }, signal: new AbortController().signal });
}

test("it counts, and looks without counting", async () => {
  await using kernel = await createTestKernel([store(), tally()]);
  const [contribution] = kernel.contributions(AgentTools);
  const tool = contribution?.value as AgentTool;
  expect(await call(tool, { what: "coffee" })).toBe("coffee: 1");
  expect(await call(tool, { what: "coffee", by: 2 })).toBe("coffee: 3");
  expect(await call(tool, { what: "coffee", by: 0 })).toBe("coffee: 3");
  expect(await call(tool, { what: "tea", by: 0 })).toBe("tea: 0");
  await expect(call(tool, { what: "" })).rejects.toThrow();
});
