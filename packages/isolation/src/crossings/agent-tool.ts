import { type AgentTool, AgentTools, type ToolUse } from "@instar/kernel/contracts";
import type { Crossing } from "./crossing.ts";
import { requireSchema, restoreSchema, type SchemaData, validateAcross } from "./schema.ts";

interface ToolData {
  readonly name: string;
  readonly description: string;
  readonly input: SchemaData;
  readonly readOnly?: boolean;
}

/** A tool's input is checked in its own process; the JSON Schema that the agent reads crosses. */
export const agentToolCrossing: Crossing<AgentTool, ToolData> = {
  point: AgentTools,
  dismantle: (tool) => ({
    data: {
      name: tool.name,
      description: tool.description,
      input: requireSchema(tool.input, `The tool ${tool.name}`),
      ...(tool.readOnly !== undefined && { readOnly: tool.readOnly }),
    },
    methods: {
      // What the schema makes of the input may be no plain data; `run` lets it do so again
      async validate(input: unknown) {
        const result = await validateAcross(tool.input, input);
        return "issues" in result ? result : { value: input };
      },
      async run(input: unknown, use: ToolUse) {
        const result = await tool.input["~standard"].validate(input);
        if (result.issues) throw new Error(result.issues.map(({ message }) => message).join(" "));
        return tool.run(result.value, use);
      },
    },
  }),
  restore: ({ name, description, input, readOnly }, far) => ({
    name,
    description,
    input: restoreSchema(input, (value) => far.call("validate", value)),
    ...(readOnly !== undefined && { readOnly }),
    run: async (given, use) => String(await far.call("run", given, use)),
  }),
};
