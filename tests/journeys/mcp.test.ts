import { useTool } from "@instar/testing/model-endpoint";
import { expect, test } from "vitest";
import { openClaudeHouse } from "./claude-house.ts";

const declarations = `import mcp from "@instar/plugin-mcp";
import { AgentTools } from "@instar/kernel/contracts";
import { z } from "zod";
const lighthouse = definePlugin({
  api: 1, name: "lighthouse",
  setup: ({ contribute }) => void contribute(AgentTools, {
    name: "lamp_state", description: "Whether the lamp of a tower is lit.", input: z.strictObject({ tower: z.string() }), readOnly: true,
    run: async ({ tower }, { caller, session }) => \`The lamp of \${tower} is lit, \${caller.kind} \${session?.address?.channel ?? ""}\`,
  }),
});`;

test("the model calls a tool of the house in a supervised session, without a port or a process", async () => {
  await using house = await openClaudeHouse({ declarations, plugins: "mcp(), lighthouse()" });
  await house.start();
  house.endpoint.script(useTool("mcp__instar__lamp_state", { tower: "Alexandria" }), "It is lit.");
  const { stdout } = await house.say("is the lamp lit?");
  expect(stdout).toBe("It is lit.\n");
  expect(house.endpoint.requests.at(-1)?.toolResults[0]?.text).toContain("The lamp of Alexandria is lit, agent local");
}, 60_000);
