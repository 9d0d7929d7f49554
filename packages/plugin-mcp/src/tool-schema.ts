import type { Json } from "@instar/kernel";
import type { AgentTool } from "@instar/kernel/contracts";

type JsonObject = { readonly [key: string]: Json };

interface Describing {
  readonly jsonSchema?: { readonly input?: (options: { readonly target: string }) => unknown };
}

/** The input as JSON Schema where the schema's library tells (Standard JSON Schema); else any object. */
export function describeInput(input: AgentTool["input"]): JsonObject {
  try {
    const described = (input["~standard"] as Describing).jsonSchema?.input?.({ target: "draft-2020-12" });
    const { $schema: _, ...rest } = JSON.parse(JSON.stringify(described ?? {})) as Record<string, Json>;
    return rest.type === "object" ? rest : { type: "object" };
  } catch {
    // Some types (a function, a date) have no JSON Schema: any object is described then, and checked when it comes.
    return { type: "object" };
  }
}

const mostIssues = 10;

/** What the schema makes of the input, or in one sentence why it does not fit. */
export async function readInput(tool: AgentTool, input: unknown): Promise<{ readonly value: unknown } | { readonly unfit: string }> {
  const result = await tool.input["~standard"].validate(input);
  if (result.issues === undefined) return { value: result.value };
  const fields = result.issues.slice(0, mostIssues).map(({ path = [], message }) => {
    const place = path.map((part) => String(typeof part === "object" ? part.key : part)).join(".");
    return place === "" ? message : `${place}: ${message}`;
  });
  return { unfit: `The input does not fit ${tool.name}: ${fields.join("; ").slice(0, 2_000)}` };
}
